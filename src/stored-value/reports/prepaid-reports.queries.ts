import { Injectable } from '@nestjs/common';
import type { PlainDate } from '../../kernel/business-day.js';
import type { SqlReads } from '../../platform/database/sql-reads.js';
import type { FlowSum } from './rules/roll-forward.js';

/** Business dates, both included. */
export interface Period {
  readonly from: PlainDate;
  readonly to: PlainDate;
}

export interface OpenLot {
  readonly paidAt: number;
  readonly principalFen: number;
  readonly bonusFen: number;
}

export interface LiveCards {
  readonly kindCode: string;
  readonly active: number;
  readonly stopped: number;
  readonly withValue: number;
}

/** One top-up a colleague brought (counter-practice 1.27), fen of principal. */
export interface RecommendedRow {
  readonly month: string;
  readonly staffNo: string;
  readonly documentNo: string;
  /** A card that was issued; 0 for a top-up. */
  readonly cards: number;
  readonly paidFen: number;
  readonly backFen: number;
}

/** What cards sold by one legal person paid at a house of another (53号公告: 收到预付卡结算款). */
export interface SettlementRow {
  readonly issuer: string | null;
  readonly spender: string | null;
  readonly spends: number;
  readonly returns: number;
  /** Net of what went back, which may be of an earlier month. */
  readonly principalFen: number;
  readonly bonusFen: number;
}

const LIVE = "('ISSUED', 'ACTIVE', 'LOST', 'EXPIRED')";
const HELD = `a.unit = 'FEN' AND a.kind IN ('prepaid.principal', 'prepaid.bonus')`;

/** Figures of stored value by the store that sold it: its liability, wherever it is spent. */
@Injectable()
export class PrepaidReportsQueries {
  /** Sums by kind of posting, before and within a period. */
  flows(db: SqlReads, storeId: string, { from, to }: Period): Promise<FlowSum[]> {
    const side = (account: 'to' | 'from', sign: '' | '-') =>
      `SELECT t.kind, a.kind AS held, CASE WHEN t.business_date < ? THEN 'before' ELSE 'within' END AS period, ${sign}t.amount AS fen ` +
      `FROM ledger_account a JOIN top_up_lot l ON l.id = a.part JOIN ledger_transfer t ON t.${account}_account_id = a.id ` +
      `WHERE ${HELD} AND l.store_id = ? AND t.business_date <= ?`;
    return db.rows<FlowSum>(
      `SELECT kind, held, period, SUM(fen) AS fen FROM (${side('to', '')} UNION ALL ${side('from', '-')}) moves
       GROUP BY kind, held, period ORDER BY kind, held, period`,
      [from, storeId, to, from, storeId, to],
    );
  }

  /** What the accounts hold now; a roll-forward up to today must close with it. */
  async outstanding(db: SqlReads, storeId: string): Promise<{ principalFen: number; bonusFen: number }> {
    const row = await db.one<{ principalFen: number; bonusFen: number }>(
      `SELECT COALESCE(SUM(CASE WHEN a.kind = 'prepaid.principal' THEN a.balance ELSE 0 END), 0) AS principal_fen,
         COALESCE(SUM(CASE WHEN a.kind = 'prepaid.bonus' THEN a.balance ELSE 0 END), 0) AS bonus_fen
       FROM ledger_account a JOIN top_up_lot l ON l.id = a.part WHERE ${HELD} AND l.store_id = ?`,
      [storeId],
    );
    return row ?? { principalFen: 0, bonusFen: 0 };
  }

  /** Lots that hold something, the oldest first. */
  openLots(db: SqlReads, storeId: string): Promise<OpenLot[]> {
    return db.rows<OpenLot>(
      `SELECT l.paid_at, SUM(CASE WHEN a.kind = 'prepaid.principal' THEN a.balance ELSE 0 END) AS principal_fen,
         SUM(CASE WHEN a.kind = 'prepaid.bonus' THEN a.balance ELSE 0 END) AS bonus_fen
       FROM ledger_account a JOIN top_up_lot l ON l.id = a.part
       WHERE ${HELD} AND a.balance > 0 AND l.store_id = ? GROUP BY l.id, l.paid_at ORDER BY l.paid_at, l.id`,
      [storeId],
    );
  }

  /** A membership's value counts once, whatever cards it has; a company's card that waits for its holder may hold some too. */
  liveCards(db: SqlReads, storeId: string): Promise<LiveCards[]> {
    return db.rows<LiveCards>(
      `SELECT kind_code, SUM(serves) AS active, SUM(1 - serves) AS stopped, SUM(valued) AS with_value FROM (
         SELECT c.kind_code, CASE WHEN c.state = 'ACTIVE' AND c.frozen_reason IS NULL THEN 1 ELSE 0 END AS serves,
           CASE WHEN c.id = (SELECT MIN(o.id) FROM card o WHERE o.membership_id = c.membership_id AND o.state IN ${LIVE}) AND EXISTS (SELECT 1 FROM ledger_account a WHERE a.owner = c.membership_id AND ${HELD} AND a.balance > 0)
             THEN 1 ELSE 0 END AS valued
         FROM card c WHERE c.store_id = ? AND c.state IN ${LIVE}) cards
       GROUP BY kind_code ORDER BY kind_code`,
      [storeId],
    );
  }

  /** Cards and top-ups of a period that a colleague brought, by month and staff number; `backFen` is what a correction or a standing refund took out again. */
  recommended(db: SqlReads, storeId: string, { from, to }: Period): Promise<RecommendedRow[]> {
    return db.rows<RecommendedRow>(
      `SELECT SUBSTR(l.business_date, 1, 7) AS month, l.recommender_no AS staff_no, d.number AS document_no, 0 AS cards, l.paid_at AS at,
         l.id AS id, l.principal_fen AS paid_fen,
         CASE WHEN EXISTS (SELECT 1 FROM top_up_correction c WHERE c.lot_id = l.id) THEN l.principal_fen ELSE
           COALESCE((SELECT SUM(t.amount) FROM ledger_account a JOIN ledger_transfer t ON t.from_account_id = a.id
             WHERE a.part = l.id AND a.kind = 'prepaid.principal' AND a.unit = 'FEN' AND t.kind = 'prepaid.refunded'
               AND NOT EXISTS (SELECT 1 FROM ledger_transfer b WHERE b.reverses_id = t.id)), 0) END AS back_fen
       FROM top_up_lot l JOIN document d ON d.id = l.document_id
       WHERE l.store_id = ? AND l.recommender_no IS NOT NULL AND l.business_date BETWEEN ? AND ?
       UNION ALL SELECT SUBSTR(e.business_date, 1, 7), e.recommender_no, d.number, 1, e.at, e.id, 0, 0
       FROM enrolment e JOIN document d ON d.id = e.document_id
       WHERE e.store_id = ? AND e.recommender_no IS NOT NULL AND e.business_date BETWEEN ? AND ?
         AND NOT EXISTS (SELECT 1 FROM enrolment_undo u WHERE u.enrolment_id = e.id)
       ORDER BY month DESC, staff_no, at, id`,
      [storeId, from, to, storeId, from, to],
    );
  }

  /**
   * By legal person; a house that names none belongs to the chain's own. What goes back counts on the day it goes back, and a corrected top-up on
   * the day of its correction: days that were settled stay as they were.
   */
  settlement(db: SqlReads, { from, to }: Period): Promise<SettlementRow[]> {
    return db.rows<SettlementRow>(
      `SELECT i.legal_entity AS issuer, h.legal_entity AS spender, COUNT(DISTINCT m.spend_id) AS spends, COUNT(DISTINCT m.return_id) AS returns,
         SUM(m.principal_fen) AS principal_fen, SUM(m.bonus_fen) AS bonus_fen
       FROM (SELECT s.store_id, p.lot_id, CASE WHEN p.document_id = s.document_id THEN s.id END AS spend_id, NULL AS return_id,
           p.principal_fen, p.bonus_fen
         FROM document d JOIN spend_part p ON p.document_id = d.id JOIN spend s ON s.id = p.spend_id WHERE d.business_date BETWEEN ? AND ?
         UNION ALL SELECT s.store_id, b.lot_id, NULL, CASE WHEN r.cause <> 'CORRECTION' THEN r.id END, 0 - b.principal_fen, 0 - b.bonus_fen
         FROM document d JOIN spend_return r ON r.document_id = d.id JOIN spend_return_part b ON b.return_id = r.id
         JOIN spend s ON s.id = r.spend_id WHERE d.business_date BETWEEN ? AND ?) m
       JOIN top_up_lot l ON l.id = m.lot_id JOIN store i ON i.id = l.store_id JOIN store h ON h.id = m.store_id
       GROUP BY i.legal_entity, h.legal_entity ORDER BY i.legal_entity, h.legal_entity`,
      [from, to, from, to],
    );
  }
}
