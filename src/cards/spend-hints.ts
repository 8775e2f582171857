import { Injectable } from '@nestjs/common';
import type { SqlReads } from '../platform/database/sql-reads.js';

/** What a slip of tonight came to, in fen; undefined for an unknown number. */
type SlipAmount = (db: SqlReads, storeId: string, slipNo: string) => Promise<number | undefined>;

/** The offer names what tonight's slip would bring (003E-093). Slips stand above cards, so they register here. */
@Injectable()
export class SpendHints {
  private slipAmount: SlipAmount | undefined;

  register(slipAmount: SlipAmount): void {
    if (this.slipAmount) throw new Error('slips are kept by one room');
    this.slipAmount = slipAmount;
  }

  async ofSlip(db: SqlReads, storeId: string, slipNo: string): Promise<number | undefined> {
    return this.slipAmount?.(db, storeId, slipNo);
  }
}
