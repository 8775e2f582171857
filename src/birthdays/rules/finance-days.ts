import { addDays, type PlainDate, weekday } from '../../kernel/business-day.js';

/** When Finance is at work: 1 = Monday … 7 = Sunday, public holidays apart. A house that never rosters Finance is treated as if it worked every day. */
export interface FinanceDays {
  readonly weekdays: readonly number[];
  readonly holidays: readonly PlainDate[];
}

function financeWorks(date: PlainDate, { weekdays, holidays }: FinanceDays): boolean {
  return (weekdays.length === 0 || weekdays.includes(weekday(date))) && !holidays.includes(date);
}

/** The first day after `date` on which Finance is at work. */
function nextFinanceDay(date: PlainDate, days: FinanceDays): PlainDate {
  let next = addDays(date, 1);
  while (!financeWorks(next, days)) next = addDays(next, 1);
  return next;
}

/** Birthdays whose gifts are drawn on `today`: tomorrow's, and those of every day until Finance opens again and the day after it (H16). */
export function drawDates(today: PlainDate, days: FinanceDays): PlainDate[] {
  const until = nextFinanceDay(today, days);
  const dates: PlainDate[] = [];
  for (let date = addDays(today, 1); date <= until; date = addDays(date, 1)) dates.push(date);
  return dates;
}

/** A gift that was not given goes back on the next business day on which Finance is there (003E-029). */
export function returnDueOn(onDate: PlainDate, days: FinanceDays): PlainDate {
  return nextFinanceDay(onDate, days);
}
