import { Injectable } from '@nestjs/common';
import type { SqlReads } from '../../platform/database/sql-reads.js';
import type { Tier } from '../../venue/rules/policy-schema.js';
import type { CardActKind } from '../life/card-acts.js';

export interface ActRow {
  readonly id: string;
  readonly kind: CardActKind;
  readonly cardId: string;
  readonly otherCardId: string | null;
  readonly otherNo: string | null;
  readonly cardNo: string;
  readonly reason: string | null;
  readonly note: string | null;
  readonly proof: string | null;
  readonly feeFen: number;
  readonly documentId: string | null;
  readonly documentNo: string | null;
  readonly byId: string;
  readonly coSignerId: string | null;
  readonly at: number;
}

export interface StepRow {
  readonly id: string;
  readonly cardId: string;
  readonly action: string;
  readonly byId: string;
  readonly at: number;
}

export interface TierRow {
  readonly fromTier: Tier;
  readonly toTier: Tier;
  readonly cause: string;
  readonly figureFen: number | null;
  readonly thresholdFen: number | null;
  readonly goodUntil: string | null;
  readonly documentNo: string | null;
  readonly note: string | null;
  readonly at: number;
}

/** What happened to the cards of one member, oldest first. */
@Injectable()
export class CardLifeQueries {
  acts(db: SqlReads, membershipId: string): Promise<ActRow[]> {
    return db.rows<ActRow>(
      `SELECT a.id, a.kind, a.card_id, a.other_card_id, c.card_no, o.card_no AS other_no, a.reason, a.note, a.proof, a.fee_fen,
         a.document_id, d.number AS document_no, a.by_id, a.co_signer_id, a.at
       FROM card_act a JOIN card c ON c.id = a.card_id LEFT JOIN card o ON o.id = a.other_card_id
       LEFT JOIN document d ON d.id = a.document_id WHERE a.membership_id = ? ORDER BY a.id`,
      [membershipId],
    );
  }

  steps(db: SqlReads, membershipId: string): Promise<StepRow[]> {
    return db.rows<StepRow>(
      'SELECT s.id, s.card_id, s.action, s.by_id, s.at FROM card_step s JOIN card c ON c.id = s.card_id ' +
        'WHERE c.membership_id = ? AND s.membership_id = ? ORDER BY s.id',
      [membershipId, membershipId],
    );
  }

  tiers(db: SqlReads, membershipId: string): Promise<TierRow[]> {
    return db.rows<TierRow>(
      `SELECT t.from_tier, t.to_tier, t.cause, t.figure_fen, t.threshold_fen, t.good_until, t.note, t.at, d.number AS document_no
       FROM tier_step t LEFT JOIN document d ON d.id = t.document_id WHERE t.membership_id = ? ORDER BY t.id DESC`,
      [membershipId],
    );
  }
}
