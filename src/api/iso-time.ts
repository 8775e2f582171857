import { DateTime } from 'luxon';
import { VENUE_ZONE } from '../kernel/business-day.js';

/** `2026-11-21T21:35:00.000+08:00`. */
export function isoTime(ms: number): string {
  const text = DateTime.fromMillis(ms, { zone: VENUE_ZONE }).toISO();
  if (text === null) throw new RangeError(`no time: ${ms}`);
  return text;
}
