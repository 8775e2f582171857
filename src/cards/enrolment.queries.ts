import { Injectable } from '@nestjs/common';
import type { SqlReads } from '../platform/database/sql-reads.js';

export interface EnrolmentRow {
  readonly id: string;
  readonly membershipId: string;
  readonly personId: string;
  readonly cardId: string;
  readonly cardNo: string;
  readonly kindCode: string;
  readonly feeFen: number;
  readonly tender: string | null;
  readonly receivedFen: number;
  readonly changeFen: number;
  readonly documentId: string;
  readonly number: string;
  readonly explainedBy: string;
  readonly enteredBy: string;
  readonly businessDate: string;
  /** The shift that took the fee. */
  readonly shiftId: string | null;
  readonly at: number;
  readonly undoneAt: number | null;
  readonly undoReason: string | null;
}

const COLUMNS =
  'e.id, e.membership_id, e.person_id, e.card_id, c.card_no, e.kind_code, e.fee_fen, e.tender, e.received_fen, e.change_fen, ' +
  'e.document_id, d.number, e.explained_by, e.entered_by, e.business_date, j.shift_id, e.at, u.at AS undone_at, u.reason AS undo_reason ' +
  'FROM enrolment e JOIN card c ON c.id = e.card_id JOIN document d ON d.id = e.document_id ' +
  'LEFT JOIN journal_entry j ON j.journal_id = e.journal_id ' +
  'LEFT JOIN enrolment_undo u ON u.enrolment_id = e.id';

@Injectable()
export class EnrolmentQueries {
  /** An enrolment of this store; undefined for another's. */
  byId(db: SqlReads, storeId: string, id: string): Promise<EnrolmentRow | undefined> {
    return db.one<EnrolmentRow>(`SELECT ${COLUMNS} WHERE e.id = ? AND e.store_id = ?`, [id, storeId]);
  }

  /** How the member joined in this store; undefined for members of another one or brought over from before. */
  byMembership(db: SqlReads, storeId: string, membershipId: string): Promise<EnrolmentRow | undefined> {
    return db.one<EnrolmentRow>(`SELECT ${COLUMNS} WHERE e.membership_id = ? AND e.store_id = ?`, [
      membershipId,
      storeId,
    ]);
  }

  /** The enrolment a draft became, for whoever comes back to its page. */
  byDraft(db: SqlReads, storeId: string, draftId: string): Promise<{ id: string } | undefined> {
    return db.one<{ id: string }>('SELECT id FROM enrolment WHERE draft_id = ? AND store_id = ?', [draftId, storeId]);
  }

  /** Guests who joined and who did not want to, on one business date. */
  async countsOf(db: SqlReads, storeId: string, businessDate: string): Promise<{ enrolled: number; declined: number }> {
    const row = await db.one<{ enrolled: number; declined: number }>(
      'SELECT (SELECT COUNT(*) FROM enrolment WHERE store_id = ? AND business_date = ?) AS enrolled, ' +
        '(SELECT COUNT(*) FROM offer_decline WHERE store_id = ? AND business_date = ?) AS declined',
      [storeId, businessDate, storeId, businessDate],
    );
    return row ?? { enrolled: 0, declined: 0 };
  }
}
