import { addDays, type PlainDate } from '../../kernel/business-day.js';
import { type WorkDays, worksOn } from '../../venue/rules/work-days.js';

const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7] as const;

/** A house that never rosters Finance is treated as if it worked every day but holidays. */
function financeWorks(date: PlainDate, days: WorkDays): boolean {
  return worksOn({ ...days, weekdays: days.weekdays.length === 0 ? EVERY_DAY : days.weekdays }, date);
}

/** The first day after `date` on which Finance is at work. */
function nextFinanceDay(date: PlainDate, days: WorkDays): PlainDate {
  let next = addDays(date, 1);
  while (!financeWorks(next, days)) next = addDays(next, 1);
  return next;
}

/** Birthdays whose gifts are drawn on `today`: tomorrow's, and those of every day until Finance opens again and the day after it (H16). */
export function drawDates(today: PlainDate, days: WorkDays): PlainDate[] {
  const until = nextFinanceDay(today, days);
  const dates: PlainDate[] = [];
  for (let date = addDays(today, 1); date <= until; date = addDays(date, 1)) dates.push(date);
  return dates;
}

/** A gift that was not given goes back on the next business day on which Finance is there (003E-029). */
export function returnDueOn(onDate: PlainDate, days: WorkDays): PlainDate {
  return nextFinanceDay(onDate, days);
}

/** A gift in hand: for nobody yet, before its day, its guest did not come, to go back to Finance now, or to be destroyed now. */
export type HandState = 'standby' | 'later' | 'missed' | 'due' | 'spoilt';

export function handState(
  { onDate, perishable }: { readonly onDate: PlainDate | null; readonly perishable: number },
  today: PlainDate,
  days: WorkDays,
): HandState {
  if (onDate === null) return 'standby';
  if (onDate >= today) return 'later';
  if (returnDueOn(onDate, days) > today) return 'missed';
  return perishable === 1 ? 'spoilt' : 'due';
}
