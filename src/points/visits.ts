import { Injectable } from '@nestjs/common';
import type { SqlReads } from '../platform/database/sql-reads.js';
import { figuresBySlip } from '../slips/slip-rows.js';
import { bestMultiplier, type Visit } from './rules/visit-target.js';
import type { EarningPolicy } from './rules/points-of-visit.js';

/** A slip of the visit that was credited to the membership. */
export interface VisitClaim {
  readonly slipId: string;
  readonly slipNo: string;
  readonly keyedFen: number | null;
  readonly confirmationId: string;
  readonly documentId: string;
  readonly multiplier: string;
  readonly confirmedPoints: number;
  /** Confirmed, with what was added and taken since. */
  readonly heldPoints: number;
  /** 1 when the credit was undone: the slip counts no more, but what refunds of its neighbours left on it still does. */
  readonly undone: number;
}

export interface VisitOf {
  readonly storeId: string;
  readonly membershipId: string;
  /** The slip at hand; alone it is its own visit. */
  readonly id: string | null;
  readonly visitNo: string | null;
  readonly businessDate: string | null;
}

/** Slips of one 开房单 and one night, credited to one membership, count together (counter-practice §4.5). */
@Injectable()
export class Visits {
  /** Undone ones too: a refund taken from one slip of a visit may have been paid with the points of another. */
  claimsOf(db: SqlReads, { storeId, membershipId, id, visitNo, businessDate }: VisitOf): Promise<VisitClaim[]> {
    if (id === null) return Promise.resolve([]);
    return db.rows<VisitClaim>(
      `SELECT s.id AS slip_id, s.slip_no, s.keyed_fen, p.id AS confirmation_id, p.document_id, p.multiplier, p.points AS confirmed_points,
         p.points + COALESCE((SELECT SUM(a.points) FROM points_adjustment a WHERE a.confirmation_id = p.id), 0) AS held_points,
         CASE WHEN c.released = '' THEN 0 ELSE 1 END AS undone
       FROM slip_claim c JOIN slip s ON s.id = c.slip_id JOIN points_confirmation p ON p.id = c.ref_id
       WHERE c.holder_id = ? AND c.kind = 'points' AND s.store_id = ? AND (s.id = ? OR (s.visit_no = ? AND s.business_date = ?))
         AND (c.released = '' OR (c.id = (SELECT MAX(l.id) FROM slip_claim l WHERE l.ref_id = p.id)
           AND EXISTS (SELECT 1 FROM points_adjustment u WHERE u.confirmation_id = p.id AND u.cause = 'UNDO')))
       ORDER BY p.id`,
      [membershipId, storeId, id, visitNo, businessDate],
    );
  }

  /** What the visit stands at, for the rules. */
  async visit(db: SqlReads, claims: readonly VisitClaim[], policy: EarningPolicy): Promise<Visit> {
    const counted = standing(claims);
    const figures = await figuresBySlip(
      db,
      counted.map(({ slipId, keyedFen }) => ({ id: slipId, keyedFen })),
    );
    return {
      policy,
      slips: [...figures.values()],
      heldPoints: claims.reduce((sum, { heldPoints }) => sum + heldPoints, 0),
      multiplier: bestMultiplier(counted.map(({ multiplier }) => multiplier)),
    };
  }
}

/** The slips that count: not those whose credit was undone. */
export function standing(claims: readonly VisitClaim[]): VisitClaim[] {
  return claims.filter(({ undone }) => undone === 0);
}
