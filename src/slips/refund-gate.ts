import { Injectable } from '@nestjs/common';
import type { Tx } from '../platform/database/tx.js';
import type { SlipRow } from './slip-rows.js';
import type { SlipTender } from './rules/slip-figures.js';

/** A refund that a till asks for. */
export interface AskedRefund {
  readonly slip: SlipRow;
  readonly refundNo: string;
  readonly tenders: readonly SlipTender[];
}

/** True when the refund must wait for something else to be put right first; whoever says so has written it down. */
type RefundHold = (tx: Tx, refund: AskedRefund) => Promise<boolean>;

/** Rooms that must be asked before money goes back on a slip: an invoiced amount is voided or red first (H14). */
@Injectable()
export class RefundGate {
  private readonly holds: RefundHold[] = [];

  register(hold: RefundHold): void {
    this.holds.push(hold);
  }

  async mustWait(tx: Tx, refund: AskedRefund): Promise<boolean> {
    for (const hold of this.holds) if (await hold(tx, refund)) return true;
    return false;
  }
}
