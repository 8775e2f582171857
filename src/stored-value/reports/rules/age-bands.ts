import { daysBetween, type PlainDate } from '../../../kernel/business-day.js';

/** Days since the payment, the last of a band included; the last band has no end. */
export const AGE_BANDS = [30, 90, 180, 365, null] as const;

/** The position of the band that a top-up of `paidOn` stands in on `today`. */
export function bandOf(paidOn: PlainDate, today: PlainDate): number {
  const days = Math.max(0, daysBetween(paidOn, today));
  return AGE_BANDS.findIndex((last) => last === null || days <= last);
}
