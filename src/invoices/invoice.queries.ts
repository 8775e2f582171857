import { Injectable } from '@nestjs/common';
import { Reader } from '../platform/database/reader.js';
import { limitsOf } from '../platform/views/leaf.js';
import { SLIP_COLUMNS, type SlipRow } from '../slips/slip-rows.js';
import { BOOK, type BookRow } from './books/book-rows.js';
import { INVOICE, type InvoiceRow } from './invoice-rows.js';
import type { InvoiceChange } from './invoice-change.entity.js';
import type { InvoiceKind } from './rules/invoice-kinds.js';
import type { UsedState } from './rules/number-life.js';
import { feesOfMember } from './sources/fee-rows.js';
import { lotsBehindSlip, lotsOfMember } from './sources/lot-rows.js';
import type { SourceRef } from './sources/source.js';

export interface ChangeRow extends Pick<
  InvoiceChange,
  'id' | 'kind' | 'reason' | 'amountFen' | 'proof' | 'note' | 'at'
> {
  readonly byName: string;
  readonly documentId: string | null;
  readonly numbers: string | null;
}

/** One number as Finance's register has it: source, holder, state (发票管理办法 26). */
export interface RegisterRow {
  readonly id: string;
  readonly kind: InvoiceKind;
  readonly code: string;
  readonly number: string;
  readonly amountFen: number;
  readonly state: UsedState;
  readonly businessDate: string;
  readonly at: number;
  readonly clerkName: string;
  readonly invoiceId: string | null;
  readonly documentNo: string | null;
  readonly title: string | null;
  readonly sources: string | null;
  readonly red: number;
  /** Where its book is; null of 数电票. */
  readonly place: string | null;
  readonly holderName: string | null;
}

export interface AccountBill extends SlipRow {
  readonly accountFen: number;
  readonly invoicedFen: number;
}

/** Numbers of the papers that an invoice was issued for; of a sheet without one, why it went. */
const SOURCES = `COALESCE((SELECT string_agg(COALESCE(s.slip_no, (SELECT d.number FROM document d WHERE d.id = COALESCE(
    (SELECT l.document_id FROM top_up_lot l WHERE l.id = p.source_id), (SELECT e.document_id FROM enrolment e WHERE e.id = p.source_id),
    (SELECT a.document_id FROM card_act a WHERE a.id = p.source_id)))), ' ')
  FROM invoice_part p LEFT JOIN slip s ON s.id = p.source_id WHERE p.invoice_id = n.invoice_id AND p.change_id IS NULL),
  (SELECT t.reason FROM invoice_number_step t WHERE t.number_id = n.id ORDER BY t.id LIMIT 1))`;

/** Lists of this room for pages, each store its own. */
@Injectable()
export class InvoiceQueries {
  constructor(private readonly reader: Reader) {}

  /**
   * Slips of a night, for a guest whose receipt is lost or who comes weeks later: of a room, of an amount (the bill's or of one way it was paid), or
   * of both; '' and null leave either open.
   */
  async slipsOfNight(
    storeId: string,
    { room, date, amountFen }: { room: string; date: string; amountFen: number | null },
  ): Promise<SourceRef[]> {
    if (room === '' && amountFen === null) return [];
    const rows = await this.reader.rows<{ id: string }>(
      `SELECT id FROM slip WHERE store_id = ? AND business_date = ? AND replaced_by_id IS NULL AND (? = '' OR room_no = ?)
         AND (? = -1 OR charged_fen = ? OR EXISTS (SELECT 1 FROM slip_tender t WHERE t.slip_id = slip.id AND t.version = slip.version AND t.amount_fen = ?))
       ORDER BY settled_at, id`,
      [storeId, date, room, room, ...Array.from({ length: 3 }, () => amountFen ?? -1)],
    );
    return rows.map(({ id }) => ({ kind: 'SLIP', id }));
  }

  /** Bills on account that are not wholly invoiced: what Finance may invoice before it is collected. */
  accountSlips(storeId: string): Promise<AccountBill[]> {
    return this.reader.rows<AccountBill>(
      `SELECT * FROM (SELECT ${SLIP_COLUMNS}, (SELECT COALESCE(SUM(p.amount_fen), 0) FROM invoice_part p WHERE p.source_id = slip.id AND p.source_kind = 'ACCOUNT') AS invoiced_fen,
         (SELECT COALESCE(SUM(t.amount_fen), 0) FROM slip_tender t WHERE t.slip_id = slip.id AND t.version = slip.version AND t.kind = 'ON_ACCOUNT') AS account_fen
       FROM slip WHERE store_id = ? AND settled_at IS NOT NULL AND replaced_by_id IS NULL) bills WHERE account_fen > invoiced_fen ORDER BY settled_at DESC, id`,
      [storeId],
    );
  }

  /** By the number of the paper that proves a top-up or a fee. */
  async byPaper(storeId: string, number: string): Promise<SourceRef[]> {
    const lots = await this.reader.rows<{ id: string }>(
      'SELECT l.id FROM top_up_lot l JOIN document d ON d.id = l.document_id WHERE d.number = ? AND l.store_id = ? ORDER BY l.id',
      [number, storeId],
    );
    if (lots.length > 0) return lots.map(({ id }) => ({ kind: 'LOT', id }));
    const fees = await this.reader.rows<{ id: string }>(
      `SELECT f.id FROM (SELECT e.id, e.document_id, e.store_id FROM enrolment e UNION ALL SELECT a.id, a.document_id, a.store_id FROM card_act a) f
       JOIN document d ON d.id = f.document_id WHERE d.number = ? AND f.store_id = ?`,
      [number, storeId],
    );
    return fees.map(({ id }) => ({ kind: 'FEE', id }));
  }

  /** Top-ups and fees of a member here. */
  async ofMember(storeId: string, membershipId: string): Promise<SourceRef[]> {
    const lots = await lotsOfMember(this.reader, storeId, membershipId);
    const fees = await feesOfMember(this.reader, storeId, membershipId);
    return [
      ...lots.map(({ id }): SourceRef => ({ kind: 'LOT', id })),
      ...fees.map(({ id }): SourceRef => ({ kind: 'FEE', id })),
    ];
  }

  lotsBehind(storeId: string, slipNo: string): Promise<string[]> {
    return lotsBehindSlip(this.reader, storeId, slipNo);
  }

  /** The invoice that stands under a number; `code` narrows a sheet's. */
  async byNumber(storeId: string, number: string, code = ''): Promise<string | undefined> {
    const row = await this.reader.one<{ invoiceId: string }>(
      `SELECT invoice_id FROM invoice_number WHERE store_id = ? AND number = ? AND (? = '' OR code = ?) AND invoice_id IS NOT NULL ORDER BY at DESC LIMIT 1`,
      [storeId, number, code, code],
    );
    return row?.invoiceId;
  }

  /** One page of a business date, newest first; one more than a page says that there is another. */
  records(storeId: string, date: string, skip: number): Promise<InvoiceRow[]> {
    return this.reader.rows<InvoiceRow>(
      `${INVOICE} WHERE i.store_id = ? AND i.business_date = ? ORDER BY i.at DESC, i.id DESC LIMIT ? OFFSET ?`,
      [storeId, date, ...limitsOf(skip)],
    );
  }

  changes(invoiceId: string): Promise<ChangeRow[]> {
    return this.reader.rows<ChangeRow>(
      `SELECT c.id, c.kind, c.reason, c.amount_fen, c.proof, c.note, c.at, c.document_id, s.name AS by_name,
         (SELECT max(n.number) FROM invoice_number n WHERE n.change_id = c.id) AS numbers
       FROM invoice_change c JOIN staff s ON s.id = c.by_id WHERE c.invoice_id = ? ORDER BY c.id`,
      [invoiceId],
    );
  }

  /** Numbers that left blank in a month of business dates, in order, from a row on. */
  register(
    storeId: string,
    month: string,
    { skip, take }: Readonly<Record<'skip' | 'take', number>>,
  ): Promise<RegisterRow[]> {
    return this.reader.rows<RegisterRow>(
      `SELECT n.id, n.kind, n.code, n.number, n.amount_fen, n.state, n.business_date, n.at, c.name AS clerk_name, n.invoice_id, d.number AS document_no, i.title,
         b.place, h.name AS holder_name, ${SOURCES} AS sources, CASE WHEN n.change_id IS NULL THEN 0 ELSE 1 END AS red
       FROM invoice_number n JOIN staff c ON c.id = n.clerk_id LEFT JOIN invoice i ON i.id = n.invoice_id LEFT JOIN document d ON d.id = i.document_id
       LEFT JOIN invoice_book b ON b.id = n.book_id LEFT JOIN staff h ON h.id = b.holder_id
       WHERE n.store_id = ? AND n.business_date >= ? AND n.business_date <= ? ORDER BY n.kind, n.code, n.number LIMIT ? OFFSET ?`,
      [storeId, `${month}-01`, `${month}-31`, take, skip],
    );
  }

  /** How many numbers of a month are in which state, and for how much. */
  registerSums(storeId: string, month: string): Promise<{ state: UsedState; n: number; fen: number }[]> {
    return this.reader.rows(
      `SELECT state, count(*) AS n, SUM(amount_fen) AS fen FROM invoice_number WHERE store_id = ? AND business_date >= ? AND business_date <= ? GROUP BY state`,
      [storeId, `${month}-01`, `${month}-31`],
    );
  }

  /** Every book of the store that is not in the archive. */
  books(storeId: string): Promise<BookRow[]> {
    return this.reader.rows<BookRow>(
      `${BOOK} WHERE b.store_id = ? AND b.place <> 'FILED' ORDER BY b.kind, b.denomination_fen, b.queued_at, b.id`,
      [storeId],
    );
  }

  /** One page of the archive, the latest first; one more than a page says that there is another. */
  archive(storeId: string, skip: number): Promise<BookRow[]> {
    return this.reader.rows<BookRow>(
      `${BOOK} WHERE b.store_id = ? AND b.place = 'FILED' ORDER BY b.retain_until DESC, b.id DESC LIMIT ? OFFSET ?`,
      [storeId, ...limitsOf(skip)],
    );
  }

  /** The numbers of a book with their states, for its strip. */
  async strip(bookId: string): Promise<{ number: string; state: UsedState }[]> {
    return this.reader.rows('SELECT number, state FROM invoice_number WHERE book_id = ? ORDER BY number', [bookId]);
  }
}
