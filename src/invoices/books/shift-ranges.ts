import type { SqlReads } from '../../platform/database/sql-reads.js';
import type { HandedShift } from '../../venue/handover-parts.js';
import { type BookInShift, type EquationFault, equationFault } from '../rules/number-equation.js';
import { blankFrom, type SheetRange } from '../rules/sheet-range.js';
import { BOOK, type BookRow } from './book-rows.js';

const MISSED = `CASE WHEN n.first_state = 'LOST' AND EXISTS (SELECT 1 FROM invoice_number_step m WHERE m.number_id = n.id AND m.action = 'miss')
  THEN 1 ELSE 0 END`;

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
  /** Found missing in mid-book: not in the order of the numbers. */
  readonly missed: number;
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
    `SELECT n.id, n.book_id, n.number, n.first_state, n.state, n.amount_fen, n.shift_id, ${MISSED} AS missed FROM invoice_number n
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
    const inOrder = own.filter(({ missed }) => missed === 0);
    const missed = await missedUntil(db, book.id, end);
    const begun = inOrder.some(({ shiftId }) => shiftId === shift.id);
    ranges.push(
      rangeOf(book, shift.id, {
        inOrder,
        used: own.filter(({ shiftId }) => shiftId === shift.id),
        missed: missed.map(({ number, shiftId }) => ({ number, here: shiftId === shift.id })),
        arrival: arrivals.find(({ bookId }) => bookId === book.id),
        firstLater: begun ? undefined : await firstUsedAfter(db, book.id, end),
      }),
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
    `SELECT min(n.number) AS number FROM invoice_number n WHERE n.book_id = ? AND n.at > ? AND ${MISSED} = 0`,
    [bookId, end],
  );
  return row?.number ?? undefined;
}

interface BookStory {
  /** From the first number of this shift on, those of later shifts too. */
  readonly inOrder: readonly UsedNumber[];
  /** Those of this shift. */
  readonly used: readonly UsedNumber[];
  readonly missed: readonly { readonly number: string; readonly here: boolean }[];
  readonly arrival: Arrival | undefined;
  readonly firstLater: string | undefined;
}

function rangeOf(book: BookRow, shiftId: string, story: BookStory): HeldRange {
  const { inOrder, used, missed, arrival, firstLater } = story;
  const own = inOrder.filter((number) => number.shiftId === shiftId);
  const last = own.at(-1)?.number;
  const later = last === undefined ? firstLater : inOrder.find(({ number }) => number > last)?.number;
  const closing = blankFrom(later ?? book.nextNo, book.lastNo);
  const first = earliest(own[0]?.number, arrival?.blankFirst ?? undefined) ?? closing?.first ?? null;
  const whole = blankFrom(first, book.lastNo);
  const received = arrival?.action === 'draw';
  const count = (state: string) => used.filter((number) => number.firstState === state).length;
  const numbers = (here: boolean) => missed.filter((each) => each.here === here).map(({ number }) => number);
  const range: BookInShift = {
    opening: received ? null : whole,
    received: received ? whole : null,
    issued: count('ISSUED'),
    void: count('VOID'),
    lost: count('LOST'),
    closing,
    missing: { before: numbers(false), here: numbers(true) },
  };
  return { ...range, book, used, nextNo: closing?.first ?? null, fault: equationFault(range) };
}

/** Sheets missing in mid-book, as they were known when the shift ended. */
function missedUntil(db: SqlReads, bookId: string, end: number): Promise<{ number: string; shiftId: string | null }[]> {
  return db.rows(
    `SELECT n.number, n.shift_id FROM invoice_number n WHERE n.book_id = ? AND n.at <= ? AND n.first_state = 'LOST' AND ${MISSED} = 1 ORDER BY n.number`,
    [bookId, end],
  );
}

function earliest(...numbers: readonly (string | undefined)[]): string | undefined {
  return numbers.filter((number) => number !== undefined).toSorted()[0];
}

/** `00000011–00000050`, for papers and messages. */
export function rangeText(range: SheetRange | null): string {
  return range === null ? '—' : `${range.first}–${range.last}`;
}
