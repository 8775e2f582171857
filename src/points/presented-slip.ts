import type { SqlReads } from '../platform/database/sql-reads.js';
import type { StandingClaim } from '../slips/slip-claims.js';
import type { SlipSource } from '../slips/rules/slip-content.js';

/** The slip a guest presents: one that is held, or the paper as it was just keyed. */
export interface PresentedSlip {
  /** Null for paper that is not kept yet. */
  readonly id: string | null;
  readonly slipNo: string;
  readonly roomNo: string;
  readonly visitNo: string | null;
  readonly settledAt: number | null;
  readonly businessDate: string | null;
  readonly source: SlipSource;
  readonly keyedFen: number | null;
  readonly chargedFen: number;
  readonly replacedById: string | null;
  readonly receivedAt: number;
  /** The figures are those the clerk keys now, not those that are held. */
  readonly isKeyedNow: boolean;
}

type ClaimFacts = Pick<StandingClaim, 'claimedAt' | 'clerkName' | 'tail'>;

interface ContextRow extends Omit<PresentedSlip, 'id' | 'isKeyedNow'> {
  ownPhoneHash: string | null;
  slipId: string | null;
  claimedAt: number | null;
  clerkName: string;
  tail: string;
}

/** One statement for all a credit asks first: the slip, who has used it, and whether the clerk serves the own card. */
export async function presentedSlip(
  db: SqlReads,
  { storeId, actorId }: { readonly storeId: string; readonly actorId: string },
  slipNo: string,
): Promise<{ slip?: PresentedSlip; claim?: ClaimFacts; ownPhoneHash: string | null }> {
  const row = await db.one<ContextRow>(
    `SELECT s.id AS slip_id, s.slip_no, s.room_no, s.visit_no, s.settled_at, s.business_date, s.source, s.keyed_fen, s.charged_fen,
       s.replaced_by_id, s.received_at, c.claimed_at, c.clerk_name, c.tail, own.phone_hash AS own_phone_hash
     FROM (SELECT (SELECT phone_hash FROM staff WHERE id = ?) AS phone_hash) own
     LEFT JOIN slip s ON s.store_id = ? AND s.slip_no = ?
     LEFT JOIN slip_claim c ON c.slip_id = s.id AND c.kind = 'points' AND c.released = ''`,
    [actorId, storeId, slipNo],
  );
  if (!row || row.slipId === null) return { ownPhoneHash: row?.ownPhoneHash ?? null };
  const { ownPhoneHash, slipId, claimedAt, clerkName, tail, ...slip } = row;
  return {
    ownPhoneHash,
    slip: { ...slip, id: slipId, isKeyedNow: false },
    ...(claimedAt === null ? {} : { claim: { claimedAt, clerkName, tail } }),
  };
}

/** Number of the slip that stands for a replaced one. */
export async function replacementNo(db: SqlReads, slipId: string): Promise<string> {
  return (await db.one<{ slipNo: string }>('SELECT slip_no FROM slip WHERE id = ?', [slipId]))?.slipNo ?? '';
}
