import { DomainError } from '../../kernel/domain-error.js';
import type { SqlReads } from '../../platform/database/sql-reads.js';
import { ownNumbers } from '../invoice-rows.js';

/** A card fee or a replacement fee that was paid (E7). */
export interface FeeForInvoice {
  readonly id: string;
  readonly number: string;
  readonly feeFen: number;
  readonly paidAt: number;
}

/** Fees that stand: those of an enrolment that was undone are not among them. */
export const FEES = `SELECT e.id, e.store_id, e.membership_id, e.document_id, e.fee_fen, e.at AS paid_at FROM enrolment e
    WHERE NOT EXISTS (SELECT 1 FROM enrolment_undo u WHERE u.enrolment_id = e.id)
  UNION ALL SELECT a.id, a.store_id, a.membership_id, a.document_id, a.fee_fen, a.at FROM card_act a WHERE a.document_id IS NOT NULL`;

const PAID = `SELECT f.id, d.number, f.fee_fen, f.paid_at FROM (${FEES}) f JOIN document d ON d.id = f.document_id
  WHERE f.fee_fen > 0 AND f.store_id = ?`;

export function feeOf(db: SqlReads, storeId: string, id: string): Promise<FeeForInvoice | undefined> {
  return db.one<FeeForInvoice>(`${PAID} AND f.id = ?`, [storeId, id]);
}

/** Fees of a member in this store, newest first. */
export function feesOfMember(db: SqlReads, storeId: string, membershipId: string): Promise<FeeForInvoice[]> {
  return db.rows<FeeForInvoice>(`${PAID} AND f.membership_id = ? ORDER BY f.paid_at DESC, f.id`, [
    storeId,
    membershipId,
  ]);
}

/** A fee that stands on an invoice is not given back by undoing the enrolment (H14). Throws `invoices.fee.standing {no}`. */
export async function refuseInvoicedFee(db: SqlReads, membershipId: string): Promise<void> {
  const standing = await db.one<{ invoiceId: string }>(
    `SELECT p.invoice_id FROM invoice_part p JOIN enrolment e ON e.id = p.source_id WHERE p.source_kind = 'FEE' AND e.membership_id = ?
     GROUP BY p.invoice_id HAVING SUM(p.amount_fen) > 0 LIMIT 1`,
    [membershipId],
  );
  if (standing) throw new DomainError('invoices.fee.standing', { no: await ownNumbers(db, standing.invoiceId) });
}
