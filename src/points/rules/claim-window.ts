import { addDays, daysBetween, type PlainDate } from '../../kernel/business-day.js';
import { DomainError } from '../../kernel/domain-error.js';

/** The last calendar date on which a slip settled on `settledOn` can be credited at the desk. */
export function lastClaimDate(settledOn: PlainDate, slipDays: number): PlainDate {
  return addDays(settledOn, slipDays);
}

/**
 * A slip is credited within `slipDays` calendar days of its settlement, the last one included; later it goes to the manager as 补积.
 * A till whose clock is ahead does not make a slip late.
 * @throws DomainError points.slip.late {n, days}: n the limit, days how old the slip is
 */
export function assertWithinClaimWindow(settledOn: PlainDate, claimedOn: PlainDate, slipDays: number): void {
  const days = daysBetween(settledOn, claimedOn);
  if (days > slipDays) throw new DomainError('points.slip.late', { n: slipDays, days }, 'slipNo');
}
