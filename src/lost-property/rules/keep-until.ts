import { venueInstant } from '../../kernel/business-day.js';
import type { PlainDate } from '../../kernel/business-day.js';
import type { KeepDays } from '../../venue/rules/lost-property-policy.js';

/** Instants (ms) before which something must have ended for its people and pictures to go. */
export type KeptSince = Readonly<Record<keyof KeepDays, number>>;

/**
 * Counted back from the noon of a business date that somebody opened: a clock that jumps years ahead erases nothing, and a PC that was off for a
 * month erases at its next day what was due meanwhile.
 */
export function keptSince(businessDate: PlainDate, { claims, photos, enquiries }: KeepDays): KeptSince {
  const noon = venueInstant(businessDate, '12:00');
  const before = (days: number) => noon - days * 86_400_000;
  return { claims: before(claims), photos: before(photos), enquiries: before(enquiries) };
}
