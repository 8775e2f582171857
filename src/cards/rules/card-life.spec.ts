import { DomainError } from '../../kernel/domain-error.js';
import { assertTransition, strayStates } from '../../kernel/transitions.js';
import { assertUsable, type CardAction, cardLife, type CardState } from './card-life.js';

describe('the life of a card', () => {
  it('reaches every state and leaves each of them', () => {
    expect(strayStates(cardLife)).toEqual({ unreachable: [], stuck: [] });
  });

  const ways: Readonly<Record<CardState, string>> = {
    STOCK: 'issue>ISSUED spoil>VOID',
    ISSUED: 'activate>ACTIVE undoEnrolment>STOCK replace>REPLACED refund>REFUNDED close>CLOSED',
    ACTIVE: 'undoEnrolment>STOCK reportLost>LOST replace>REPLACED refund>REFUNDED close>CLOSED expire>EXPIRED',
    LOST: 'clearLost>ACTIVE replace>REPLACED refund>REFUNDED close>CLOSED',
    EXPIRED: 'refund>REFUNDED renew>ACTIVE close>CLOSED',
    REPLACED: '',
    REFUNDED: '',
    CLOSED: '',
    VOID: '',
  };
  const actions = [...new Set(cardLife.rows.map(([, action]) => action))];

  it.each(Object.entries(ways))('from %s goes these ways and no other: %s', (state, allowed) => {
    const from = cardLife.rows.flat().find((word): word is CardState => word === state)!;
    const go = (action: CardAction) => {
      try {
        return `${action}>${assertTransition(cardLife, from, action)}`;
      } catch (error) {
        return error instanceof DomainError ? error.code : 'broken';
      }
    };
    const gone = actions.map(go).filter((way) => way !== 'card.transition');
    expect(gone.toSorted()).toEqual(allowed.split(' ').filter(Boolean).toSorted());
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
    ['A_REASON_NOBODY_KNOWS', 'card.frozenForCheck'],
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
