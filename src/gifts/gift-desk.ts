import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { OnSpotCoSigner, type TypedCoSign } from '../staff/approvals/on-spot-co-signer.js';
import { commandAt, commandOfTheDay, type DeskContext } from '../staff/desk-context.js';
import { type ActivityDraft, GiftCatalogue } from './gift-catalogue.js';
import { GiftStock, type ShelfCount, type StockActDone } from './gift-stock.js';
import type { ItemDraft } from './rules/gift-draft.js';

/** What a manager does to the catalogue and the shelf, each in a unit of its own. */
@Injectable()
export class GiftDesk {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly catalogue: GiftCatalogue,
    private readonly stock: GiftStock,
    private readonly coSigner: OnSpotCoSigner,
  ) {}

  async addItem(desk: DeskContext, key: string, item: ItemDraft): Promise<string> {
    const command = commandAt(desk, 'gifts.manageCatalogue', key, { item: { ...item } });
    return (await this.uow.run(command, (tx) => this.catalogue.addItem(tx, item))).result;
  }

  async retire(desk: DeskContext, key: string, itemId: string): Promise<void> {
    await this.uow.run(commandAt(desk, 'gifts.manageCatalogue', key, { retire: itemId }), async (tx) => {
      await this.catalogue.retire(tx, itemId);
      return itemId;
    });
  }

  async restock(
    desk: DeskContext,
    key: string,
    restock: { itemId: string; pieces: number; supplier: string },
  ): Promise<StockActDone> {
    const command = commandOfTheDay(desk, 'gifts.restock', key, restock);
    const { result } = await this.uow.run(command, async (tx) => ({ ...(await this.stock.restock(tx, restock)) }));
    return result;
  }

  /** Two count, one of them Finance, whose store it is; null when the count agrees with the books. Throws like `GiftStock.count`, PIN refusals. */
  async count(desk: DeskContext, key: string, count: ShelfCount, second: TypedCoSign): Promise<StockActDone | null> {
    const signer = desk.person.roles.includes('FINANCE')
      ? await this.coSigner.verify(desk, 'gifts.count', second)
      : await this.coSigner.witness(desk, ['FINANCE'], second);
    const command = commandOfTheDay(desk, 'gifts.count', key, { count: { ...count } }, [signer]);
    const { result } = await this.uow.run(command, async (tx) => {
      const other = await tx.one<{ name: string }>('SELECT name FROM staff WHERE id = ?', [signer.staffId]);
      const done = await this.stock.count(tx, count, `${desk.person.name} / ${other?.name ?? ''}`);
      return done && { ...done };
    });
    return result;
  }

  async openActivity(desk: DeskContext, key: string, draft: ActivityDraft): Promise<string> {
    const input = { ...draft, offers: draft.offers.map((offer) => ({ ...offer })) };
    const command = commandOfTheDay(desk, 'gifts.manageCatalogue', key, { activity: input });
    return (await this.uow.run(command, (tx) => this.catalogue.openActivity(tx, draft))).result;
  }

  async setAsideMore(
    desk: DeskContext,
    key: string,
    more: { activityId: string; itemId: string; pieces: number },
  ): Promise<void> {
    await this.uow.run(commandOfTheDay(desk, 'gifts.manageCatalogue', key, { more }), async (tx) => {
      await this.catalogue.setAsideMore(tx, more);
      return more.activityId;
    });
  }

  async endActivity(
    desk: DeskContext,
    key: string,
    end: { activityId: string; reason: string },
  ): Promise<StockActDone> {
    const command = commandOfTheDay(desk, 'gifts.manageCatalogue', key, { end });
    return (await this.uow.run(command, async (tx) => ({ ...(await this.catalogue.endToday(tx, end)) }))).result;
  }
}
