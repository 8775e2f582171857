import { Injectable } from '@nestjs/common';
import type { Tx } from '../platform/database/tx.js';
import type { SlipTender } from './rules/slip-figures.js';

/** Money the till has paid back on a slip. */
export interface SlipRefunded {
  readonly slipNo: string;
  readonly refundId: string;
  readonly tenders: readonly SlipTender[];
}

/** A room that must move something when a slip is refunded: stored value goes back to its lots. */
export interface SlipFollower {
  refunded(tx: Tx, refund: SlipRefunded): Promise<void>;
}

/** Rooms above slips register here; they run in the refund's own unit, before what the slip had served is counted again. */
@Injectable()
export class SlipFollowers {
  private readonly followers: SlipFollower[] = [];

  register(follower: SlipFollower): void {
    this.followers.push(follower);
  }

  async refunded(tx: Tx, refund: SlipRefunded): Promise<void> {
    for (const follower of this.followers) await follower.refunded(tx, refund);
  }
}
