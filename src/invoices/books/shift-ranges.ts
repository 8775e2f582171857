import type { SqlReads } from '../../platform/database/sql-reads.js';
import type { HandedShift } from '../../venue/handover-parts.js';
import { type BookInShift, type EquationFault, equationFault } from '../rules/number-equation.js';
import { blankFrom, type SheetRange } from '../rules/sheet-range.js';
import { BOOK, type BookRow } from './book-rows.js';

/** A book as a shift had it, with the numbers that left BLANK in it: the line and the strip of the handover. */
export interface HeldRange extends BookInShift {
  readonly book: BookRow;
  readonly used: readonly UsedNumber[];
  /** The number the next clerk must find on top; null when nothing is left. */
  readonly nextNo: string | null;
  readonly fault: EquationFault | null;
}

export interface UsedNumber {
  readonly id: string;
  readonly bookId: string;
  readonly number: string;
  readonly firstState: 'ISSUED' | 'VOID' | 'LOST';
  readonly state: 'ISSUED' | 'VOID' | 'LOST';
  readonly amountFen: number;
  readonly shiftId: string | null;
}

interface Arrival {
  readonly bookId: string;
  readonly action: string;
  readonly blankFirst: string | null;
}

/**
 * What a clerk had of each book during a shift (003E-073). The numbers are told by the shift in which they left BLANK; where the blank range
 * goes on is told by the book itself, so a number that went astray shows. A number voided by a later shift still counts where it left BLANK.
 */
export async function rangesHeldBy(
  db: SqlReads,
  shift: Pick<HandedShift, 'id' | 'clerkId' | 'openedAt' | 'cutAt'>,
): Promise<HeldRange[]> {
  const end = shift.cutAt ?? Number.MAX_SAFE_INTEGER;
  const books = await booksOf(db, shift, end);
  const used = await db.rows<UsedNumber>(
    `SELECT n.id, n.book_id, n.number, n.first_state, n.state, n.amount_fen, n.shift_id FROM invoice_number n
     WHERE n.book_id IN (SELECT u.book_id FROM invoice_number u WHERE u.shift_id = ?) AND n.number >= (
       SELECT min(f.number) FROM invoice_number f WHERE f.book_id = n.book_id AND f.shift_id = ?)
     ORDER BY n.book_id, n.number`,
    [shift.id, shift.id],
  );
  const arrivals = await db.rows<Arrival>(
    `SELECT book_id, action, blank_first FROM invoice_book_step WHERE to_id = ? AND at >= ? AND at <= ? ORDER BY id DESC`,
    [shift.clerkId, shift.openedAt, end],
  );
  const ranges: HeldRange[] = [];
  for (const book of books) {
    const own = used.filter(({ bookId }) => bookId === book.id);
    const firstLater = own.length > 0 ? undefined : await firstUsedAfter(db, book.id, end);
    ranges.push(
      rangeOf(
        book,
        shift.id,
        own,
        arrivals.find(({ bookId }) => bookId === book.id),
        firstLater,
      ),
    );
  }
  return ranges;
}

/** Those that lay in the clerk's hands at some moment of the shift, or that the shift tore from. */
function booksOf(
  db: SqlReads,
  { id, clerkId, openedAt }: Pick<HandedShift, 'id' | 'clerkId' | 'openedAt'>,
  end: number,
): Promise<BookRow[]> {
  return db.rows<BookRow>(
    `${BOOK} WHERE (b.holder_id = ? AND b.place_since <= ?) OR b.id IN (SELECT n.book_id FROM invoice_number n WHERE n.shift_id = ?)
     OR b.id IN (SELECT t.book_id FROM invoice_book_step t WHERE (t.to_id = ? AND t.at >= ? AND t.at <= ?) OR (t.from_id = ? AND t.at >= ?
       AND EXISTS (SELECT 1 FROM invoice_book_step a WHERE a.book_id = t.book_id AND a.to_id = t.from_id AND a.at <= ?)))
     ORDER BY b.kind, b.denomination_fen, b.queued_at, b.id`,
    [clerkId, end, id, clerkId, openedAt, end, clerkId, openedAt, end],
  );
}

async function firstUsedAfter(db: SqlReads, bookId: string, end: number): Promise<string | undefined> {
  const row = await db.one<{ number: string | null }>(
    'SELECT min(number) AS number FROM invoice_number WHERE book_id = ? AND at > ?',
    [bookId, end],
  );
  return row?.number ?? undefined;
}

function rangeOf(
  book: BookRow,
  shiftId: string,
  sinceFirst: readonly UsedNumber[],
  arrival: Arrival | undefined,
  firstLater: string | undefined,
): HeldRange {
  const used = sinceFirst.filter((number) => number.shiftId === shiftId);
  const last = used.at(-1)?.number;
  const later = last === undefined ? firstLater : sinceFirst.find(({ number }) => number > last)?.number;
  const closing = blankFrom(later ?? book.nextNo, book.lastNo);
  const first = earliest(used[0]?.number, arrival?.blankFirst ?? undefined) ?? closing?.first ?? null;
  const whole = blankFrom(first, book.lastNo);
  const received = arrival?.action === 'draw';
  const count = (state: string) => used.filter((number) => number.firstState === state).length;
  const range: BookInShift = {
    opening: received ? null : whole,
    received: received ? whole : null,
    issued: count('ISSUED'),
    void: count('VOID'),
    lost: count('LOST'),
    closing,
  };
  return { ...range, book, used, nextNo: closing?.first ?? null, fault: equationFault(range) };
}

function earliest(...numbers: readonly (string | undefined)[]): string | undefined {
  return numbers.filter((number) => number !== undefined).toSorted()[0];
}

/** `00000011–00000050`, for papers and messages. */
export function rangeText(range: SheetRange | null): string {
  return range === null ? '—' : `${range.first}–${range.last}`;
}
