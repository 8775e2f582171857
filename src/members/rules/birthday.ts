import { LunarDay, LunarMonth, LunarYear, SolarDay } from 'tyme4ts';
import { daysInMonth, type PlainDate } from '../../kernel/business-day.js';
import { DomainError } from '../../kernel/domain-error.js';
import { toHalfWidth } from '../../kernel/text.js';

export type BirthdayCalendar = 'SOLAR' | 'LUNAR';

/** A day of the year without the year. `leap` says born in a leap month; it is always false for solar birthdays. */
export interface Birthday {
  readonly calendar: BirthdayCalendar;
  readonly month: number;
  readonly day: number;
  readonly leap: boolean;
}

export interface BirthdayPolicy {
  /** 29 February in a common year. */
  readonly feb29: 'FEB_28' | 'MAR_1';
  /** A birthday in a leap month, in a lunar year that has that leap month. */
  readonly leapMonth: 'PLAIN_MONTH' | 'LEAP_MONTH';
}

export const DEFAULT_BIRTHDAY_POLICY: BirthdayPolicy = { feb29: 'FEB_28', leapMonth: 'PLAIN_MONTH' };

export interface BirthdayOccurrence {
  readonly date: PlainDate;
  /** Year of the birthday's own calendar. A solar year may hold none or two lunar birthdays, so benefits are keyed by this one. */
  readonly year: number;
}

export interface LunarDate {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly leap: boolean;
  /** As on a wall calendar: 「正月廿三」,「闰六月十五」. */
  readonly text: string;
}

/**
 * Reads a day of the year: 3-14, 03/14, 0314, 3月14日.
 * @throws DomainError members.birthday.invalid
 */
export function parseBirthday(calendar: BirthdayCalendar, typed: string, leap = false, field = 'birthday'): Birthday {
  const text = toHalfWidth(typed).trim();
  const match = /^(\d{1,2})[-/.月](\d{1,2})日?$/.exec(text) ?? /^(\d{2})(\d{2})$/.exec(text);
  const birthday = { calendar, month: Number(match?.[1]), day: Number(match?.[2]), leap: calendar === 'LUNAR' && leap };
  if (!match || !isBirthday(birthday)) throw new DomainError('members.birthday.invalid', {}, field);
  return birthday;
}

/** All days in [from, to] on which the guest has a birthday, soonest first. */
export function birthdaysBetween(
  birthday: Birthday,
  from: PlainDate,
  to: PlainDate,
  policy: BirthdayPolicy = DEFAULT_BIRTHDAY_POLICY,
): BirthdayOccurrence[] {
  const found: BirthdayOccurrence[] = [];
  // Lunar year n ends in solar year n + 1, so the year before the range may still reach into it.
  for (let year = Number(from.slice(0, 4)) - 1; year <= Number(to.slice(0, 4)); year += 1) {
    const date = birthday.calendar === 'SOLAR' ? solarDate(birthday, year, policy) : lunarDate(birthday, year, policy);
    if (date >= from && date <= to) found.push({ date, year });
  }
  return found;
}

/** The birthday that the calendar date or the business date falls on: coming at 23:00 or at 00:30 the night counts either way. */
export function birthdayOn(
  birthday: Birthday,
  dates: readonly PlainDate[],
  policy: BirthdayPolicy = DEFAULT_BIRTHDAY_POLICY,
): BirthdayOccurrence | null {
  return dates.flatMap((date) => birthdaysBetween(birthday, date, date, policy))[0] ?? null;
}

/** The lunar date of a solar day: an identity card says 1985-03-14, the guest says 正月廿三. */
export function lunarDateOf(date: PlainDate): LunarDate {
  const lunar = solarDay(date).getLunarDay();
  const month = lunar.getLunarMonth();
  return {
    year: lunar.getYear(),
    month: Math.abs(lunar.getMonth()),
    day: lunar.getDay(),
    leap: month.isLeap(),
    text: `${month.getName()}${lunar.getName()}`,
  };
}

/** The birthday that a solar birth date means in a calendar, to compare a document with what the member said. */
export function birthdayFromBirthDate(calendar: BirthdayCalendar, birthDate: PlainDate): Birthday {
  if (calendar === 'LUNAR') {
    const { month, day, leap } = lunarDateOf(birthDate);
    return { calendar, month, day, leap };
  }
  return { calendar, month: Number(birthDate.slice(5, 7)), day: Number(birthDate.slice(8, 10)), leap: false };
}

function isBirthday({ calendar, month, day }: Birthday): boolean {
  if (month < 1 || month > 12 || day < 1) return false;
  return day <= (calendar === 'LUNAR' ? 30 : daysInMonth(2000, month));
}

function solarDate(birthday: Birthday, year: number, policy: BirthdayPolicy): PlainDate {
  const missing = birthday.day > daysInMonth(year, birthday.month);
  if (!missing) return plain(year, birthday.month, birthday.day);
  return policy.feb29 === 'MAR_1' ? plain(year, 3, 1) : plain(year, 2, 28);
}

function lunarDate(birthday: Birthday, year: number, policy: BirthdayPolicy): PlainDate {
  const hasLeap = LunarYear.fromYear(year).getLeapMonth() === birthday.month;
  const inLeap = birthday.leap && hasLeap && policy.leapMonth === 'LEAP_MONTH';
  const month = inLeap ? -birthday.month : birthday.month;
  const day = Math.min(birthday.day, LunarMonth.fromYm(year, month).getDayCount());
  const solar = LunarDay.fromYmd(year, month, day).getSolarDay();
  return plain(solar.getYear(), solar.getMonth(), solar.getDay());
}

function solarDay(date: PlainDate): SolarDay {
  return SolarDay.fromYmd(Number(date.slice(0, 4)), Number(date.slice(5, 7)), Number(date.slice(8, 10)));
}

function plain(year: number, month: number, day: number): PlainDate {
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}
