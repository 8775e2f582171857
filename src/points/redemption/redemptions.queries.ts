import { Injectable } from '@nestjs/common';
import type { OfferRow } from '../../gifts/gifts.queries.js';
import type { OfferUse } from '../../gifts/rules/redemption-limits.js';
import type { GuestMatter } from '../../members/erasure-terms.js';
import type { SqlReads, SqlValue } from '../../platform/database/sql-reads.js';

export interface RedemptionRow {
  readonly id: string;
  readonly storeId: string;
  readonly membershipId: string;
  readonly activityId: string;
  readonly itemId: string;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly quantity: number;
  readonly points: number;
  readonly balanceBefore: number;
  readonly later: number;
  readonly documentId: string;
  readonly documentNo: string;
  readonly byId: string;
  readonly clerkName: string;
  readonly businessDate: string;
  /** The shift in which it was given. */
  readonly shiftId: string | null;
  readonly at: number;
  /** Milliseconds; null as long as it did not happen. */
  readonly collectedAt: number | null;
  readonly undoneAt: number | null;
  /** Business date of the collection. */
  readonly collectedOn: string | null;
  /** Pieces exchanged so far. */
  readonly exchanged: number;
}

export interface StepRow {
  readonly kind: 'COLLECTED' | 'EXCHANGED' | 'UNDONE';
  readonly pieces: number;
  readonly reason: string | null;
  readonly documentId: string;
  readonly documentNo: string;
  readonly byName: string;
  readonly at: number;
}

const stepTime = (kind: string) =>
  `(SELECT s.at FROM redemption_step s WHERE s.redemption_id = r.id AND s.kind = '${kind}')`;

const ROW =
  'SELECT r.id, r.store_id, r.membership_id, r.activity_id, r.item_id, i.name_zh, i.name_en, r.quantity, r.points, r.balance_before, ' +
  'r.later, r.document_id, d.number AS document_no, r.by_id, r.clerk_name, r.business_date, r.at, j.shift_id, ' +
  `${stepTime('COLLECTED')} AS collected_at, ${stepTime('UNDONE')} AS undone_at, ` +
  '(SELECT c.business_date FROM redemption_step s JOIN document c ON c.id = s.document_id ' +
  "WHERE s.redemption_id = r.id AND s.kind = 'COLLECTED') AS collected_on, " +
  "(SELECT COALESCE(SUM(s.pieces), 0) FROM redemption_step s WHERE s.redemption_id = r.id AND s.kind = 'EXCHANGED') AS exchanged " +
  'FROM redemption r JOIN gift_item i ON i.id = r.item_id JOIN document d ON d.id = r.document_id ' +
  'LEFT JOIN journal_entry j ON j.journal_id = r.journal_id';

const NOT_UNDONE = "NOT EXISTS (SELECT 1 FROM redemption_step s WHERE s.redemption_id = r.id AND s.kind = 'UNDONE')";

/** Redemptions as pages and rules ask for them. */
@Injectable()
export class RedemptionsQueries {
  /** How far a member has used an offer up; what was undone does not count. */
  async useOf(db: SqlReads, membershipId: string, offer: OfferRow, today: string): Promise<OfferUse> {
    const row = await db.one<Omit<OfferUse, 'stockLeft'>>(
      'SELECT COALESCE(SUM(r.quantity), 0) AS taken_in_total, ' +
        'COALESCE(SUM(CASE WHEN r.business_date = ? THEN r.quantity ELSE 0 END), 0) AS taken_today ' +
        `FROM redemption r WHERE r.membership_id = ? AND r.activity_id = ? AND r.item_id = ? AND ${NOT_UNDONE}`,
      [today, membershipId, offer.activityId, offer.itemId],
    );
    return { takenToday: row?.takenToday ?? 0, takenInTotal: row?.takenInTotal ?? 0, stockLeft: offer.left };
  }

  async find(db: SqlReads, storeId: string, id: string): Promise<RedemptionRow | undefined> {
    return (await this.rows(db, 'WHERE r.id = ? AND r.store_id = ?', [id, storeId]))[0];
  }

  /** A store's redemptions of a business date, newest first. */
  ofDay(db: SqlReads, storeId: string, businessDate: string, limit = 200): Promise<RedemptionRow[]> {
    return this.rows(db, 'WHERE r.store_id = ? AND r.business_date = ? ORDER BY r.id DESC LIMIT ?', [
      storeId,
      businessDate,
      limit,
    ]);
  }

  /** Gifts still to be collected, the longest waiting first. */
  owed(db: SqlReads, storeId: string, limit = 200): Promise<RedemptionRow[]> {
    return this.rows(db, 'JOIN owed_gift o ON o.redemption_id = r.id WHERE o.store_id = ? ORDER BY o.since LIMIT ?', [
      storeId,
      limit,
    ]);
  }

  /** The same of one member. */
  owedTo(db: SqlReads, storeId: string, membershipId: string): Promise<RedemptionRow[]> {
    return this.rows(
      db,
      'JOIN owed_gift o ON o.redemption_id = r.id WHERE o.store_id = ? AND r.membership_id = ? ORDER BY o.since LIMIT 20',
      [storeId, membershipId],
    );
  }

  /** The same in every store, for whoever wants to be forgotten. */
  async stillOwed(db: SqlReads, membershipId: string): Promise<GuestMatter[]> {
    const owed = await this.rows(
      db,
      'JOIN owed_gift o ON o.redemption_id = r.id WHERE r.membership_id = ? ORDER BY o.since',
      [membershipId],
    );
    return owed.map(({ id, documentNo: number, nameZh: gift }) => ({
      key: 'members.erase.open.owed',
      params: { number, gift },
      href: `/redemptions/${id}`,
    }));
  }

  async isPrinted(db: SqlReads, documentId: string): Promise<boolean> {
    return (await db.one('SELECT id FROM document_print WHERE document_id = ? LIMIT 1', [documentId])) !== undefined;
  }

  steps(db: SqlReads, redemptionId: string): Promise<StepRow[]> {
    return db.rows<StepRow>(
      "SELECT s.kind, s.pieces, s.reason, s.document_id, d.number AS document_no, COALESCE(p.name, '') AS by_name, s.at " +
        'FROM redemption_step s JOIN document d ON d.id = s.document_id LEFT JOIN staff p ON p.id = s.by_id ' +
        'WHERE s.redemption_id = ? ORDER BY s.id',
      [redemptionId],
    );
  }

  private rows(db: SqlReads, where: string, params: readonly SqlValue[]): Promise<RedemptionRow[]> {
    return db.rows<RedemptionRow>(`${ROW} ${where}`, params);
  }
}
