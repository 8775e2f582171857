import { Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import type { SqlReads } from '../platform/database/sql-reads.js';
import type { Tx } from '../platform/database/tx.js';
import { dateTime } from '../platform/views/format.js';
import { SlipClaim } from './slip-claim.entity.js';

export type StandingClaim = Omit<SlipClaim, 'released' | 'releasedAt'>;

/** Something happened to a slip that was already settled. */
export interface SlipChange {
  readonly cause: 'REFUND' | 'REPLACEMENT' | 'CORRECTION';
  /** The refund, the replacing slip or the conflict: each change is counted once. */
  readonly refId: string;
  /** The slip that counts from now on: the replacing one, else the slip itself. */
  readonly slipId: string;
}

/** A room that serves slips puts right what it gave when a slip changes, in the same unit of work. */
export interface ClaimKeeper {
  /** As in `slip_claim.kind`, e.g. `points`. */
  readonly kind: string;
  recount(tx: Tx, claim: StandingClaim, change: SlipChange): Promise<void>;
}

/** Which slip served what. Slips know nothing of points or invoices: the rooms that do keep their claims here. */
@Injectable()
export class SlipClaims {
  private readonly keepers = new Map<string, ClaimKeeper>();

  register(keeper: ClaimKeeper): void {
    this.keepers.set(keeper.kind, keeper);
  }

  standing(db: SqlReads, slipId: string): Promise<StandingClaim[]> {
    return db.rows(
      'SELECT id, slip_id, kind, ref_id, holder_id, tail, clerk_name, claimed_at FROM slip_claim ' +
        "WHERE slip_id = ? AND released = '' ORDER BY claimed_at, id",
      [slipId],
    );
  }

  /** Whether any slip serves this holder. */
  async serve(db: SqlReads, holderId: string): Promise<boolean> {
    const claim = await db.one("SELECT id FROM slip_claim WHERE holder_id = ? AND released = '' LIMIT 1", [holderId]);
    return claim !== undefined;
  }

  /** Takes the slip for one use. Whoever asks has looked whether it is free; the database refuses the second taker all the same. */
  take(tx: Tx, claim: Omit<StandingClaim, 'id' | 'claimedAt'>): Promise<string> {
    return this.insert(tx, claim);
  }

  /** The slip is free again: what it served was undone. */
  async release(tx: Tx, kind: string, refId: string): Promise<void> {
    await tx.run(
      "UPDATE slip_claim SET released = id, released_at = ? WHERE kind = ? AND ref_id = ? AND released = ''",
      [tx.now, kind, refId],
    );
  }

  /** Tells every room that serves this slip; on a replacement their claims stand on the new one from now on. */
  async changed(tx: Tx, slipId: string, change: SlipChange): Promise<void> {
    for (const claim of await this.standing(tx, slipId)) {
      if (change.slipId !== slipId) {
        await this.release(tx, claim.kind, claim.refId);
        const { kind, refId, holderId, tail, clerkName } = claim;
        await this.insert(tx, { kind, refId, holderId, tail, clerkName, slipId: change.slipId });
      }
      await this.keepers.get(claim.kind)?.recount(tx, claim, change);
    }
  }

  private async insert(tx: Tx, claim: Omit<StandingClaim, 'id' | 'claimedAt'>): Promise<string> {
    const id = uuidv7();
    await tx.insert(SlipClaim, { ...claim, id, released: '', claimedAt: tx.now, releasedAt: null });
    return id;
  }
}

/** For the sentence 「已于 {time} 由 {clerk} 积到尾号 {tail} 的卡」. */
export function usedBy({ claimedAt, clerkName, tail }: Pick<StandingClaim, 'claimedAt' | 'clerkName' | 'tail'>) {
  return { time: dateTime(claimedAt).slice(5), clerk: clerkName, tail };
}
