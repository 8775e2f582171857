import { addDays, type PlainDate, venueInstant } from '../../kernel/business-day.js';
import { DomainError } from '../../kernel/domain-error.js';
import { toHalfWidth } from '../../kernel/text.js';

/** A stretch of time, milliseconds: it begins with `fromAt` and is over at `untilAt`, so the next guest may come that very minute. */
export interface HoldWindow {
  readonly fromAt: number;
  readonly untilAt: number;
}

/** A party that sings through the night; longer is a typing slip. */
const LONGEST_MS = 16 * 3_600_000;

/** Half-open: who leaves at 21:00 and who comes at 21:00 do not meet. */
export function overlaps(a: HoldWindow, b: HoldWindow): boolean {
  return a.fromAt < b.untilAt && b.fromAt < a.untilAt;
}

/**
 * The window of an evening as it was typed: 19:00 to 01:30 of business date 2026-11-20 ends on the 21st. Times before the cut-off belong to the
 * night (次日 01:30).
 * @throws DomainError rooms.time.invalid | rooms.time.order
 */
export function holdWindow(
  businessDate: PlainDate,
  typed: { readonly from: string; readonly until: string },
  cutoff = '06:00',
): HoldWindow {
  const window = {
    fromAt: momentOf(businessDate, typed.from, cutoff, 'from'),
    untilAt: momentOf(businessDate, typed.until, cutoff, 'until'),
  };
  assertWindow(window);
  return window;
}

/**
 * One moment of a business day as it was typed, milliseconds.
 * @throws DomainError rooms.time.invalid
 */
export function momentOf(businessDate: PlainDate, typed: string, cutoff: string, field: string): number {
  return instantOf(businessDate, wallTime(typed, field), cutoff);
}

/** @throws DomainError rooms.time.order */
export function assertWindow({ fromAt, untilAt }: HoldWindow): void {
  if (untilAt <= fromAt || untilAt - fromAt > LONGEST_MS) throw new DomainError('rooms.time.order', {}, 'until');
}

/** 19:00, 1900, 9:30, １９：００. */
function wallTime(text: string, field: string): string {
  const match = /^(\d{1,2}):?(\d{2})$/.exec(toHalfWidth(text).trim());
  const [hour, minute] = [Number(match?.[1]), Number(match?.[2])];
  if (!match || hour > 23 || minute > 59) throw new DomainError('rooms.time.invalid', {}, field);
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}

function instantOf(businessDate: PlainDate, time: string, cutoff: string): number {
  const date = time < cutoff ? addDays(businessDate, 1) : businessDate;
  return venueInstant(date, time);
}
