import { Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { calendarDate, type PlainDate } from '../kernel/business-day.js';
import { DomainError } from '../kernel/domain-error.js';
import { cleanText } from '../kernel/text.js';
import type { Tx } from '../platform/database/tx.js';
import { GiftActivity } from './gift-activity.entity.js';
import { GiftItem } from './gift-item.entity.js';
import { GiftOffer } from './gift-offer.entity.js';
import { GiftStock, type StockActDone } from './gift-stock.js';
import { assertDates, assertLimits, type ItemDraft, type OfferDraft, readItem } from './rules/gift-draft.js';

export interface ActivityDraft {
  readonly name: string;
  /** Business dates, both included. */
  readonly startsOn: PlainDate;
  readonly endsOn: PlainDate;
  readonly offers: readonly OfferDraft[];
}

/** What a store gives for points, and in which dated activities (003E-006). Everything belongs to the command's store. */
@Injectable()
export class GiftCatalogue {
  constructor(private readonly stock: GiftStock) {}

  /** Throws `gifts.code.invalid`, `gifts.code.used`, `text.*`. */
  async addItem(tx: Tx, draft: ItemDraft): Promise<string> {
    const item = readItem(draft);
    const { storeId } = tx.command;
    const known = await tx.one('SELECT id FROM gift_item WHERE store_id = ? AND code = ?', [storeId, item.code]);
    if (known) throw new DomainError('gifts.code.used', { code: item.code }, 'code');
    const id = uuidv7();
    await tx.insert(GiftItem, { id, storeId, ...item, retiredAt: null, createdAt: tx.now });
    return id;
  }

  /** The item is not given any more; its record and its pieces stay. Throws `gifts.unknown`. */
  async retire(tx: Tx, itemId: string): Promise<void> {
    const changed = await tx.run(
      'UPDATE gift_item SET retired_at = ? WHERE id = ? AND store_id = ? AND retired_at IS NULL',
      [tx.now, itemId, tx.command.storeId],
    );
    if (changed !== 1) throw new DomainError('gifts.unknown');
  }

  /**
   * Opens an activity and takes its pieces off the shelf, all of them or none.
   * Throws `gifts.dates.*`, `gifts.limits.order`, `gifts.offers.none`, `gifts.stock.short`, `gifts.unknown`.
   */
  async openActivity(tx: Tx, draft: ActivityDraft): Promise<string> {
    const { storeId, businessDate } = tx.command;
    assertDates(draft.startsOn, draft.endsOn, businessDate ?? calendarDate(tx.now));
    if (draft.offers.length === 0) throw new DomainError('gifts.offers.none', {}, 'pointsPrice');
    const id = uuidv7();
    const name = cleanText(draft.name, { max: 40, required: true, field: 'name' });
    const { startsOn, endsOn } = draft;
    await tx.insert(GiftActivity, { id, storeId, name, startsOn, endsOn, returnedAt: null, createdAt: tx.now });
    for (const { itemId, pointsPrice, perDay, inTotal } of draft.offers) {
      assertLimits({ perDay, inTotal });
      await assertGiven(tx, itemId);
      await tx.insert(GiftOffer, { id: uuidv7(), activityId: id, itemId, pointsPrice, perDay, inTotal });
    }
    await this.stock.setAside(
      tx,
      { id, name },
      draft.offers.map(({ itemId, setAside }) => ({ itemId, pieces: setAside })),
    );
    return id;
  }

  /** More pieces for an activity that runs. Throws `page.notFound`, `gifts.ended`, `gifts.stock.short`. */
  async setAsideMore(tx: Tx, more: { activityId: string; itemId: string; pieces: number }): Promise<void> {
    const activity = await tx.one<{ id: string; name: string; endsOn: string; returnedAt: number | null }>(
      'SELECT a.id, a.name, a.ends_on, a.returned_at FROM gift_activity a JOIN gift_offer o ON o.activity_id = a.id ' +
        'WHERE a.id = ? AND o.item_id = ? AND a.store_id = ?',
      [more.activityId, more.itemId, tx.command.storeId],
    );
    if (!activity) throw new DomainError('page.notFound');
    const over = activity.returnedAt !== null || activity.endsOn < (tx.command.businessDate ?? calendarDate(tx.now));
    if (over) throw new DomainError('gifts.ended', { until: activity.endsOn });
    await this.stock.setAside(tx, activity, [{ itemId: more.itemId, pieces: more.pieces }]);
  }

  /**
   * Ends an activity before its last day: nothing of it is given any more and its pieces go back to the shelf. Its last
   * day becomes today unless it had not begun. Throws `page.notFound`, `gifts.ended {until}`, `text.required` beside `reason`.
   */
  async endToday(tx: Tx, { activityId, reason }: { activityId: string; reason: string }): Promise<StockActDone> {
    const { storeId, businessDate } = tx.command;
    const today = businessDate ?? calendarDate(tx.now);
    const activity = await tx.one<{ id: string; name: string; startsOn: string; endsOn: string }>(
      'SELECT id, name, starts_on, ends_on FROM gift_activity WHERE id = ? AND store_id = ?',
      [activityId, storeId],
    );
    if (!activity) throw new DomainError('page.notFound');
    const why = cleanText(reason, { max: 200, required: true, field: 'reason' });
    const lastDay = activity.startsOn > today ? activity.endsOn : today;
    const ended = await tx.run(
      'UPDATE gift_activity SET ends_on = ?, returned_at = ? WHERE id = ? AND returned_at IS NULL AND ends_on >= ?',
      [lastDay, tx.now, activityId, today],
    );
    if (ended !== 1) throw new DomainError('gifts.ended', { until: activity.endsOn });
    return this.stock.endEarly(tx, activity, why);
  }

  /** After its last day: what is left of every ended activity goes back to the shelf. The number of pieces. */
  async closeEnded(tx: Tx): Promise<number> {
    const { storeId, businessDate } = tx.command;
    const today = businessDate ?? calendarDate(tx.now);
    const ended = await tx.rows<{ id: string; name: string }>(
      'SELECT id, name FROM gift_activity WHERE store_id = ? AND ends_on < ? AND returned_at IS NULL ORDER BY id',
      [storeId, today],
    );
    let pieces = 0;
    for (const activity of ended) {
      await tx.run('UPDATE gift_activity SET returned_at = ? WHERE id = ? AND returned_at IS NULL', [
        tx.now,
        activity.id,
      ]);
      pieces += await this.stock.giveBack(tx, activity);
    }
    return pieces;
  }
}

async function assertGiven(tx: Tx, itemId: string): Promise<void> {
  const item = await tx.one('SELECT id FROM gift_item WHERE id = ? AND store_id = ? AND retired_at IS NULL', [
    itemId,
    tx.command.storeId,
  ]);
  if (!item) throw new DomainError('gifts.unknown', {}, 'itemId');
}
