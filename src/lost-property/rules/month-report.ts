import { daysBetween } from '../../kernel/business-day.js';
import { placeName } from './places.js';

/** A thing as the report counts it. */
export interface CountedItem {
  readonly foundOn: string;
  readonly place: string;
  readonly category: string;
  readonly state: string;
  /** Business date on which its owner got it back; null while not. */
  readonly returnedOn: string | null;
}

export interface MonthReport {
  readonly found: number;
  readonly returned: number;
  /** Percent, rounded to whole; 0 when nothing was found. */
  readonly ratePercent: number;
  /** Median of business days until the owner had it; null when nobody had. */
  readonly medianDays: number | null;
  /** How long its owner waited, in business days: how many returns of each span, also of none. */
  readonly waits: readonly { readonly name: Wait; readonly count: number }[];
  readonly byPlace: readonly Share[];
  readonly byCategory: readonly Share[];
  readonly byState: readonly Share[];
  readonly days: readonly { readonly day: number; readonly found: number; readonly returned: number }[];
}

/** Spans of waiting: the same night, the next day, within three days, a week, longer. */
export const WAITS = ['SAME_DAY', 'NEXT_DAY', 'THREE_DAYS', 'WEEK', 'LONGER'] as const;
export type Wait = (typeof WAITS)[number];

export interface Share {
  readonly name: string;
  readonly found: number;
  readonly returned: number;
}

/** One month of lost property, by the numbers of the rooms as the house knows them; a mistaken entry was never found and is not counted. */
export function monthReport(
  all: readonly CountedItem[],
  daysInMonth: number,
  rooms: readonly string[] = [],
): MonthReport {
  const items = all.filter(({ state }) => state !== 'WITHDRAWN');
  const returned = items.filter(({ returnedOn }) => returnedOn !== null);
  const waits = returned.map(({ foundOn, returnedOn }) => daysBetween(foundOn, returnedOn ?? foundOn));
  return {
    found: items.length,
    returned: returned.length,
    ratePercent: items.length === 0 ? 0 : Math.round((returned.length * 100) / items.length),
    medianDays: median(waits),
    waits: WAITS.map((name) => ({ name, count: waits.filter((days) => waitOf(days) === name).length })),
    byPlace: sharesOf(items, ({ place }) => placeName(place, rooms)),
    byCategory: sharesOf(items, ({ category }) => category),
    byState: sharesOf(items, ({ state }) => state),
    days: Array.from({ length: daysInMonth }, (_, index) => {
      const found = items.filter(({ foundOn }) => Number(foundOn.slice(8)) === index + 1);
      return {
        day: index + 1,
        found: found.length,
        returned: found.filter(({ returnedOn }) => returnedOn !== null).length,
      };
    }),
  };
}

function sharesOf(items: readonly CountedItem[], nameOf: (item: CountedItem) => string): Share[] {
  const shares = new Map<string, Share>();
  for (const item of items) {
    const name = nameOf(item);
    const { found, returned } = shares.get(name) ?? { found: 0, returned: 0 };
    shares.set(name, { name, found: found + 1, returned: returned + (item.returnedOn === null ? 0 : 1) });
  }
  return [...shares.values()].toSorted((a, b) => b.found - a.found || (a.name < b.name ? -1 : 1));
}

function waitOf(days: number): Wait {
  if (days <= 0) return 'SAME_DAY';
  if (days === 1) return 'NEXT_DAY';
  if (days <= 3) return 'THREE_DAYS';
  return days <= 7 ? 'WEEK' : 'LONGER';
}

function median(numbers: readonly number[]): number | null {
  const sorted = [...numbers].toSorted((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? null;
}
