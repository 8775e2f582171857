import { type SheetRange, sheetsIn } from './sheet-range.js';

/** A book as one shift had it. What left BLANK counts in the shift in which it left, whatever became of it later. */
export interface BookInShift {
  /** Blank when the shift had it from the clerk or the safe before; null when it came during the shift. */
  readonly opening: SheetRange | null;
  /** Blank when it came from Finance during the shift. */
  readonly received: SheetRange | null;
  readonly issued: number;
  readonly void: number;
  readonly lost: number;
  readonly closing: SheetRange | null;
}

export type EquationFault = 'COUNT' | 'GAP';

/**
 * 003E-073: opening blank + received = left BLANK in this shift (issued + void + lost) + closing blank, and the closing range goes on where the last
 * used number stands. Null when it holds.
 */
export function equationFault(book: BookInShift): EquationFault | null {
  const had = sheetsIn(book.opening) + sheetsIn(book.received);
  const left = book.issued + book.void + book.lost;
  if (had !== left + sheetsIn(book.closing)) return 'COUNT';
  const first = (book.opening ?? book.received)?.first;
  if (book.closing !== null && first !== undefined && Number(book.closing.first) !== Number(first) + left) return 'GAP';
  return null;
}
