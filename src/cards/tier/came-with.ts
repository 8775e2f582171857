import type { SqlReads } from '../../platform/database/sql-reads.js';
import type { Tier } from '../../venue/rules/policy-schema.js';

/** What came with one top-up: listed when it is refunded (counter-practice 4.12). */
export interface CameWith {
  readonly stepId: string;
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

/** By the paper of the top-up, the earliest first. */
export function cameWith(db: SqlReads, lotDocumentId: string): Promise<CameWith[]> {
  return db
    .rows<Omit<CameWith, 'stands'> & { readonly stands: number }>(
      `SELECT s.id AS step_id, s.from_tier, s.to_tier, s.business_date, h.state AS handover_state, c.card_no,
           CASE WHEN m.tier = s.to_tier AND NOT EXISTS (SELECT 1 FROM tier_step l WHERE l.membership_id = s.membership_id
             AND l.id > s.id AND l.cause <> 'RENEWED') THEN 1 ELSE 0 END AS stands
         FROM tier_step s JOIN membership m ON m.id = s.membership_id LEFT JOIN card_handover h ON h.tier_step_id = s.id
         LEFT JOIN card c ON c.id = h.new_card_id WHERE s.document_id = ? AND s.cause IN ('SINGLE', 'CUMULATIVE', 'BALANCE', 'KEPT') ORDER BY s.id`,
      [lotDocumentId],
    )
    .then((rows) => rows.map((row) => ({ ...row, stands: row.stands === 1 })));
}
