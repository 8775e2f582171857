import { Injectable } from '@nestjs/common';
import type { SqlReads, SqlValue } from '../platform/database/sql-reads.js';
import { placeholders } from '../platform/database/sql-text.js';

export interface PointsStanding {
  /** Lots with points, the soonest to expire first. `lotId` is the last business date on which they can be spent. */
  readonly lots: readonly PointsLot[];
  /** What later refunds could not take back: a positive count, repaid before anything else. */
  readonly debtPoints: number;
  /** Lots less debt; below zero it blocks redemption. */
  readonly balance: number;
}

export interface PointsLot {
  readonly lotId: string;
  readonly expiresOn: string;
  readonly points: number;
}

/** One transfer on a member's points, as a statement shows it. */
export interface PointsMovement {
  readonly id: string;
  /** Milliseconds. */
  readonly at: number;
  readonly businessDate: string;
  /** In the desk's words: `points.credited`, `points.takenBack`, `gift.redeemed`. */
  readonly kind: string;
  /** Negative when they left the member. */
  readonly points: number;
  /** The lot's last day; empty for debt. */
  readonly expiresOn: string;
  readonly documentId: string;
  readonly documentNo: string;
}

export interface MovementsWanted {
  /** Business dates, both included. */
  readonly from?: string;
  readonly to?: string;
  /** Only what is older than this transfer. */
  readonly beforeId?: string;
  readonly limit: number;
}

const OWN = "a.owner = ? AND a.unit = 'POINT' AND a.kind IN ('points.lot', 'points.debt')";
const FIELDS = 't.id, t.at, t.business_date, t.kind, a.part AS expires_on, t.document_id, d.number AS document_no';
const DOCUMENT = 'JOIN document d ON d.id = t.document_id';

/** What a membership has in points: for pages, statements, gifts and tills. */
@Injectable()
export class PointsOf {
  /** Lots, debt and balance in one statement. */
  async standing(db: SqlReads, membershipId: string): Promise<PointsStanding> {
    const rows = await db.rows<{ kind: string; part: string; balance: number }>(
      `SELECT a.kind, a.part, a.balance FROM ledger_account a WHERE ${OWN} AND a.balance <> 0 ORDER BY a.part`,
      [membershipId],
    );
    const held = rows.filter(({ kind }) => kind === 'points.lot');
    const lots = held.map(({ part, balance }) => ({ lotId: part, expiresOn: part, points: balance }));
    const debtPoints = rows.filter(({ kind }) => kind === 'points.debt').reduce((sum, { balance }) => sum - balance, 0);
    return { lots, debtPoints, balance: lots.reduce((sum, { points }) => sum + points, 0) - debtPoints };
  }

  async balance(db: SqlReads, membershipId: string): Promise<number> {
    return (await this.standing(db, membershipId)).balance;
  }

  async lots(db: SqlReads, membershipId: string): Promise<readonly PointsLot[]> {
    return (await this.standing(db, membershipId)).lots;
  }

  /** What each of these members owes, as a positive count; who owes nothing is not in it. */
  async debts(db: SqlReads, membershipIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
    if (membershipIds.length === 0) return new Map();
    const rows = await db.rows<{ owner: string; balance: number }>(
      `SELECT owner, balance FROM ledger_account WHERE unit = 'POINT' AND kind = 'points.debt' AND balance <> 0
       AND owner IN ${placeholders(membershipIds.length)}`,
      membershipIds,
    );
    return new Map(rows.map(({ owner, balance }) => [owner, -balance]));
  }

  /** Newest first. */
  movements(
    db: SqlReads,
    membershipId: string,
    { from, to, beforeId, limit }: MovementsWanted,
  ): Promise<PointsMovement[]> {
    const bounds: [string, string | undefined][] = [
      ['t.business_date >= ?', from],
      ['t.business_date <= ?', to],
      ['t.id < ?', beforeId],
    ];
    const given = bounds.flatMap(([condition, value]) => (value === undefined ? [] : [{ condition, value }]));
    const where = [OWN, ...given.map(({ condition }) => condition)].join(' AND ');
    const params: SqlValue[] = [membershipId, ...given.map(({ value }) => value)];
    return db.rows<PointsMovement>(
      `SELECT ${FIELDS}, t.amount AS points FROM ledger_account a JOIN ledger_transfer t ON t.to_account_id = a.id ${DOCUMENT} WHERE ${where}
       UNION ALL
       SELECT ${FIELDS}, -t.amount FROM ledger_account a JOIN ledger_transfer t ON t.from_account_id = a.id ${DOCUMENT} WHERE ${where}
       ORDER BY 1 DESC LIMIT ?`,
      [...params, ...params, limit],
    );
  }
}
