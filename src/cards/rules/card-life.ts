import type { PlainDate } from '../../kernel/business-day.js';
import { DomainError } from '../../kernel/domain-error.js';
import { defineTransitions } from '../../kernel/transitions.js';

export type CardState =
  'STOCK' | 'ISSUED' | 'ACTIVE' | 'LOST' | 'REPLACED' | 'REFUNDED' | 'CLOSED' | 'EXPIRED' | 'VOID';
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
  | 'renew'
  | 'spoil';

/** Why a card is frozen, whatever its state. */
export const FREEZE_REASONS = ['GUEST_REQUEST', 'DISPUTE', 'ANOMALY', 'FRAUD', 'AUTHORITY'] as const;
export type FreezeReason = (typeof FREEZE_REASONS)[number];

/**
 * The life of a card (003E-002: not usable before activation). A card that a company bought waits ISSUED for its holder. A lost card is stopped at once and opened only for its proven holder; what it
 * stood for moves to the replacement. Only unnamed cards expire (`CardsService.expire`), and an expired card can be renewed, so nothing it
 * points to is ever lost. A refund or an end needs no found card. VOID is a blank that was spoilt or is missing.
 */
export const cardLife = defineTransitions<CardState, CardAction>({
  name: 'card',
  initial: 'STOCK',
  final: ['REPLACED', 'REFUNDED', 'CLOSED', 'VOID'],
  rows: [
    ['STOCK', 'issue', 'ISSUED'],
    ['STOCK', 'spoil', 'VOID'],
    ['ISSUED', 'activate', 'ACTIVE'],
    ['ISSUED', 'undoEnrolment', 'STOCK'],
    ['ISSUED', 'replace', 'REPLACED'],
    ['ISSUED', 'refund', 'REFUNDED'],
    ['ISSUED', 'close', 'CLOSED'],
    ['ACTIVE', 'undoEnrolment', 'STOCK'],
    ['ACTIVE', 'reportLost', 'LOST'],
    ['LOST', 'clearLost', 'ACTIVE'],
    ['LOST', 'replace', 'REPLACED'],
    ['ACTIVE', 'replace', 'REPLACED'],
    ['ACTIVE', 'refund', 'REFUNDED'],
    ['LOST', 'refund', 'REFUNDED'],
    ['EXPIRED', 'refund', 'REFUNDED'],
    ['ACTIVE', 'close', 'CLOSED'],
    ['LOST', 'close', 'CLOSED'],
    ['ACTIVE', 'expire', 'EXPIRED'],
    ['EXPIRED', 'renew', 'ACTIVE'],
    ['EXPIRED', 'close', 'CLOSED'],
  ],
});

const refusals: Readonly<Record<Exclude<CardState, 'ACTIVE'>, string>> = {
  STOCK: 'card.notActive',
  ISSUED: 'card.notActive',
  LOST: 'card.stopped',
  REPLACED: 'card.replaced',
  REFUNDED: 'card.refunded',
  CLOSED: 'card.closed',
  EXPIRED: 'card.expired',
  VOID: 'card.void',
};

interface FreezeRule {
  /** What every desk hears. */
  readonly refusal: string;
  /** The holder's own wish: asked for with proof, and no obstacle to paying the holder back. The others are the house's. */
  readonly byHolder: boolean;
}

const freezes: Readonly<Record<FreezeReason, FreezeRule>> = {
  GUEST_REQUEST: { refusal: 'card.frozenByGuest', byHolder: true },
  DISPUTE: { refusal: 'card.frozenInDispute', byHolder: false },
  ANOMALY: { refusal: 'card.frozenForCheck', byHolder: false },
  FRAUD: { refusal: 'card.frozenForCheck', byHolder: false },
  AUTHORITY: { refusal: 'card.frozenForCheck', byHolder: false },
};

/** A reason nobody knows is the house's: what is frozen stays frozen. */
function freezeRule(reason: string): FreezeRule {
  const known = FREEZE_REASONS.find((each) => each === reason);
  return known ? freezes[known] : { refusal: 'card.frozenForCheck', byHolder: false };
}

export function isFrozenByHolder(reason: string): boolean {
  return freezeRule(reason).byHolder;
}

/** What a desk knows of the card in front of it. */
export interface CardStanding {
  readonly cardState: CardState;
  /** Last good business date, null = without end. */
  readonly validUntil: PlainDate | null;
  readonly frozenReason?: string | null;
  /** Set for good once a loss was reported and not taken back. */
  readonly lostAt?: number | null;
}

/**
 * Only an active card within its validity serves: credits, redemptions, spends, benefits. Whoever shows a card that was reported lost hears the
 * same after it was replaced: no word about a new card.
 * @throws DomainError card.notActive | card.stopped | card.replaced | card.refunded | card.closed | card.expired | card.void | card.frozen…
 */
export function assertUsable(card: CardStanding, businessDate: PlainDate, field = 'card'): void {
  const { cardState, frozenReason, lostAt, validUntil } = card;
  if (cardState === 'REPLACED' && (lostAt ?? null) !== null) throw new DomainError('card.stopped', {}, field);
  if (cardState !== 'ACTIVE') throw new DomainError(refusals[cardState], {}, field);
  if (frozenReason) throw new DomainError(freezeRule(frozenReason).refusal, {}, field);
  if (validUntil !== null && businessDate > validUntil) throw new DomainError('card.expired', {}, field);
}
