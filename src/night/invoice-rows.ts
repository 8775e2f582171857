import { DomainError } from '../kernel/domain-error.js';
import { BOOK, type BookRow } from '../invoices/books/book-rows.js';
import { BOOK_KINDS, kindRule } from '../invoices/rules/invoice-kinds.js';
import type { SqlReads } from '../platform/database/sql-reads.js';
import type { DeskNight } from '../venue/safe-contents.js';

/** Kinds of which a copy stays in the book. */
const KEPT = BOOK_KINDS.filter((kind) => kindRule(kind).keptCopies.length > 0);

type DeskDay = Pick<DeskNight, 'storeId' | 'deskId' | 'businessDate'>;

/** Papers of a shift that go with it: receipts of what was invoiced, and the copies that stay. */
export interface ProofCount {
  readonly receipts: number;
  readonly copies: number;
  readonly digital: number;
}

/** What forms and papers call a book, besides its kind: the amount printed on its sheets, its code, its label. */
export function bookName({ label, code, denominationFen }: Pick<BookRow, 'label' | 'code' | 'denominationFen'>) {
  return { label, code, yuan: (denominationFen ?? 0) / 100 };
}

/** Books in the hands of whoever worked at a desk on a business day. */
export function deskBooks(db: SqlReads, { storeId, deskId, businessDate }: DeskDay): Promise<BookRow[]> {
  return db.rows<BookRow>(
    `${BOOK} WHERE b.store_id = ? AND b.place = 'CLERK' AND b.holder_id IN (
       SELECT s.clerk_id FROM shift s WHERE s.desk_id = ? AND s.business_date = ?) ORDER BY b.kind, b.denomination_fen, b.queued_at, b.id`,
    [storeId, deskId, businessDate],
  );
}

/** Books that lie in the safe since the seal of a desk's night: their last step was taken in a shift of that desk. */
export function sealedBooks(db: SqlReads, { storeId, deskId, businessDate }: DeskDay): Promise<BookRow[]> {
  return db.rows<BookRow>(
    `${BOOK} JOIN invoice_book_step t ON t.id = (SELECT x.id FROM invoice_book_step x WHERE x.book_id = b.id ORDER BY x.id DESC LIMIT 1)
     WHERE b.store_id = ? AND b.place = 'SAFE' AND t.shift_id IN (SELECT s.id FROM shift s WHERE s.desk_id = ? AND s.business_date = ?)
     ORDER BY b.queued_at, b.id`,
    [storeId, deskId, businessDate],
  );
}

/**
 * Books in a clerk's hands from which nothing left BLANK since the number on top was read: on the sheet with which they
 * were passed on, or when two took them out of the safe in the morning. One drawn from Finance was not read yet,
 * nor was one that came after the cut of the shift that passed it on, or by a paper of its own between two clerks.
 */
export async function untouchedBooks(db: SqlReads, clerkId: string): Promise<Set<string>> {
  const rows = await db.rows<{ bookId: string }>(
    `SELECT r.book_id FROM (
       SELECT t.book_id, CASE t.action WHEN 'take' THEN t.at
         WHEN 'pass' THEN (SELECT MAX(h.signed_at) FROM handover_sheet h JOIN shift s ON s.id = h.shift_id
           WHERE s.id = t.shift_id AND s.cut_at >= (SELECT MAX(p.at) FROM invoice_book_step p
             WHERE p.book_id = t.book_id AND p.id < t.id)) END AS read_at
       FROM invoice_book_step t JOIN invoice_book b ON b.id = t.book_id AND b.place = 'CLERK' AND b.holder_id = ?
       WHERE t.document_id IS NULL AND t.id = (SELECT MAX(x.id) FROM invoice_book_step x WHERE x.book_id = t.book_id)) r
     WHERE r.read_at IS NOT NULL
       AND NOT EXISTS (SELECT 1 FROM invoice_number n WHERE n.book_id = r.book_id AND n.at >= r.read_at)`,
    [clerkId],
  );
  return new Set(rows.map(({ bookId }) => bookId));
}

/**
 * Receipts: each slip an invoice of the shift stands on. Copies: each sheet that left BLANK as issued or spoilt, but for
 * kinds that keep none on paper. Of 数电票 the receipt with room and number is the kept paper (counter-practice 1.19).
 */
export async function proofsOf(db: SqlReads, shiftId: string): Promise<ProofCount> {
  const row = await db.one<ProofCount>(
    `SELECT (SELECT count(DISTINCT p.source_id) FROM invoice_part p JOIN invoice i ON i.id = p.invoice_id
         WHERE i.shift_id = ? AND p.change_id IS NULL AND p.source_kind = 'SLIP') AS receipts,
       (SELECT count(*) FROM invoice_number n WHERE n.shift_id = ? AND n.first_state IN ('ISSUED', 'VOID')
         AND n.kind IN (${KEPT.map(() => '?').join()})) AS copies,
       (SELECT count(*) FROM invoice_number n WHERE n.shift_id = ? AND n.kind = 'DIGITAL') AS digital`,
    [shiftId, shiftId, ...KEPT, shiftId],
  );
  return row ?? { receipts: 0, copies: 0, digital: 0 };
}

/** The last shift of a desk on a business day. Throws `night.noShift`. */
export async function lastShiftOf(db: SqlReads, { deskId, businessDate }: DeskDay) {
  const row = await db.one<{ id: string; clerkId: string; openedAt: number; cutAt: number | null }>(
    'SELECT id, clerk_id, opened_at, cut_at FROM shift WHERE desk_id = ? AND business_date = ? ORDER BY opened_at DESC, id DESC LIMIT 1',
    [deskId, businessDate],
  );
  if (!row) throw new DomainError('night.noShift');
  return row;
}
