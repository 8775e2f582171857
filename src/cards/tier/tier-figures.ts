import { Injectable } from '@nestjs/common';
import type { SqlReads } from '../../platform/database/sql-reads.js';
import type { PaidOn } from './came-with.js';

/** What the holder of a membership has paid in and not got back, on all cards; the balance is this card's. */
export interface StandingTopUps {
  /** Newest first; principal in fen, with the paper of each. */
  readonly topUps: readonly { readonly documentId: string; readonly principalFen: number }[];
  readonly balanceFen: number;
}

/** `without`: a top-up that does not count, because it is being taken back. */
type Source = (db: SqlReads, membershipId: string, without: PaidOn) => Promise<StandingTopUps>;

/** Where tiers learn what still stands of the money; the room that keeps it registers here. */
@Injectable()
export class TierFigures {
  private source: Source = () => Promise.resolve({ topUps: [], balanceFen: 0 });

  register(source: Source): void {
    this.source = source;
  }

  of(db: SqlReads, membershipId: string, without: PaidOn): Promise<StandingTopUps> {
    return this.source(db, membershipId, without);
  }
}
