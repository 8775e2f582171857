import { type PlainDate, weekday } from '../../kernel/business-day.js';

/** Days on which an office works. Weekdays are 1 = Monday … 7 = Sunday; dates are in order. */
export interface WorkDays {
  readonly weekdays: readonly number[];
  /** Public holidays. */
  readonly holidays: readonly PlainDate[];
  /** 调休: days off that were swapped for a holiday. */
  readonly workdays: readonly PlainDate[];
}

/** One of the office's weekdays and no holiday, or a day off that was swapped. */
export function worksOn({ weekdays, holidays, workdays }: WorkDays, date: PlainDate): boolean {
  return workdays.includes(date) || (weekdays.includes(weekday(date)) && !holidays.includes(date));
}
