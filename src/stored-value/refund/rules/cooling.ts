import { addDays, calendarDate, type PlainDate, proposedBusinessDate } from '../../../kernel/business-day.js';

/** The last day on which money paid at `paidAt` can be asked back without a reason; the day of payment is not counted (民法典 201). */
export function coolingEndsOn(paidAt: number, days: number): PlainDate {
  return addDays(calendarDate(paidAt), days);
}

/**
 * Whether the guest asks in time. The last day ends with its business hours, and those run past midnight (民法典 203): until
 * the cut-off it is still that day.
 */
export function isInCooling(paidAt: number, askedAt: number, days: number, cutoff?: string): boolean {
  const asked = calendarDate(askedAt);
  const night = proposedBusinessDate(askedAt, cutoff);
  return (night < asked ? night : asked) <= coolingEndsOn(paidAt, days);
}
