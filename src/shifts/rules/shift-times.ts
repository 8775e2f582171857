import { addDays, calendarDate, type PlainDate, VENUE_ZONE, venueInstant } from '../../kernel/business-day.js';
import type { ShiftTemplate } from '../../venue/rules/shift-policy.js';

const wallClock = new Intl.DateTimeFormat('en-GB', {
  timeZone: VENUE_ZONE,
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

/** 'HH:MM' on the venue's wall. */
export function wallTime(ms: number): string {
  return wallClock.format(ms);
}

/**
 * The template a shift opened at `ms` most likely is: the last one that has begun, counted from the day's beginning
 * (`dayCutoff`), so that 01:30 is still the evening's. Only a proposal; the clerk chooses.
 */
export function proposedTemplate(templates: readonly ShiftTemplate[], ms: number, dayCutoff: string): string {
  const since = (time: string): number => (minutes(time) - minutes(dayCutoff) + 1440) % 1440;
  const now = since(wallTime(ms));
  const begun = templates.filter(({ from }) => since(from) <= now).toSorted((a, b) => since(b.from) - since(a.from));
  return (begun[0] ?? templates[0])?.code ?? '';
}

/** The instant at which a shift of `businessDate` should be over: the next morning at `overdueAt` (08:00). Milliseconds. */
export function overdueFrom(businessDate: PlainDate, overdueAt: string): number {
  return venueInstant(addDays(businessDate, 1), overdueAt);
}

/** Whether something was posted under a business date after its night was over: shown as 补录, never hidden. */
export function isLatePosting(businessDate: PlainDate, at: number, dayCutoff: string): boolean {
  return at >= venueInstant(addDays(businessDate, 1), dayCutoff);
}

/** Milliseconds until the template's end, from which the preparation list counts (T−30 min); negative afterwards. */
export function untilEnd({ from, to }: ShiftTemplate, businessDate: PlainDate, now: number): number {
  const endsOn = to <= from ? addDays(businessDate, 1) : businessDate;
  return venueInstant(endsOn, to) - now;
}

export interface Moment {
  readonly date: PlainDate;
  readonly time: string;
}

export function momentOf(ms: number): Moment {
  return { date: calendarDate(ms), time: wallTime(ms) };
}

function minutes(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
}
