import { addDays, addMonthsEnd, endOfMonth, type PlainDate } from '../../kernel/business-day.js';
import { DomainError } from '../../kernel/domain-error.js';
import type { LotPoints } from './take-back.js';

export interface ExpiringLot extends LotPoints {
  /** Last business date on which the points can be spent. */
  readonly expiresOn: PlainDate;
}

/** Points live to the end of the month `months` later, so that those of one month expire together. */
export function expiryOf(creditedOn: PlainDate, months: number): PlainDate {
  return endOfMonth(addMonthsEnd(creditedOn, months));
}

export function isExpired(expiresOn: PlainDate, today: PlainDate): boolean {
  return today > expiresOn;
}

/** Lots with points left that can still be spent today but not after `withinDays` more days. */
export function expiringWithin<L extends ExpiringLot>(lots: readonly L[], today: PlainDate, withinDays: number): L[] {
  const until = addDays(today, withinDays);
  return bySoonest(lots).filter((lot) => lot.points > 0 && !isExpired(lot.expiresOn, today) && lot.expiresOn <= until);
}

/**
 * Which lots a redemption takes (003E-006): the soonest to expire first. Points past their last day are never spent, even before the expiry
 * run has swept them.
 * @throws DomainError points.short {need, have, diff}
 */
export function planSpend(lots: readonly ExpiringLot[], points: number, today: PlainDate): LotPoints[] {
  const usable = bySoonest(lots).filter((lot) => lot.points > 0 && !isExpired(lot.expiresOn, today));
  const have = usable.reduce((acc, lot) => acc + lot.points, 0);
  if (have < points) throw new DomainError('points.short', { need: points, have, diff: points - have });
  const plan: LotPoints[] = [];
  let left = points;
  for (const lot of usable) {
    if (left === 0) break;
    const taken = Math.min(left, lot.points);
    plan.push({ lotId: lot.lotId, points: taken });
    left -= taken;
  }
  return plan;
}

function bySoonest<L extends ExpiringLot>(lots: readonly L[]): L[] {
  const key = (lot: ExpiringLot) => `${lot.expiresOn} ${lot.lotId}`;
  return lots.toSorted((a, b) => (key(a) < key(b) ? -1 : 1));
}
