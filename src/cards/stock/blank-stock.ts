import { Injectable } from '@nestjs/common';
import type { SqlReads } from '../../platform/database/sql-reads.js';

export interface BlankPile {
  readonly kindCode: string;
  /** Null = at the desk, from where cards are issued. */
  readonly holderId: string | null;
  readonly pieces: number;
  readonly firstNo: string;
  readonly lastNo: string;
}

/** Blank cards as they lie: at the desk, or in somebody's hand. Every blank is a card in the state STOCK, so none can be counted twice. */
@Injectable()
export class BlankStock {
  /** Whether the store keeps stock of a kind: from its first delivery on, a number outside it is no card of the house. */
  async isKept(db: SqlReads, storeId: string, kindCode: string): Promise<boolean> {
    const row = await db.one('SELECT id FROM card_batch WHERE store_id = ? AND kind_code = ? LIMIT 1', [
      storeId,
      kindCode,
    ]);
    return row !== undefined;
  }

  /** Blanks of a kind from which a card can be issued now. */
  async atDesk(db: SqlReads, storeId: string, kindCode: string): Promise<number> {
    const row = await db.one<{ n: number }>(
      "SELECT COUNT(*) AS n FROM card WHERE store_id = ? AND kind_code = ? AND state = 'STOCK' AND holder_id IS NULL",
      [storeId, kindCode],
    );
    return row?.n ?? 0;
  }

  /** All blanks of a store, a row for each kind and hand. */
  piles(db: SqlReads, storeId: string): Promise<BlankPile[]> {
    return db.rows<BlankPile>(
      `SELECT kind_code, holder_id, COUNT(*) AS pieces, MIN(card_no) AS first_no, MAX(card_no) AS last_no FROM card
       WHERE store_id = ? AND state = 'STOCK' GROUP BY kind_code, holder_id ORDER BY kind_code, holder_id`,
      [storeId],
    );
  }
}
