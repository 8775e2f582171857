import type { SqlReads } from '../../platform/database/sql-reads.js';
import { placeholders } from '../../platform/database/sql-text.js';
import type { InvoicedLot } from '../../stored-value/refund/invoiced-lots.js';
import { ownNumbers } from '../invoice-rows.js';

/** A top-up lot as far as invoices look at it. */
export interface LotForInvoice {
  readonly number: string;
  readonly membershipId: string;
  readonly principalFen: number;
  readonly bonusFen: number;
  /** Paid back or corrected away. */
  readonly returnedFen: number;
  readonly invoiceMode: string;
  readonly invoicedBefore: boolean;
  readonly paidAt: number;
}

type Row = Omit<LotForInvoice, 'invoicedBefore'> & { readonly before: number };

/**
 * Principal that went back where money came from is no longer paid: refunds, and what a correction took off. The lot's id is the part of its
 * accounts, whoever holds the value now.
 */
const RETURNED = wentTo("'prepaid.sold', 'prepaid.opening', 'prepaid.refunded'");

/** Principal of lot `l` that went to accounts of these kinds, what came from them taken off: of one just sold, the principal below zero. */
export function wentTo(kinds: string): string {
  return `COALESCE((SELECT SUM(CASE WHEN a.id = t.from_account_id THEN t.amount ELSE -t.amount END) FROM ledger_account a
  JOIN ledger_transfer t ON t.from_account_id = a.id OR t.to_account_id = a.id
  JOIN ledger_account o ON o.id = CASE WHEN a.id = t.from_account_id THEN t.to_account_id ELSE t.from_account_id END
  WHERE a.unit = 'FEN' AND a.kind = 'prepaid.principal' AND a.part = l.id AND o.kind IN (${kinds})), 0)`;
}

const LOT = `SELECT d.number, l.membership_id, l.principal_fen, l.bonus_fen, l.principal_fen + ${RETURNED} AS returned_fen, l.invoice_mode, l.paid_at,
  CASE WHEN l.invoiced_before_at IS NULL THEN 0 ELSE 1 END AS before FROM top_up_lot l JOIN document d ON d.id = l.document_id`;

export async function lotOf(db: SqlReads, storeId: string, lotId: string): Promise<LotForInvoice | undefined> {
  const row = await db.one<Row>(`${LOT} WHERE l.id = ? AND l.store_id = ?`, [lotId, storeId]);
  if (!row) return undefined;
  const { before, ...lot } = row;
  return { ...lot, invoicedBefore: before === 1 };
}

/** Top-ups of a member in this store, newest first. */
export function lotsOfMember(
  db: SqlReads,
  storeId: string,
  membershipId: string,
): Promise<{ id: string; paidAt: number }[]> {
  return db.rows(
    'SELECT id, paid_at FROM top_up_lot WHERE store_id = ? AND membership_id = ? ORDER BY paid_at DESC, id',
    [storeId, membershipId],
  );
}

/** The lots that paid a slip: a guest who asks at spending is led to them (003E-069; facts 0.5). */
export async function lotsBehindSlip(db: SqlReads, storeId: string, slipNo: string): Promise<string[]> {
  const rows = await db.rows<{ lotId: string }>(
    `SELECT DISTINCT p.lot_id FROM spend_part p JOIN spend s ON s.id = p.spend_id JOIN top_up_lot l ON l.id = p.lot_id
     WHERE s.store_id = ? AND s.slip_no = ? AND l.store_id = ?`,
    [storeId, slipNo, storeId],
  );
  return rows.map(({ lotId }) => lotId);
}

/** Principal spent on a slip from lots that are invoiced at use. */
export async function atUseFen(
  db: SqlReads,
  { storeId, slipNo }: { readonly storeId: string; readonly slipNo: string },
): Promise<number> {
  const row = await db.one<{ fen: number }>(
    `SELECT COALESCE(SUM(p.principal_fen), 0) - COALESCE(SUM((SELECT COALESCE(SUM(b.principal_fen), 0) FROM spend_return_part b
       JOIN spend_return r ON r.id = b.return_id WHERE r.spend_id = p.spend_id AND b.lot_id = p.lot_id)), 0) AS fen
     FROM spend_part p JOIN spend s ON s.id = p.spend_id JOIN top_up_lot l ON l.id = p.lot_id
     WHERE s.store_id = ? AND s.slip_no = ? AND l.invoice_mode = 'AT_USE'`,
    [storeId, slipNo],
  );
  return row?.fen ?? 0;
}

/** Stored value that pays a slip in the books, what came back taken off. */
export async function spentFen(
  db: SqlReads,
  { storeId, slipNo }: { readonly storeId: string; readonly slipNo: string },
): Promise<number> {
  const row = await db.one<{ fen: number }>(
    `SELECT COALESCE(SUM(s.amount_fen - (SELECT COALESCE(SUM(r.amount_fen), 0) FROM spend_return r WHERE r.spend_id = s.id)), 0) AS fen
     FROM spend s WHERE s.store_id = ? AND s.slip_no = ?`,
    [storeId, slipNo],
  );
  return row?.fen ?? 0;
}

/** Which of these lots stand on an invoice now: their refund waits for the red one (H14). */
export async function invoicedLots(db: SqlReads, lotIds: readonly string[]): Promise<InvoicedLot[]> {
  const rows = await db.rows<Omit<InvoicedLot, 'reference'> & { invoiceId: string }>(
    `SELECT lot_id, SUM(fen) AS invoiced_fen, max(invoice_id) AS invoice_id FROM (
       SELECT p.source_id AS lot_id, p.invoice_id, SUM(p.amount_fen) AS fen FROM invoice_part p
       WHERE p.source_kind = 'LOT' AND p.source_id IN ${placeholders(lotIds.length)} GROUP BY p.source_id, p.invoice_id HAVING SUM(p.amount_fen) > 0) standing
     GROUP BY lot_id ORDER BY lot_id`,
    lotIds,
  );
  const found: InvoicedLot[] = [];
  for (const { invoiceId, ...lot } of rows) found.push({ ...lot, reference: await ownNumbers(db, invoiceId) });
  return found;
}
