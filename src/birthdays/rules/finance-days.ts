import { addDays, type PlainDate, weekday } from '../../kernel/business-day.js';

/** 1 = Monday … 7 = Sunday. A house that never rosters Finance is treated as if it worked every day. */
export type Weekdays = readonly number[];

export function financeWorks(date: PlainDate, weekdays: Weekdays): boolean {
  return weekdays.length === 0 || weekdays.includes(weekday(date));
}

/** The first day after `date` on which Finance is at work. */
export function nextFinanceDay(date: PlainDate, weekdays: Weekdays): PlainDate {
  let next = addDays(date, 1);
  while (!financeWorks(next, weekdays)) next = addDays(next, 1);
  return next;
}

/** Birthdays whose gifts are drawn on `today`: tomorrow's, and those of every day until Finance opens again and the day after it (H16). */
export function drawDates(today: PlainDate, weekdays: Weekdays): PlainDate[] {
  const until = nextFinanceDay(today, weekdays);
  const dates: PlainDate[] = [];
  for (let date = addDays(today, 1); date <= until; date = addDays(date, 1)) dates.push(date);
  return dates;
}

/** A gift that was not given goes back on the next business day on which Finance is there (003E-029). */
export function returnDueOn(onDate: PlainDate, weekdays: Weekdays): PlainDate {
  return nextFinanceDay(onDate, weekdays);
}
