import { Injectable } from '@nestjs/common';
import type { GuestMatter } from '../../members/erasure-terms.js';
import type { SqlReads } from '../../platform/database/sql-reads.js';
import { money } from '../../platform/views/format.js';
import type { DisputeState } from './rules/dispute-life.js';

export interface DisputeRow {
  readonly id: string;
  readonly membershipId: string;
  readonly personId: string;
  readonly payWay: string;
  readonly amountFen: number;
  readonly paidAt: number;
  readonly sealedDetails: string;
  readonly froze: number;
  readonly dueAt: number;
  readonly state: DisputeState;
  readonly byName: string | null;
  readonly at: number;
}

export interface StoppedRow {
  readonly membershipId: string;
  readonly cardNo: string;
  /** Milliseconds. */
  readonly since: number;
}

export interface DisputeStepRow {
  readonly action: string;
  readonly note: string | null;
  readonly documentNo: string | null;
  readonly byName: string | null;
  readonly at: number;
}

const DISPUTE =
  'SELECT d.id, d.membership_id, d.person_id, d.pay_way, d.amount_fen, d.paid_at, d.sealed_details, d.froze, d.due_at, t.state, ' +
  's.name AS by_name, d.at FROM top_up_dispute d JOIN dispute_standing t ON t.dispute_id = d.id LEFT JOIN staff s ON s.id = d.by_id';

@Injectable()
export class DisputesQueries {
  find(db: SqlReads, storeId: string, id: string): Promise<DisputeRow | undefined> {
    return db.one<DisputeRow>(`${DISPUTE} WHERE d.id = ? AND d.store_id = ?`, [id, storeId]);
  }

  /** Not answered yet, the oldest first: priority one (001-49). */
  open(db: SqlReads, storeId: string, limit: number): Promise<DisputeRow[]> {
    return db.rows<DisputeRow>(
      `${DISPUTE} WHERE t.store_id = ? AND t.state IN ('OPEN', 'IN_HAND') ORDER BY d.at, d.id LIMIT ?`,
      [storeId, limit],
    );
  }

  /** Of one member, in any store. */
  async unanswered(db: SqlReads, membershipId: string): Promise<GuestMatter[]> {
    const rows = await db.rows<DisputeRow>(
      `${DISPUTE} WHERE d.membership_id = ? AND t.state IN ('OPEN', 'IN_HAND') ORDER BY d.id`,
      [membershipId],
    );
    return rows.map(({ id, amountFen }) => ({
      key: 'members.erase.open.dispute',
      params: { amount: money(amountFen) },
      href: `/disputes/${id}`,
    }));
  }

  latest(db: SqlReads, storeId: string, limit: number): Promise<DisputeRow[]> {
    return db.rows<DisputeRow>(`${DISPUTE} WHERE d.store_id = ? ORDER BY d.at DESC, d.id DESC LIMIT ?`, [
      storeId,
      limit,
    ]);
  }

  steps(db: SqlReads, disputeId: string): Promise<DisputeStepRow[]> {
    return db.rows<DisputeStepRow>(
      'SELECT x.action, x.note, n.number AS document_no, s.name AS by_name, x.at FROM dispute_step x LEFT JOIN staff s ON s.id = x.by_id ' +
        'LEFT JOIN top_up_lot l ON l.id = x.lot_id LEFT JOIN document n ON n.id = l.document_id WHERE x.dispute_id = ? ORDER BY x.id',
      [disputeId],
    );
  }

  /** Members whose cards stopped because their balance is odd (001-54), until somebody opens them again. */
  stopped(db: SqlReads, storeId: string): Promise<StoppedRow[]> {
    return db.rows<StoppedRow>(
      `SELECT c.membership_id, MAX(c.card_no) AS card_no, MIN(c.frozen_at) AS since FROM card c
       WHERE c.store_id = ? AND c.frozen_reason = 'ANOMALY' AND c.state IN ('ISSUED', 'ACTIVE') GROUP BY c.membership_id ORDER BY MIN(c.frozen_at)`,
      [storeId],
    );
  }

  /** What goes on to the next shift. */
  async waiting(db: SqlReads, storeId: string): Promise<{ readonly disputes: number; readonly stopped: number }> {
    const row = await db.one<{ n: number }>(
      "SELECT COUNT(*) AS n FROM dispute_standing WHERE store_id = ? AND state IN ('OPEN', 'IN_HAND')",
      [storeId],
    );
    return { disputes: row?.n ?? 0, stopped: (await this.stopped(db, storeId)).length };
  }
}
