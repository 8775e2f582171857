import { Injectable } from '@nestjs/common';
import { DomainError } from '../kernel/domain-error.js';
import { parseYuan } from '../kernel/money.js';
import { parseCount } from '../kernel/whole-number.js';
import type { SqlReads } from '../platform/database/sql-reads.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { commandAt, type DeskContext } from '../staff/desk-context.js';
import { BirthdayGift } from './birthday-gift.entity.js';

export interface GiftTermsInput {
  /** Yuan a piece. */
  readonly cost: string;
  readonly market: string;
  readonly minimum: string;
  readonly perishable: boolean;
  readonly offered: boolean;
}

/** A gift of the store with its birthday terms; null where none were set. */
export interface StockRow {
  readonly itemId: string;
  readonly code: string;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly costFen: number | null;
  readonly marketFen: number | null;
  readonly perishable: number | null;
  readonly minimum: number | null;
  readonly offered: number | null;
  /** 1 when there is a photo. */
  readonly photo: number;
  /** In Finance's store. */
  readonly inStore: number;
  readonly inHand: number;
  readonly standby: number;
}

const MOST_PIECES = 100_000;
const held = (kind: string, part = '') =>
  `COALESCE((SELECT SUM(a.balance) FROM ledger_account a WHERE a.kind = '${kind}' AND a.owner = i.store_id AND a.unit = 'GIFT:' || i.id${part}), 0)`;

/** What birthday gifts cost and are worth, how many there are and should be (增值税法 5, 19: given away is deemed sold at market price). */
@Injectable()
export class BirthdayGifts {
  constructor(private readonly uow: UnitOfWork) {}

  /** Throws `money.*`, `count.*`, `gifts.unknown`. */
  async setTerms(desk: DeskContext, key: string, itemId: string, input: GiftTermsInput): Promise<void> {
    const terms = {
      costFen: parseYuan(input.cost, { field: 'cost' }),
      marketFen: parseYuan(input.market, { field: 'market' }),
      minimum: parseCount(input.minimum, { min: 0, max: MOST_PIECES, field: 'minimum' }),
      perishable: input.perishable ? 1 : 0,
      offered: input.offered ? 1 : 0,
    };
    await this.uow.run(commandAt(desk, 'birthdays.manageGifts', key, { itemId, ...terms }), async (tx) => {
      const { storeId } = tx.command;
      const item = await tx.one('SELECT id FROM gift_item WHERE id = ? AND store_id = ?', [itemId, storeId]);
      if (!item) throw new DomainError('gifts.unknown');
      const changed = await tx.run(
        'UPDATE birthday_gift SET cost_fen = ?, market_fen = ?, minimum = ?, perishable = ?, offered = ?, updated_at = ? WHERE item_id = ?',
        [terms.costFen, terms.marketFen, terms.minimum, terms.perishable, terms.offered, tx.now, itemId],
      );
      if (changed === 0) await tx.insert(BirthdayGift, { ...terms, itemId, storeId, updatedAt: tx.now });
      return { itemId };
    });
  }

  /** Every gift that is not retired, those given at birthdays first. */
  stock(db: SqlReads, storeId: string): Promise<StockRow[]> {
    return db.rows<StockRow>(
      'SELECT i.id AS item_id, i.code, i.name_zh, i.name_en, b.cost_fen, b.market_fen, b.perishable, b.minimum, b.offered, ' +
        '(SELECT COUNT(*) FROM gift_photo f WHERE f.item_id = i.id) AS photo, ' +
        `${held('gift.stock')} AS in_store, ${held('gift.hand')} AS in_hand, ${held('gift.hand', " AND a.part = 'standby'")} AS standby ` +
        'FROM gift_item i LEFT JOIN birthday_gift b ON b.item_id = i.id WHERE i.store_id = ? AND i.retired_at IS NULL ' +
        'ORDER BY COALESCE(b.offered, 0) DESC, i.code LIMIT 500',
      [storeId],
    );
  }

  async offered(db: SqlReads, storeId: string): Promise<StockRow[]> {
    return (await this.stock(db, storeId)).filter(({ offered }) => offered === 1);
  }
}
