import type { SqlReads } from '../../platform/database/sql-reads.js';

/** A card fee or a replacement fee that was paid (E7). */
export interface FeeForInvoice {
  readonly id: string;
  readonly number: string;
  readonly feeFen: number;
  readonly paidAt: number;
}

const FEES = `SELECT f.id, d.number, f.fee_fen, f.paid_at FROM (
    SELECT e.id, e.store_id, e.membership_id, e.document_id, e.fee_fen, e.at AS paid_at FROM enrolment e
      WHERE NOT EXISTS (SELECT 1 FROM enrolment_undo u WHERE u.enrolment_id = e.id)
    UNION ALL SELECT a.id, a.store_id, a.membership_id, a.document_id, a.fee_fen, a.at FROM card_act a WHERE a.document_id IS NOT NULL
  ) f JOIN document d ON d.id = f.document_id WHERE f.fee_fen > 0 AND f.store_id = ?`;

export function feeOf(db: SqlReads, storeId: string, id: string): Promise<FeeForInvoice | undefined> {
  return db.one<FeeForInvoice>(`${FEES} AND f.id = ?`, [storeId, id]);
}

/** Fees of a member in this store, newest first. */
export function feesOfMember(db: SqlReads, storeId: string, membershipId: string): Promise<FeeForInvoice[]> {
  return db.rows<FeeForInvoice>(`${FEES} AND f.membership_id = ? ORDER BY f.paid_at DESC, f.id LIMIT 20`, [
    storeId,
    membershipId,
  ]);
}
