import { DomainError } from '../../kernel/domain-error.js';
import type { SqlReads } from '../../platform/database/sql-reads.js';
import type { InvoiceBook } from '../invoice-book.entity.js';
import type { InvoiceKind } from '../rules/invoice-kinds.js';
import type { BookPlace } from '../rules/number-life.js';
import { blankFrom, sheetsIn } from '../rules/sheet-range.js';

/** A book with the name of whoever has it. */
export interface BookRow extends Omit<InvoiceBook, 'kind' | 'place'> {
  readonly kind: InvoiceKind;
  readonly place: BookPlace;
  readonly holderName: string | null;
  /** Sheets beyond the next one that were found missing. */
  readonly missing: number;
}

export const BOOK = `SELECT b.id, b.store_id, b.label, b.kind, b.code, b.first_no, b.last_no, b.next_no, b.denomination_fen, b.place, b.holder_id,
  b.place_since, b.queued_at, b.retain_until, h.name AS holder_name,
  (SELECT count(*) FROM invoice_number g WHERE g.book_id = b.id AND g.number > b.next_no) AS missing FROM invoice_book b LEFT JOIN staff h ON h.id = b.holder_id`;

/** Throws `page.notFound` for an unknown book and for another store's. */
export async function bookOf(db: SqlReads, storeId: string, bookId: string): Promise<BookRow> {
  const row = await db.one<BookRow>(`${BOOK} WHERE b.id = ? AND b.store_id = ?`, [bookId, storeId]);
  if (!row) throw new DomainError('page.notFound');
  return row;
}

export function booksHeldBy(db: SqlReads, holderId: string): Promise<BookRow[]> {
  return db.rows<BookRow>(`${BOOK} WHERE b.holder_id = ? ORDER BY b.kind, b.denomination_fen, b.queued_at, b.id`, [
    holderId,
  ]);
}

/**
 * The books a clerk may tear from: those in the own hands, and, since F9 cuts a shift while the desk goes on serving (H2), those of the clerk whose
 * cut shift at the same desk is not taken over yet. They come in the order in which they are used.
 */
export function booksToUse(db: SqlReads, { clerkId, deskId }: { clerkId: string; deskId: string }): Promise<BookRow[]> {
  return db.rows<BookRow>(
    `${BOOK} WHERE b.place = 'CLERK' AND b.next_no IS NOT NULL AND (b.holder_id = ? OR b.holder_id IN (
       SELECT s.clerk_id FROM shift s WHERE s.desk_id = ? AND s.cut_at IS NOT NULL AND s.state IN ('CUT', 'COUNTED', 'SIGNED', 'REFUSED')))
     ORDER BY b.kind, b.denomination_fen, CASE WHEN b.next_no = b.first_no THEN 1 ELSE 0 END, b.queued_at, b.id`,
    [clerkId, deskId],
  );
}

/** Of each kind and denomination the book in use; the others wait behind it. */
export function booksInUse(books: readonly BookRow[]): BookRow[] {
  const seen = new Set<string>();
  return books.filter(({ kind, denominationFen }) => {
    const series = `${kind} ${denominationFen ?? ''}`;
    if (seen.has(series)) return false;
    seen.add(series);
    return true;
  });
}

/** Blank sheets that are there. */
export function blanksOf({ nextNo, lastNo, missing }: Pick<BookRow, 'nextNo' | 'lastNo' | 'missing'>): number {
  return sheetsIn(blankFrom(nextNo, lastNo)) - missing;
}

/** The numbers beyond the next one that are not there. */
export async function missingOf(db: SqlReads, { id, nextNo, missing }: BookRow): Promise<ReadonlySet<string>> {
  if (missing === 0) return new Set();
  const rows = await db.rows<{ number: string }>(
    'SELECT number FROM invoice_number WHERE book_id = ? AND number > ? ORDER BY number',
    [id, nextNo],
  );
  return new Set(rows.map(({ number }) => number));
}
