import { type SheetRange, sheetsIn } from './sheet-range.js';

/** A book as one shift had it. What left BLANK counts in the shift in which it left, whatever became of it later. */
export interface BookInShift {
  /** Blank when the shift had it from the clerk or the safe before; null when it came during the shift. */
  readonly opening: SheetRange | null;
  /** Blank when it came from Finance during the shift. */
  readonly received: SheetRange | null;
  readonly issued: number;
  readonly void: number;
  /** Those missing in mid-book included. */
  readonly lost: number;
  readonly closing: SheetRange | null;
  /** Numbers found missing in mid-book, while those before them were blank: before this shift, and in it. */
  readonly missing: { readonly before: readonly string[]; readonly here: readonly string[] };
}

export type EquationFault = 'COUNT' | 'GAP';

/**
 * 003E-073: opening blank + received = left BLANK in this shift (issued + void + lost) + closing blank, and the closing range goes on where the last
 * used number stands, over the sheets that are known to be missing. Null when it holds.
 */
export function equationFault({ opening, received, closing, missing, ...book }: BookInShift): EquationFault | null {
  const had = blanksIn(opening, missing.before) + blanksIn(received, missing.before);
  const left = book.issued + book.void + book.lost;
  const gone = [...missing.before, ...missing.here];
  if (had !== left + blanksIn(closing, gone)) return 'COUNT';
  const first = (opening ?? received)?.first;
  if (closing === null || first === undefined) return null;
  const inOrder = left - missing.here.length;
  const passed = gone.filter((number) => number >= first && number < closing.first).length;
  return Number(closing.first) === Number(first) + inOrder + passed ? null : 'GAP';
}

/** Sheets of a range that are there. */
export function blanksIn(range: SheetRange | null, missing: readonly string[]): number {
  return sheetsIn(range) - missing.filter((number) => range && number >= range.first && number <= range.last).length;
}
