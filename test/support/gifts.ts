import { uuidv7 } from 'uuidv7';
import { CardsModule } from '../../src/cards/cards.module.js';
import { GiftCatalogue } from '../../src/gifts/gift-catalogue.js';
import { GiftStock } from '../../src/gifts/gift-stock.js';
import { GiftsModule } from '../../src/gifts/gifts.module.js';
import { GiftsQueries } from '../../src/gifts/gifts.queries.js';
import type { OfferDraft } from '../../src/gifts/rules/gift-draft.js';
import { Ledger } from '../../src/ledger/ledger.js';
import { LedgerModule } from '../../src/ledger/ledger.module.js';
import { Reader } from '../../src/platform/database/reader.js';
import type { Tx } from '../../src/platform/database/tx.js';
import { I18nModule } from '../../src/platform/i18n/i18n.module.js';
import { DocumentsService } from '../../src/platform/printing/documents.service.js';
import { Receipt } from '../../src/platform/printing/receipt.js';
import { PointsModule } from '../../src/points/points.module.js';
import { RedemptionModule } from '../../src/points/redemption/redemption.module.js';
import { given, type House } from './people.js';
import type { World } from './world.js';

/** Rooms of a story about points for gifts. */
export const giftRooms = [I18nModule, LedgerModule, CardsModule, PointsModule, GiftsModule, RedemptionModule];

export interface Stocked {
  readonly itemId: string;
  readonly activityId: string;
  readonly offerId: string;
}

export interface OfferStory extends Partial<Omit<OfferDraft, 'itemId'>> {
  readonly code?: string;
  readonly startsOn?: string;
  readonly endsOn?: string;
  /** Pieces bought; some stay on the shelf when more than are set aside. */
  readonly bought?: number;
}

let serial = 0;

/** A gift on offer: 100 points, 50 pieces set aside, from 1 November to the end of the year unless the story says otherwise. */
export async function offerGift(house: House, story: OfferStory = {}, businessDate = '2026-11-20'): Promise<Stocked> {
  const { world, store } = house;
  const { pointsPrice = 100, perDay = null, inTotal = null, setAside = 50 } = story;
  const code = story.code ?? `GIFT-${(serial += 1)}`;
  const catalogue = world.get(GiftCatalogue);
  const itemId = await given(
    world,
    store.id,
    (tx) => catalogue.addItem(tx, { code, nameZh: `马克杯${code}`, nameEn: 'Mug' }),
    businessDate,
  );
  const bought = story.bought ?? setAside;
  const activityId = await given(
    world,
    store.id,
    async (tx) => {
      if (bought > 0) await world.get(GiftStock).restock(tx, { itemId, pieces: bought, supplier: '星礼商贸' });
      const { startsOn = '2026-11-01', endsOn = '2026-12-31' } = story;
      const offers = [{ itemId, pointsPrice, perDay, inTotal, setAside }];
      return catalogue.openActivity(tx, { name: '周年庆', startsOn, endsOn, offers });
    },
    businessDate,
  );
  const [offer] = await world.get(GiftsQueries).ofActivity(world.get(Reader), store.id, activityId);
  return { itemId, activityId, offerId: offer!.offerId };
}

/** Points that are simply there, in a lot of their own last day. */
export function grantPoints(
  house: House,
  membershipId: string,
  points: number,
  expiresOn = '2027-11-30',
): Promise<string> {
  return given(
    house.world,
    house.store.id,
    async (tx) => {
      const documentId = await storyPaper(house.world, tx);
      const from = { kind: 'points.issued', owner: membershipId } as const;
      const to = { kind: 'points.lot', owner: membershipId, part: expiresOn } as const;
      await house.world
        .get(Ledger)
        .post(tx, { kind: 'points.credited', documentId, transfers: [{ unit: 'POINT', from, to, amount: points }] });
      return documentId;
    },
    '2026-11-20',
  );
}

/** What a refund could not take back any more. */
export function oweRefund(house: House, membershipId: string, points: number): Promise<string> {
  return given(
    house.world,
    house.store.id,
    async (tx) => {
      const documentId = await storyPaper(house.world, tx);
      const from = { kind: 'points.debt', owner: membershipId } as const;
      const to = { kind: 'points.takenBack', owner: membershipId } as const;
      await house.world
        .get(Ledger)
        .post(tx, { kind: 'points.takenBack', documentId, transfers: [{ unit: 'POINT', from, to, amount: points }] });
      return documentId;
    },
    '2026-11-20',
  );
}

async function storyPaper(world: World, tx: Tx): Promise<string> {
  const { id } = await world.get(DocumentsService).create(tx, {
    kind: 'story',
    prefix: 'GS',
    copies: [{ name: 'customer', heading: '【客户联】' }],
    personId: null,
    printerId: null,
    compose: ({ number }) => new Receipt().text(`${number} ${uuidv7().slice(-4)}`),
  });
  return id;
}
