/** Numbers `first`…`last` of one book, both included, as 8-digit texts; null when nothing is left. */
export interface SheetRange {
  readonly first: string;
  readonly last: string;
}

export const SHEET_DIGITS = 8;

export function sheetNo(value: number): string {
  return String(value).padStart(SHEET_DIGITS, '0');
}

/** Sheets in a range; 0 for none. */
export function sheetsIn(range: SheetRange | null): number {
  return range === null ? 0 : Number(range.last) - Number(range.first) + 1;
}

/** What is blank from `next` to the end of the book; nothing past the end. */
export function blankFrom(next: string | null, last: string): SheetRange | null {
  return next === null || next > last ? null : { first: next, last };
}

const NONE: ReadonlySet<string> = new Set();

/** The number after `number` that is still there, or null at the end of the book. */
export function numberAfter(number: string, last: string, missing = NONE): string | null {
  let next = Number(number) + 1;
  while (missing.has(sheetNo(next))) next += 1;
  return next > Number(last) ? null : sheetNo(next);
}

/** `count` numbers from the next one on, without the missing ones; fewer when the book ends before. */
export function takeSheets(range: SheetRange | null, count: number, missing = NONE): string[] {
  if (range === null) return [];
  const taken: string[] = [];
  let next: string | null = range.first;
  while (next !== null && taken.length < count) {
    taken.push(next);
    next = numberAfter(next, range.last, missing);
  }
  return taken;
}
