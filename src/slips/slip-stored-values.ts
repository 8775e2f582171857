import { Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { DomainError } from '../kernel/domain-error.js';
import { formatYuan } from '../kernel/money.js';
import type { SqlReads } from '../platform/database/sql-reads.js';
import type { Tx } from '../platform/database/tx.js';
import type { SlipContent } from './rules/slip-content.js';
import { SlipStoredValue } from './slip-stored-value.entity.js';

/** What stored value has paid of a slip number, fen. */
export interface PaidByValue {
  /** Ever heard of: a slip that was paid and given back is not one that was never paid so. */
  readonly known: boolean;
  /** What stands. */
  readonly standingFen: number;
}

/** RETURNED = the till refunded it; UNDONE = it never was; MOVED = the slip was settled again; REPOSTED = another bonus is in it than was thought. */
export type ValueCause = 'PAID' | 'RETURNED' | 'UNDONE' | 'MOVED' | 'REPOSTED';

/**
 * The till's slip and the card's spend are two stories of one payment, and either may be told first. Here they meet: what stands as spent is what
 * the slip's tender has to say.
 */
@Injectable()
export class SlipStoredValues {
  async paid(db: SqlReads, storeId: string, slipNo: string): Promise<PaidByValue> {
    const row = await db.one<{ n: number; standing: number }>(
      'SELECT COUNT(*) AS n, COALESCE(SUM(amount_fen), 0) AS standing FROM slip_stored_value WHERE store_id = ? AND slip_no = ?',
      [storeId, slipNo],
    );
    return { known: (row?.n ?? 0) > 0, standingFen: row?.standing ?? 0 };
  }

  /** `amountFen` and `giftFen` are signed: negative goes back. Returns the id of the entry. */
  async add(
    tx: Tx,
    entry: Pick<SlipStoredValue, 'slipNo' | 'amountFen' | 'giftFen' | 'refId'> & {
      readonly cause: ValueCause;
    },
  ): Promise<string> {
    const id = uuidv7();
    await tx.insert(SlipStoredValue, { ...entry, id, storeId: tx.command.storeId });
    return id;
  }

  /** 反结账: what was paid by card goes with the bill to its new number. */
  async move(tx: Tx, from: string, to: string, refId: string): Promise<void> {
    const row = await tx.one<{ amountFen: number; giftFen: number }>(
      'SELECT COALESCE(SUM(amount_fen), 0) AS amount_fen, COALESCE(SUM(gift_fen), 0) AS gift_fen ' +
        'FROM slip_stored_value WHERE store_id = ? AND slip_no = ?',
      [tx.command.storeId, from],
    );
    if (!row || row.amountFen === 0) return;
    const { amountFen, giftFen } = row;
    await this.add(tx, { slipNo: from, amountFen: 0 - amountFen, giftFen: 0 - giftFen, cause: 'MOVED', refId });
    await this.add(tx, { slipNo: to, amountFen, giftFen, cause: 'MOVED', refId });
  }

  /**
   * A settled slip says as much stored value as was spent on its number. A number that no card has paid is the till's own affair.
   * Throws `slips.storedValue.differs {said, spent}` in yuan.
   */
  async assertTells(tx: Tx, { slipNo, settledAt, tenders, keyedFen }: SlipContent): Promise<void> {
    if (settledAt === null || keyedFen !== null) return;
    const { known, standingFen } = await this.paid(tx, tx.command.storeId, slipNo);
    const said = storedValueOf(tenders);
    if (!known || said === standingFen) return;
    const figures = { said: formatYuan(said), spent: formatYuan(standingFen) };
    throw new DomainError('slips.storedValue.differs', figures, 'tenders');
  }
}

/** Σ of the stored-value tenders, fen. */
export function storedValueOf(tenders: SlipContent['tenders']): number {
  return tenders.filter(({ kind }) => kind === 'STORED_VALUE').reduce((sum, { amountFen }) => sum + amountFen, 0);
}
