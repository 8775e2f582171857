import { formatYuan } from '../kernel/money.js';
import type { SqlReads } from '../platform/database/sql-reads.js';
import { type Check, type Gap, gap } from './invoice-gap.js';
import { FEES } from './sources/fee-rows.js';
import { wentTo } from './sources/lot-rows.js';

/** Tenders that were never paid for the slip, whatever the house's rules say. */
const GIVEN = "('VOUCHER', 'COMPLIMENTARY')";

/** (a): no payment bears more invoices than it is worth. */
export const worthChecks: readonly Check[] = [
  { name: 'invoices.neverBeyondTheSlip', run: neverBeyondTheSlip },
  { name: 'invoices.neverBeyondTheLot', run: neverBeyondTheLot },
  { name: 'invoices.neverBeyondTheFee', run: neverBeyondTheFee },
];

interface Beyond {
  readonly number: string;
  readonly fen: number;
  readonly worthFen: number;
}

/**
 * A slip bears no more invoices than it paid or owes on account, refunds taken off; what it bears beyond stands on the list of 待红冲. One that a
 * clerk keyed from paper is worth what was keyed. Stored value counts up to what the till or the cards told; the desk counts it closer.
 */
async function neverBeyondTheSlip(db: SqlReads, storeId: string): Promise<Gap[]> {
  const rows = await db.rows<Beyond>(
    `SELECT number, fen, worth_fen FROM (SELECT s.slip_no AS number, ${invoiced("'SLIP', 'ACCOUNT'", 's.id')} AS fen,
       CASE WHEN s.keyed_fen IS NULL
         THEN (SELECT COALESCE(SUM(t.amount_fen), 0) FROM slip_tender t WHERE t.slip_id = s.id AND t.version = s.version AND t.kind NOT IN ${GIVEN})
         ELSE s.keyed_fen + (SELECT COALESCE(SUM(v.amount_fen), 0) FROM slip_stored_value v WHERE v.store_id = s.store_id AND v.slip_no = s.slip_no) END
         - (SELECT COALESCE(SUM(b.amount_fen), 0) FROM slip_refund_tender b JOIN slip_refund r ON r.id = b.refund_id
            WHERE r.slip_id = s.id AND b.kind NOT IN ${GIVEN}) AS worth_fen
     FROM slip s WHERE (? = '' OR s.store_id = ?) AND s.id NOT IN (SELECT slip_id FROM invoice_red_due)
       AND s.id IN (SELECT source_id FROM invoice_part WHERE source_kind IN ('SLIP', 'ACCOUNT'))) slips WHERE fen > worth_fen`,
    [storeId, storeId],
  );
  return rows.map((row) => gap('beyond', { slipNo: row.number, ...yuanOf(row) }));
}

/** A top-up bears no more than its principal, but for what was corrected away or paid back to the guest. */
async function neverBeyondTheLot(db: SqlReads, storeId: string): Promise<Gap[]> {
  const rows = await db.rows<Beyond>(
    `SELECT number, fen, worth_fen FROM (SELECT d.number, ${invoiced("'LOT'", 'l.id')} AS fen,
       0 - ${wentTo("'prepaid.sold', 'prepaid.opening'")} - (SELECT COALESCE(SUM(f.amount_fen), 0) FROM refund_line f
         JOIN refund_payment p ON p.line_id = f.id WHERE f.lot_id = l.id) AS worth_fen
     FROM top_up_lot l JOIN document d ON d.id = l.document_id WHERE (? = '' OR l.store_id = ?)
       AND l.id IN (SELECT source_id FROM invoice_part WHERE source_kind = 'LOT')) lots WHERE fen > worth_fen`,
    [storeId, storeId],
  );
  return rows.map((row) => gap('beyondPaper', { number: row.number, ...yuanOf(row) }));
}

/** A card fee bears no more than was paid; one that was given back bears none. */
async function neverBeyondTheFee(db: SqlReads, storeId: string): Promise<Gap[]> {
  const rows = await db.rows<Beyond>(
    `SELECT number, fen, worth_fen FROM (SELECT COALESCE(d.number, p.source_id) AS number, SUM(p.amount_fen) AS fen, COALESCE(max(f.fee_fen), 0) AS worth_fen
     FROM invoice_part p JOIN invoice i ON i.id = p.invoice_id LEFT JOIN (${FEES}) f ON f.id = p.source_id LEFT JOIN document d ON d.id = f.document_id
     WHERE p.source_kind = 'FEE' AND (? = '' OR i.store_id = ?) GROUP BY p.source_id, d.number) fees WHERE fen > worth_fen`,
    [storeId, storeId],
  );
  return rows.map((row) => gap('beyondPaper', { number: row.number, ...yuanOf(row) }));
}

function invoiced(kinds: string, id: string): string {
  return `(SELECT COALESCE(SUM(p.amount_fen), 0) FROM invoice_part p WHERE p.source_id = ${id} AND p.source_kind IN (${kinds}))`;
}

function yuanOf({ fen, worthFen }: Beyond): { invoiced: string; worth: string } {
  return { invoiced: formatYuan(fen), worth: formatYuan(worthFen) };
}
