import type { PlainDate } from '../../kernel/business-day.js';
import { DomainError } from '../../kernel/domain-error.js';
import { defineTransitions } from '../../kernel/transitions.js';

export type CardState = 'STOCK' | 'ISSUED' | 'ACTIVE' | 'LOST' | 'REPLACED' | 'REFUNDED' | 'CLOSED' | 'EXPIRED';
export type CardAction =
  | 'issue'
  | 'activate'
  | 'undoEnrolment'
  | 'reportLost'
  | 'clearLost'
  | 'replace'
  | 'refund'
  | 'close'
  | 'expire'
  | 'renew';

/**
 * The life of a card (003E-002: not usable before activation). A lost card is stopped at once and opened only for its proven holder; what it
 * stood for moves to the replacement. An expired card can be renewed, so nothing it points to is ever lost.
 */
export const cardLife = defineTransitions<CardState, CardAction>({
  name: 'card',
  initial: 'STOCK',
  final: ['REPLACED', 'REFUNDED', 'CLOSED'],
  rows: [
    ['STOCK', 'issue', 'ISSUED'],
    ['ISSUED', 'activate', 'ACTIVE'],
    ['ISSUED', 'undoEnrolment', 'STOCK'],
    ['ACTIVE', 'undoEnrolment', 'STOCK'],
    ['ACTIVE', 'reportLost', 'LOST'],
    ['LOST', 'clearLost', 'ACTIVE'],
    ['LOST', 'replace', 'REPLACED'],
    ['ACTIVE', 'replace', 'REPLACED'],
    ['ACTIVE', 'refund', 'REFUNDED'],
    ['ACTIVE', 'close', 'CLOSED'],
    ['ACTIVE', 'expire', 'EXPIRED'],
    ['EXPIRED', 'renew', 'ACTIVE'],
    ['EXPIRED', 'close', 'CLOSED'],
  ],
});

const refusals: Partial<Record<CardState, string>> = {
  STOCK: 'card.notActive',
  ISSUED: 'card.notActive',
  LOST: 'card.stopped',
  REPLACED: 'card.stopped',
  REFUNDED: 'card.closed',
  CLOSED: 'card.closed',
  EXPIRED: 'card.expired',
};

/**
 * Only an active card within its validity serves: credits, redemptions, benefits. `validUntil` is the last good business date, null = without end.
 * @throws DomainError card.notActive | card.stopped | card.closed | card.expired
 */
export function assertUsable(
  card: { readonly cardState: CardState; readonly validUntil: PlainDate | null },
  businessDate: PlainDate,
  field = 'card',
): void {
  const refusal = refusals[card.cardState];
  if (refusal) throw new DomainError(refusal, {}, field);
  if (card.validUntil !== null && businessDate > card.validUntil) throw new DomainError('card.expired', {}, field);
}
