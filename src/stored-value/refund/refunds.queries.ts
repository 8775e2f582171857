import { Injectable } from '@nestjs/common';
import type { GuestMatter } from '../../members/erasure-terms.js';
import type { SqlReads } from '../../platform/database/sql-reads.js';
import { money } from '../../platform/views/format.js';
import type { PayChoice, PayWay } from './rules/pay-routes.js';
import type { RefundBasis, RefundCause } from './rules/refund-basis.js';
import type { RefundState } from './rules/refund-life.js';

export interface RefundRow {
  readonly id: string;
  readonly storeId: string;
  readonly membershipId: string;
  readonly personId: string;
  readonly documentId: string;
  readonly documentNo: string;
  readonly cause: RefundCause;
  readonly rescindedOn: string;
  readonly choice: PayChoice;
  readonly refundFen: number;
  readonly residueFen: number;
  readonly bonusCancelledFen: number;
  readonly bonusResidueFen: number;
  readonly giftOffsetFen: number;
  readonly giftReason: string | null;
  readonly reason: string | null;
  readonly receiver: string;
  readonly sealedReceiver: string;
  readonly endsCard: number;
  readonly state: RefundState;
  readonly byName: string;
  /** Milliseconds. */
  readonly at: number;
}

export interface RefundLotRow {
  readonly lotId: string;
  readonly documentNo: string;
  readonly paidAt: number;
  readonly basis: RefundBasis;
  readonly usedFen: number;
  readonly refundFen: number;
  readonly residueFen: number;
  readonly bonusCancelledFen: number;
  readonly rate: number;
  readonly rateKind: string;
  readonly invoicedFen: number;
}

export interface LineRow {
  readonly id: string;
  readonly lotId: string;
  readonly way: PayWay;
  readonly amountFen: number;
  /** Yearly interest of the lot in basis points. */
  readonly rate: number;
  readonly paidWay: PayWay | null;
  readonly interestFen: number | null;
  readonly reference: string | null;
  readonly paidAt: number | null;
  readonly paidDocumentId: string | null;
  readonly paidDocumentNo: string | null;
  readonly paidByName: string | null;
}

export interface StepRow {
  readonly action: string;
  readonly toState: RefundState;
  readonly note: string | null;
  readonly byName: string | null;
  readonly at: number;
}

export interface WaitingRefund {
  readonly id: string;
  readonly documentNo: string;
  readonly membershipId: string;
  readonly state: RefundState;
  readonly dueFen: number;
  readonly at: number;
}

/** Money that came back on a card that has ended: by its own refund it goes out. */
export interface ReturnedAfter {
  readonly membershipId: string;
  readonly cardNo: string;
  readonly principalFen: number;
}

const REFUND =
  `SELECT r.id, r.store_id, r.membership_id, r.person_id, r.document_id, d.number AS document_no, r.cause, r.rescinded_on, r.choice, ` +
  `r.refund_fen, r.residue_fen, r.bonus_cancelled_fen, r.bonus_residue_fen, r.gift_offset_fen, r.gift_reason, r.reason, r.receiver, ` +
  `r.sealed_receiver, r.ends_card, t.state, s.name AS by_name, r.at ` +
  `FROM refund r JOIN refund_standing t ON t.refund_id = r.id JOIN document d ON d.id = r.document_id LEFT JOIN staff s ON s.id = r.by_id`;

const WAITING = `SELECT r.id, d.number AS document_no, r.membership_id, t.state, r.at,
    COALESCE((SELECT SUM(n.amount_fen) FROM refund_line n LEFT JOIN refund_payment p ON p.line_id = n.id
      WHERE n.refund_id = r.id AND p.line_id IS NULL), 0) AS due_fen
  FROM refund_standing t JOIN refund r ON r.id = t.refund_id JOIN document d ON d.id = r.document_id
  WHERE t.state IN ('AWAITING_RED', 'PAYABLE', 'PART_PAID')`;

/** What pages and acts read of refunds. */
@Injectable()
export class RefundsQueries {
  find(db: SqlReads, storeId: string, id: string): Promise<RefundRow | undefined> {
    return db.one<RefundRow>(`${REFUND} WHERE r.id = ? AND r.store_id = ?`, [id, storeId]);
  }

  lots(db: SqlReads, refundId: string): Promise<RefundLotRow[]> {
    return db.rows<RefundLotRow>(
      `SELECT x.lot_id, d.number AS document_no, l.paid_at, x.basis, x.used_fen, x.refund_fen, x.residue_fen, x.bonus_cancelled_fen, x.rate,
         x.rate_kind, x.invoiced_fen
       FROM refund_lot x JOIN top_up_lot l ON l.id = x.lot_id JOIN document d ON d.id = l.document_id WHERE x.refund_id = ? ORDER BY l.paid_at, l.id`,
      [refundId],
    );
  }

  lines(db: SqlReads, refundId: string): Promise<LineRow[]> {
    return db.rows<LineRow>(
      `SELECT n.id, n.lot_id, n.way, n.amount_fen, x.rate, p.way AS paid_way, p.interest_fen, p.reference, p.at AS paid_at,
         p.document_id AS paid_document_id, d.number AS paid_document_no, s.name AS paid_by_name
       FROM refund_line n JOIN refund_lot x ON x.refund_id = n.refund_id AND x.lot_id = n.lot_id
       LEFT JOIN refund_payment p ON p.line_id = n.id LEFT JOIN document d ON d.id = p.document_id LEFT JOIN staff s ON s.id = p.by_id
       WHERE n.refund_id = ? ORDER BY n.id`,
      [refundId],
    );
  }

  /** Cash that went out for a refund, whenever, and for other refunds of its holder on that day. */
  async cashPaid(db: SqlReads, personId: string, refundId: string, businessDate: string): Promise<number> {
    const row = await db.one<{ fen: number }>(
      `SELECT COALESCE(SUM(p.amount_fen), 0) AS fen FROM refund r JOIN refund_payment p ON p.refund_id = r.id
       WHERE r.person_id = ? AND p.way = 'CASH' AND (r.id = ? OR p.business_date = ?)`,
      [personId, refundId, businessDate],
    );
    return row?.fen ?? 0;
  }

  steps(db: SqlReads, refundId: string): Promise<StepRow[]> {
    return db.rows<StepRow>(
      'SELECT t.action, t.to_state, t.note, s.name AS by_name, t.at FROM refund_step t LEFT JOIN staff s ON s.id = t.by_id WHERE t.refund_id = ? ORDER BY t.id',
      [refundId],
    );
  }

  /** Refunds whose money is still in the house, the oldest first. */
  waiting(db: SqlReads, storeId: string, limit: number): Promise<WaitingRefund[]> {
    return db.rows<WaitingRefund>(`${WAITING} AND t.store_id = ? ORDER BY r.at, r.id LIMIT ?`, [storeId, limit]);
  }

  /** Refunds of a member whose money is still in the house. */
  async unpaid(db: SqlReads, membershipId: string): Promise<GuestMatter[]> {
    const rows = await db.rows<WaitingRefund>(`${WAITING} AND r.membership_id = ? ORDER BY r.id`, [membershipId]);
    return rows.map(({ id, documentNo: number, dueFen }) => ({
      key: 'members.erase.open.refund',
      params: { number, due: money(dueFen) },
      href: `/refunds/${id}`,
    }));
  }

  /** What the till paid back to members whose cards ended with a refund, and nobody has paid out yet. */
  returnedAfter(db: SqlReads, storeId: string, limit: number): Promise<ReturnedAfter[]> {
    return db.rows<ReturnedAfter>(
      `SELECT m.membership_id, (SELECT MAX(c.card_no) FROM card c WHERE c.membership_id = m.membership_id) AS card_no, SUM(a.balance) AS principal_fen
       FROM (SELECT DISTINCT r.membership_id FROM refund r JOIN refund_standing t ON t.refund_id = r.id WHERE t.store_id = ? AND t.state = 'PAID') m
       JOIN ledger_account a ON a.owner = m.membership_id AND a.unit = 'FEN' AND a.kind = 'prepaid.principal' AND a.balance > 0
       WHERE NOT EXISTS (SELECT 1 FROM card c WHERE c.membership_id = m.membership_id AND c.state IN ('ISSUED', 'ACTIVE', 'LOST', 'EXPIRED'))
       GROUP BY m.membership_id ORDER BY m.membership_id LIMIT ?`,
      [storeId, limit],
    );
  }

  /** All refunds of a member, newest first. */
  ofMember(db: SqlReads, membershipId: string): Promise<RefundRow[]> {
    return db.rows<RefundRow>(`${REFUND} WHERE r.membership_id = ? ORDER BY r.at DESC, r.id DESC`, [membershipId]);
  }

  /** The last refunds of a store, newest first. */
  latest(db: SqlReads, storeId: string, limit: number): Promise<RefundRow[]> {
    return db.rows<RefundRow>(`${REFUND} WHERE r.store_id = ? ORDER BY r.at DESC, r.id DESC LIMIT ?`, [storeId, limit]);
  }

  /** Lots of a refund that were invoiced before they were taken over, and whose red invoice nobody has noted yet. */
  async invoicedBefore(db: SqlReads, refundId: string): Promise<string[]> {
    const rows = await db.rows<{ lotId: string }>(
      `SELECT x.lot_id FROM refund_lot x JOIN top_up_lot l ON l.id = x.lot_id LEFT JOIN lot_red_note n ON n.lot_id = l.id
       WHERE x.refund_id = ? AND l.invoiced_before_at IS NOT NULL AND n.lot_id IS NULL ORDER BY x.lot_id`,
      [refundId],
    );
    return rows.map(({ lotId }) => lotId);
  }
}
