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
    ['REPLACED', 'card.replaced'],
    ['REFUNDED', 'card.refunded'],
    ['CLOSED', 'card.closed'],
    ['EXPIRED', 'card.expired'],
    ['VOID', 'card.void'],
  ] as const)('says why a card that is %s does not serve', (cardState, code) => {
    expect(() => assertUsable({ cardState, validUntil: null }, '2026-11-20')).toThrow(code);
  });

  it('says of a lost card that was replaced what it says of a lost card', () => {
    const lost = { cardState: 'REPLACED', validUntil: null, lostAt: 1 } as const;
    expect(() => assertUsable(lost, '2026-11-20')).toThrow('card.stopped');
  });

  it.each([
    ['GUEST_REQUEST', 'card.frozenByGuest'],
    ['DISPUTE', 'card.frozenInDispute'],
    ['ANOMALY', 'card.frozenForCheck'],
    ['FRAUD', 'card.frozenForCheck'],
    ['AUTHORITY', 'card.frozenForCheck'],
  ])('does not serve while it is frozen: %s', (frozenReason, code) => {
    const card = { cardState: 'ACTIVE', validUntil: null } as const;
    expect(() => assertUsable({ ...card, frozenReason }, '2026-11-20')).toThrow(code);
    expect(() => assertUsable({ ...card, frozenReason: null }, '2026-11-20')).not.toThrow();
  });

  it('lets a lost or expired card be refunded and closed, and a blank be spoilt but never a card in use', () => {
    for (const state of ['ACTIVE', 'LOST', 'EXPIRED'] as const) {
      expect(assertTransition(cardLife, state, 'refund')).toBe('REFUNDED');
      expect(assertTransition(cardLife, state, 'close')).toBe('CLOSED');
    }
    expect(assertTransition(cardLife, 'STOCK', 'spoil')).toBe('VOID');
    expect(() => assertTransition(cardLife, 'ACTIVE', 'spoil')).toThrow('card.transition');
  });
});
