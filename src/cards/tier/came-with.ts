import type { SqlReads } from '../../platform/database/sql-reads.js';
import type { Tier } from '../../venue/rules/policy-schema.js';

/** A top-up as tiers know it: its paper and the card it went on. A company's list and a second card share one paper. */
export interface PaidOn {
  readonly membershipId: string;
  readonly documentId: string;
}

/** What came with one top-up: listed when it is refunded (counter-practice 4.12). */
export interface CameWith {
  readonly stepId: string;
  readonly membershipId: string;
  readonly fromTier: Tier;
  readonly toTier: Tier;
  readonly businessDate: string;
  /** True while the membership still has the tier by this very step. */
  readonly stands: boolean;
  /** State of the hand-over of the tier's card; null where there was none. */
  readonly handoverState: string | null;
  /** The tier's card, to be taken back. */
  readonly cardNo: string | null;
}

/** By the paper of the top-up and the person who paid, on whichever of the person's cards; the earliest first. */
export function cameWith(db: SqlReads, { documentId, membershipId }: PaidOn): Promise<CameWith[]> {
  return db
    .rows<Omit<CameWith, 'stands'> & { readonly stands: number }>(
      `SELECT s.id AS step_id, s.membership_id, s.from_tier, s.to_tier, s.business_date, h.state AS handover_state, c.card_no,
           CASE WHEN m.tier = s.to_tier AND NOT EXISTS (SELECT 1 FROM tier_step l WHERE l.membership_id = s.membership_id
             AND l.id > s.id AND l.cause <> 'RENEWED') THEN 1 ELSE 0 END AS stands
         FROM tier_step s JOIN membership m ON m.id = s.membership_id LEFT JOIN card_handover h ON h.tier_step_id = s.id
         LEFT JOIN card c ON c.id = h.new_card_id WHERE s.document_id = ? AND s.cause IN ('SINGLE', 'CUMULATIVE', 'BALANCE', 'KEPT')
           AND m.person_id = (SELECT p.person_id FROM membership p WHERE p.id = ?) ORDER BY s.id`,
      [documentId, membershipId],
    )
    .then((rows) => rows.map((row) => ({ ...row, stands: row.stands === 1 })));
}
