import { Injectable } from '@nestjs/common';
import { DomainError } from '../kernel/domain-error.js';
import type { SqlReads } from '../platform/database/sql-reads.js';
import { placeholders } from '../platform/database/sql-text.js';
import type { PointsConfirmation } from './points-confirmation.entity.js';
import type { EarningPolicy } from './rules/points-of-visit.js';
import type { VisitClaim, VisitOf } from './visits.js';

interface StoredConfirmation extends Omit<PointsConfirmation, 'journalId'> {
  readonly documentNo: string;
  readonly cardNo: string;
  readonly slipNo: string;
  readonly roomNo: string;
  readonly visitNo: string | null;
  /** The slip it stands on now: another one after 反结账. Null once undone. */
  readonly currentSlipId: string | null;
  /** The night of the slip it stands on. */
  readonly slipNight: string | null;
  readonly addedPoints: number;
  /** The shift in which it was credited. */
  readonly shiftId: string | null;
  readonly undoneAt: number | null;
}

/** A confirmation with the slip it stands on now and what became of it. */
export interface ConfirmationRow extends Omit<StoredConfirmation, 'currentSlipId'> {
  readonly claimedSlipId: string;
  /** Credited with what was added and taken since. */
  readonly heldPoints: number;
  readonly policy: EarningPolicy;
}

const CONFIRMATION = `SELECT p.id, p.store_id, p.membership_id, p.card_id, p.slip_id, p.document_id, p.business_date, p.base_fen, p.unit_fen,
    p.group_buy_earns, p.tier, p.on_birthday, p.multiplier, p.points, p.repaid_points, p.balance_before, p.expires_on, p.late_reason,
    p.by_id, p.clerk_name, p.terminal_id, p.at, j.shift_id, d.number AS document_no, k.card_no,
    s.slip_no, s.room_no, s.visit_no, s.business_date AS slip_night, c.slip_id AS current_slip_id,
    COALESCE((SELECT SUM(a.points) FROM points_adjustment a WHERE a.confirmation_id = p.id), 0) AS added_points,
    (SELECT a.at FROM points_adjustment a WHERE a.confirmation_id = p.id AND a.cause = 'UNDO') AS undone_at
  FROM points_confirmation p JOIN document d ON d.id = p.document_id JOIN card k ON k.id = p.card_id
  LEFT JOIN journal_entry j ON j.journal_id = p.journal_id
  LEFT JOIN slip_claim c ON c.ref_id = p.id AND c.kind = 'points' AND c.released = ''
  JOIN slip s ON s.id = COALESCE(c.slip_id, p.slip_id)`;

/** Credits that were made, for pages and for what follows on them. */
@Injectable()
export class Confirmations {
  /** Throws `page.notFound` for an unknown one and for another store's. */
  async ofStore(db: SqlReads, storeId: string, id: string): Promise<ConfirmationRow> {
    const row = await db.one<StoredConfirmation>(`${CONFIRMATION} WHERE p.id = ? AND p.store_id = ?`, [id, storeId]);
    if (!row) throw new DomainError('page.notFound');
    const { currentSlipId, ...rest } = row;
    return {
      ...rest,
      claimedSlipId: currentSlipId ?? row.slipId,
      heldPoints: row.points + row.addedPoints,
      policy: { unitFen: row.unitFen, groupBuyEarns: row.groupBuyEarns === 1 },
    };
  }

  /** The documents that credited points to a visit: those of the confirmation at hand first, undone ones last. */
  async creditDocuments(db: SqlReads, confirmationId: string, claims: readonly VisitClaim[]): Promise<string[]> {
    const own = claims.filter((claim) => claim.confirmationId === confirmationId);
    const others = claims.filter((claim) => claim.confirmationId !== confirmationId);
    const ordered = [...own, ...others.toSorted((a, b) => a.undone - b.undone)];
    const ids = ordered.map((claim) => claim.confirmationId);
    const added = await db.rows<{ confirmationId: string; documentId: string }>(
      `SELECT confirmation_id, document_id FROM points_adjustment WHERE points > 0 AND confirmation_id IN ${placeholders(ids.length)} ORDER BY id`,
      ids,
    );
    return ordered.flatMap((claim) => [
      claim.documentId,
      ...added.filter((row) => row.confirmationId === claim.confirmationId).map((row) => row.documentId),
    ]);
  }
}

/** The visit of the slip that a confirmation stands on. */
export function visitOf({ storeId, membershipId, claimedSlipId, visitNo, slipNight }: ConfirmationRow): VisitOf {
  return { storeId, membershipId, visitNo, id: claimedSlipId, businessDate: slipNight };
}
