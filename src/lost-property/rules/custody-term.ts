import { addDays, calendarDate, type PlainDate, proposedBusinessDate } from '../../kernel/business-day.js';
import { worksOn } from '../../venue/rules/work-days.js';

/** General Affairs works by day, the venue by night (counter-practice H28). Times are 'HH:MM'; weekdays 1 = Monday … 7 = Sunday. */
export interface OfficeHours {
  readonly officeOpens: string;
  readonly officeCloses: string;
  readonly officeClosedOn: readonly number[];
  readonly officeHolidays: readonly PlainDate[];
  /** 调休: a weekend on which it works, swapped for a holiday. */
  readonly officeWorkdays: readonly PlainDate[];
}

export interface CustodyTerm {
  /** Business date of the last full day with the VIP centre (003E-042: three days, the day of custody not counted). */
  readonly lastDay: PlainDate;
  /** Calendar date of the first working window of General Affairs after it. */
  readonly handOverOn: PlainDate;
}

/** From noon of the last day the desk is told. */
const NOTICE_FROM = '12:00';
const WEEK = [1, 2, 3, 4, 5, 6, 7] as const;

/** The term of custody that begins on a business date; fixed then, so a policy changed meanwhile shortens nobody's days. */
export function custodyTerm(base: PlainDate, days: number, office: OfficeHours): CustodyTerm {
  const lastDay = addDays(base, days);
  return { lastDay, handOverOn: nextWorkingDay(addDays(lastDay, 1), office) };
}

/** KEEPING → LAST_DAY (from noon) → OFFICE_CLOSED (over, but General Affairs is not at work) → DUE (its window) → OVERDUE. */
export type CustodyStanding = 'KEEPING' | 'LAST_DAY' | 'OFFICE_CLOSED' | 'DUE' | 'OVERDUE';

/**
 * Where a term stands at an instant. Nothing runs by itself: a PC that was off on the third day says it at its next look. The window is that of
 * the hours in force now: a holiday that was entered since moves it on, and never back.
 */
export function custodyStanding(
  { lastDay, handOverOn }: CustodyTerm,
  now: number,
  office: OfficeHours & { readonly dayCutoff: string },
): CustodyStanding {
  const today = calendarDate(now);
  const business = proposedBusinessDate(now, office.dayCutoff);
  if (business < lastDay || (today === lastDay && isBefore(now, NOTICE_FROM))) return 'KEEPING';
  if (business === lastDay) return 'LAST_DAY';
  const dueOn = nextWorkingDay(handOverOn, office);
  if (today < dueOn || (today === dueOn && isBefore(now, office.officeOpens))) return 'OFFICE_CLOSED';
  return today === dueOn && isBefore(now, office.officeCloses) ? 'DUE' : 'OVERDUE';
}

/** Handing over before the last day has ended would shorten the guest's days. */
export function mayHandOver({ lastDay }: Pick<CustodyTerm, 'lastDay'>, now: number, dayCutoff: string): boolean {
  return proposedBusinessDate(now, dayCutoff) > lastDay;
}

/** CCTV is kept for 30 days (娱乐场所管理条例 15): days in which it can still be asked for, 0 when over. */
export function footageDaysLeft(foundAt: number, now: number): number {
  const days = 30 - Math.floor((now - foundAt) / 86_400_000);
  return Math.max(0, Math.min(30, days));
}

/** An office that never opens would hold things for ever: it is asked on the day itself. */
function nextWorkingDay(
  from: PlainDate,
  { officeClosedOn, officeHolidays: holidays, officeWorkdays: workdays }: OfficeHours,
): PlainDate {
  const weekdays = WEEK.filter((day) => !officeClosedOn.includes(day));
  for (let days = 0; days <= holidays.length + 7; days += 1) {
    const date = addDays(from, days);
    if (worksOn({ weekdays, holidays, workdays }, date)) return date;
  }
  return from;
}

/** Before that hour of the calendar day: such an instant still counts as the day before when days begin at the hour. */
function isBefore(now: number, time: string): boolean {
  return proposedBusinessDate(now, time) < calendarDate(now);
}
