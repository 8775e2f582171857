import { DomainError } from './domain-error.js';
import { toHalfWidth } from './text.js';

/** A calendar or business date, 'YYYY-MM-DD': no time, no zone; plain strings sort and compare as dates. */
export type PlainDate = string;

export const VENUE_ZONE = 'Asia/Shanghai';

const formatters = new Map<string, Intl.DateTimeFormat>();

/** The calendar date at an instant (epoch milliseconds). The law's days are counted in these. */
export function calendarDate(ms: number, zone: string = VENUE_ZONE): PlainDate {
  return wallTime(ms, zone).date;
}

/** The instant (epoch milliseconds) at which the venue's wall shows this date and time, 'HH:MM'; NaN for what is none. */
export function venueInstant(date: PlainDate, time = '00:00'): number {
  return Date.parse(`${date}T${time}:00+08:00`);
}

/**
 * The business date the 06:00 rule proposes: before the cut-off it is still yesterday's night. Only a proposal: acts
 * carry the day of the shift they were made in.
 */
export function proposedBusinessDate(ms: number, cutoff = '06:00', zone: string = VENUE_ZONE): PlainDate {
  const wall = wallTime(ms, zone);
  return wall.time < cutoff ? addDays(wall.date, -1) : wall.date;
}

export function isPlainDate(text: string): boolean {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  return match !== null && isRealDay(Number(match[1]), Number(match[2]), Number(match[3]));
}

/**
 * Reads a date as typed: 2026-11-21, 2026/11/21, 2026.1.5, 20261121, 2026年1月5日; full-width digits too.
 * @throws DomainError date.invalid
 */
export function parsePlainDate(text: string, field?: string): PlainDate {
  const typed = toHalfWidth(text).trim();
  const match =
    /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})$/.exec(typed) ??
    /^(\d{4})(年)(\d{1,2})月(\d{1,2})日?$/.exec(typed) ??
    /^(\d{4})()(\d{2})(\d{2})$/.exec(typed);
  const [year, month, day] = [Number(match?.[1]), Number(match?.[3]), Number(match?.[4])];
  if (!match || !isRealDay(year, month, day)) throw new DomainError('date.invalid', {}, field);
  return plain(year, month, day);
}

export function addDays(date: PlainDate, days: number): PlainDate {
  return fromDayNumber(dayNumber(date) + days);
}

/** Whole days from one date to another; negative when `to` is earlier. */
export function daysBetween(from: PlainDate, to: PlainDate): number {
  return dayNumber(to) - dayNumber(from);
}

/** The same day n months later; a day that month does not have becomes its last day (民法典 202). */
export function addMonthsEnd(date: PlainDate, months: number): PlainDate {
  const [year, month, day] = split(date);
  const index = year * 12 + (month - 1) + months;
  const [toYear, toMonth] = [Math.floor(index / 12), (((index % 12) + 12) % 12) + 1];
  return plain(toYear, toMonth, Math.min(day, daysInMonth(toYear, toMonth)));
}

export function endOfMonth(date: PlainDate): PlainDate {
  const [year, month] = split(date);
  return plain(year, month, daysInMonth(year, month));
}

/** 1 = Monday … 7 = Sunday. */
export function weekday(date: PlainDate): number {
  return ((((dayNumber(date) + 3) % 7) + 7) % 7) + 1;
}

export function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeapYear(year) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

function isLeapYear(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}

function isRealDay(year: number, month: number, day: number): boolean {
  return year >= 1000 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
}

function split(date: PlainDate): [number, number, number] {
  if (!isPlainDate(date)) throw new RangeError('not a plain date YYYY-MM-DD');
  return [Number(date.slice(0, 4)), Number(date.slice(5, 7)), Number(date.slice(8, 10))];
}

function plain(year: number, month: number, day: number): PlainDate {
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

/** Days since 1970-01-01; years are counted from March so that the leap day is the last one. */
function dayNumber(date: PlainDate): number {
  const [year, month, day] = split(date);
  const marchYear = month <= 2 ? year - 1 : year;
  const era = Math.floor(marchYear / 400);
  const yearOfEra = marchYear - era * 400;
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1;
  return era * 146097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719468;
}

function fromDayNumber(days: number): PlainDate {
  const shifted = days + 719468;
  const era = Math.floor(shifted / 146097);
  const dayOfEra = shifted - era * 146097;
  const leapDays = Math.floor(dayOfEra / 1460) - Math.floor(dayOfEra / 36524) + Math.floor(dayOfEra / 146096);
  const yearOfEra = Math.floor((dayOfEra - leapDays) / 365);
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
  return plain(
    yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1,
  );
}

function wallTime(ms: number, zone: string): { date: PlainDate; time: string } {
  const text = formatterOf(zone).format(ms);
  return { date: text.slice(0, 10), time: text.slice(12, 17) };
}

/** en-CA writes '2026-11-21, 05:59'; building a formatter is dear, so each zone has one. */
function formatterOf(zone: string): Intl.DateTimeFormat {
  let formatter = formatters.get(zone);
  if (!formatter) {
    formatter = new Intl.DateTimeFormat('en-CA', {
      timeZone: zone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    });
    formatters.set(zone, formatter);
  }
  return formatter;
}
