import { DomainError } from '../kernel/domain-error.js';
import type { SqlReads } from '../platform/database/sql-reads.js';
import { type NumberRow, NUMBER_COLUMNS } from './books/sheet-numbers.js';
import type { Invoice } from './invoice.entity.js';
import type { TitleKind } from './issue-form.js';
import type { InvoiceKind } from './rules/invoice-kinds.js';
import type { InvoiceItem, SourceKind } from './rules/invoiceable.js';
import { numbersText } from './rules/number-text.js';

/** An invoice with what still stands of it. */
export interface InvoiceRow extends Omit<Invoice, 'kind' | 'titleKind' | 'item' | 'journalId'> {
  readonly kind: InvoiceKind;
  readonly titleKind: TitleKind;
  readonly item: InvoiceItem;
  readonly clerkName: string;
  readonly documentNo: string;
  /** Σ blue − red and void. */
  readonly standingFen: number;
}

export interface StandingPart {
  readonly sourceKind: SourceKind;
  readonly sourceId: string;
  readonly fen: number;
}

export const INVOICE = `SELECT i.id, i.store_id, i.kind, i.total_fen, i.uncovered_fen, i.title_kind, i.title, i.tax_no, i.item, i.room_no, i.corrects_id,
  i.clerk_id, i.desk_id, i.shift_id, i.business_date, i.at, i.document_id, s.name AS clerk_name, d.number AS document_no,
  COALESCE((SELECT SUM(p.amount_fen) FROM invoice_part p WHERE p.invoice_id = i.id), 0) AS standing_fen
  FROM invoice i JOIN staff s ON s.id = i.clerk_id JOIN document d ON d.id = i.document_id`;

/** Throws `page.notFound` for an unknown invoice and for another store's. */
export async function invoiceOf(db: SqlReads, storeId: string, id: string): Promise<InvoiceRow> {
  const row = await db.one<InvoiceRow>(`${INVOICE} WHERE i.id = ? AND i.store_id = ?`, [id, storeId]);
  if (!row) throw new DomainError('page.notFound');
  return row;
}

/** What of it still stands on which payment, in the order in which it was laid. */
export function standingParts(db: SqlReads, invoiceId: string): Promise<StandingPart[]> {
  return db.rows<StandingPart>(
    `SELECT source_kind, source_id, SUM(amount_fen) AS fen FROM invoice_part WHERE invoice_id = ? GROUP BY source_kind, source_id
     HAVING SUM(amount_fen) > 0 ORDER BY min(id)`,
    [invoiceId],
  );
}

/** What the clerk reads of them. */
export async function ownNumbers(db: SqlReads, invoiceId: string): Promise<string> {
  return numbersText(await numbersOf(db, invoiceId));
}

/** Its own numbers, without those of red invoices against it. */
export function numbersOf(db: SqlReads, invoiceId: string): Promise<NumberRow[]> {
  return db.rows<NumberRow>(
    `SELECT ${NUMBER_COLUMNS} FROM invoice_number n WHERE n.invoice_id = ? AND n.change_id IS NULL ORDER BY n.code, n.number`,
    [invoiceId],
  );
}
