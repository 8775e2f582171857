import { daysBetween, type PlainDate } from '../../kernel/business-day.js';

/** Whether a birthday has a gift, and if not, why; every word has its text `birthdays.standing.<word>`. */
export type GiftStanding =
  'DUE' | 'GIVEN' | 'TWIN_OPEN' | 'TWIN_SAME' | 'MOVED' | 'TOO_SOON' | 'CARD_FROZEN' | 'CARD_ENDED';

export interface GiftClaim {
  readonly onDate: PlainDate;
  readonly given: boolean;
  /** State of the member's best card; null when no card of theirs is left (转让, 退卡). */
  readonly cardState: string | null;
  readonly cardFrozen: boolean;
  /** Closed, or somebody else's by now. */
  readonly membershipClosed: boolean;
  /** Another record may be the same person. */
  readonly twin: 'NONE' | 'OPEN' | 'SAME' | 'DIFFERENT';
  /** The birthday in the file is another day by now (a correction, the other calendar). */
  readonly moved: boolean;
  /** Day of this person's last birthday gift before; null when there was none. */
  readonly lastGiftOn: PlainDate | null;
}

/** A lost card is no reason: the benefit is the person's, who comes with a document. */
const SERVING = new Set(['ACTIVE', 'LOST', 'ISSUED']);

/**
 * One gift a birthday a person. Whatever was changed in the file, `gapDays` lie between two gifts, so neither a new date nor the other calendar
 * brings a second one (counter-practice §4.9).
 */
export function giftStanding(claim: GiftClaim, gapDays: number): GiftStanding {
  if (claim.given) return 'GIVEN';
  if (claim.twin === 'SAME') return 'TWIN_SAME';
  if (claim.twin === 'OPEN') return 'TWIN_OPEN';
  if (claim.membershipClosed || claim.cardState === null || !SERVING.has(claim.cardState)) return 'CARD_ENDED';
  if (claim.cardFrozen) return 'CARD_FROZEN';
  if (claim.moved) return 'MOVED';
  const tooSoon = claim.lastGiftOn !== null && Math.abs(daysBetween(claim.lastGiftOn, claim.onDate)) < gapDays;
  return tooSoon ? 'TOO_SOON' : 'DUE';
}
