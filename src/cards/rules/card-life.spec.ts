import { assertTransition, strayStates } from '../../kernel/transitions.js';
import { assertUsable, cardLife } from './card-life.js';

describe('the life of a card', () => {
  it('reaches every state and leaves each of them', () => {
    expect(strayStates(cardLife)).toEqual({ unreachable: [], stuck: [] });
  });

  it('cannot be activated before it was issued, nor twice (003E-002)', () => {
    expect(() => assertTransition(cardLife, 'STOCK', 'activate')).toThrow('card.transition');
    expect(() => assertTransition(cardLife, 'ACTIVE', 'activate')).toThrow('card.transition');
    expect(assertTransition(cardLife, 'ISSUED', 'activate')).toBe('ACTIVE');
  });

  it('serves on its last good day and not on the day after', () => {
    const card = { cardState: 'ACTIVE', validUntil: '2026-11-20' } as const;
    expect(() => assertUsable(card, '2026-11-20')).not.toThrow();
    expect(() => assertUsable(card, '2026-11-21')).toThrow('card.expired');
  });

  it.each([
    ['ISSUED', 'card.notActive'],
    ['LOST', 'card.stopped'],
    ['REPLACED', 'card.stopped'],
    ['REFUNDED', 'card.closed'],
    ['EXPIRED', 'card.expired'],
  ] as const)('says why a card that is %s does not serve', (cardState, code) => {
    expect(() => assertUsable({ cardState, validUntil: null }, '2026-11-20')).toThrow(code);
  });
});
