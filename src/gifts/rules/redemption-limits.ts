import type { PlainDate } from '../../kernel/business-day.js';
import { DomainError } from '../../kernel/domain-error.js';

/** One gift in one dated activity of the venue. */
export interface RedemptionOffer {
  readonly startsOn: PlainDate;
  /** Last business date, included. */
  readonly endsOn: PlainDate;
  readonly pointsPrice: number;
  /** Pieces a member may take on one business date, and in the whole activity; null = as many as there are. */
  readonly perDay: number | null;
  readonly inTotal: number | null;
}

/** How far the offer is used up. Undone redemptions do not count. */
export interface OfferUse {
  readonly takenToday: number;
  readonly takenInTotal: number;
  /** Pieces of the stock set aside for this activity that are still there. */
  readonly stockLeft: number;
}

/** On the last day the gift is still offered, the day after it is gone from the page; the record stays. */
export function isOffered(offer: Pick<RedemptionOffer, 'startsOn' | 'endsOn'>, businessDate: PlainDate): boolean {
  return businessDate >= offer.startsOn && businessDate <= offer.endsOn;
}

/**
 * Checks a redemption (003E-006, 003E-007) and returns its price in points.
 * @throws DomainError gifts.notYet {from} | gifts.ended {until} | gifts.quantity | gifts.limit.day {limit, left} | gifts.limit.total {limit, left} | gifts.stock.short {need, have}
 */
export function priceOfRedemption(
  offer: RedemptionOffer,
  use: OfferUse,
  quantity: number,
  businessDate: PlainDate,
): number {
  if (businessDate < offer.startsOn) throw new DomainError('gifts.notYet', { from: offer.startsOn });
  if (businessDate > offer.endsOn) throw new DomainError('gifts.ended', { until: offer.endsOn });
  if (!Number.isSafeInteger(quantity) || quantity < 1) throw new DomainError('gifts.quantity', {}, 'quantity');
  assertWithin('gifts.limit.day', offer.perDay, use.takenToday, quantity);
  assertWithin('gifts.limit.total', offer.inTotal, use.takenInTotal, quantity);
  if (quantity > use.stockLeft) {
    throw new DomainError('gifts.stock.short', { need: quantity, have: use.stockLeft }, 'quantity');
  }
  return offer.pointsPrice * quantity;
}

function assertWithin(code: string, limit: number | null, taken: number, quantity: number): void {
  if (limit === null || taken + quantity <= limit) return;
  throw new DomainError(code, { limit, left: Math.max(0, limit - taken) }, 'quantity');
}
