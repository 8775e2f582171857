import { uuidv7 } from 'uuidv7';
import { giftAccounts, piecesOf } from '../../src/gifts/gift-accounts.js';
import { GiftCatalogue } from '../../src/gifts/gift-catalogue.js';
import { GiftsQueries } from '../../src/gifts/gifts.queries.js';
import { Ledger } from '../../src/ledger/ledger.js';
import { Reader } from '../../src/platform/database/reader.js';
import type { Tx } from '../../src/platform/database/tx.js';
import { DocumentsQueries } from '../../src/platform/printing/documents.queries.js';
import { RedeemGift } from '../../src/points/redemption/redeem-gift.js';
import type { DeskContext } from '../../src/staff/desk-context.js';
import { describeOnBothDatabases } from '../support/databases.js';
import { giftRooms, grantPoints, offerGift, type Stocked } from '../support/gifts.js';
import { expectBooksToBalance } from '../support/invariants.js';
import { enrol } from '../support/members.js';
import { at, given, hire, openHouse, type House } from '../support/people.js';
import { openRooms, type World } from '../support/world.js';

const refused = (code: string, params = {}) =>
  expect.objectContaining({ code, params: expect.objectContaining(params) });

describeOnBothDatabases('gifts that are no longer given', (db) => {
  let world: World;
  let house: House;
  let clerk: DeskContext;
  let reader: Reader;
  let membershipId: string;
  beforeAll(async () => {
    world = await openRooms(db, giftRooms, { at: '2026-11-20T21:35' });
    house = await openHouse(world);
    clerk = at(house, await hire(house, '8001', 'CLERK', { name: '王丽' }));
    reader = world.get(Reader);
    ({ membershipId } = await enrol(world, clerk));
    await grantPoints(house, membershipId, 1000);
  });
  afterEach(() => expectBooksToBalance(world));
  afterAll(() => world.close());

  const redeem = ({ offerId }: Stocked) =>
    world.get(RedeemGift).atDesk(clerk, uuidv7(), { membershipId, offerId, quantity: 1, later: false });
  /** The paper that was written. */
  const end = async ({ activityId }: Stocked, reason = '礼品有瑕疵', store = house.store) => {
    const act = async (tx: Tx) => (await world.get(GiftCatalogue).endToday(tx, { activityId, reason })).documentId;
    return world.get(DocumentsQueries).find(store.id, await given(world, store.id, act, '2026-11-20'));
  };
  const pieces = async ({ itemId, activityId }: Stocked) => {
    const held = [giftAccounts.setAside(activityId), giftAccounts.stock(house.store.id)];
    return Promise.all(held.map((account) => world.get(Ledger).balance(reader, piecesOf(itemId), account)));
  };
  const isOffered = async ({ offerId }: Stocked, date = '2026-11-20') =>
    (await world.get(GiftsQueries).offersOn(reader, house.store.id, date)).some((offer) => offer.offerId === offerId);

  it('a gift that was retired while its page lay open is refused; the other one goes out', async () => {
    const [mug, towel] = [await offerGift(house), await offerGift(house)];
    await given(world, house.store.id, async (tx) => (await world.get(GiftCatalogue).retire(tx, mug.itemId), null));
    await expect(redeem(mug)).rejects.toEqual(refused('gifts.unknown'));
    await expect(redeem(towel)).resolves.toMatchObject({ points: 100 });
    expect(await pieces(mug)).toEqual([50, 0]);
  });

  it('an activity ended today gives nothing more: its pieces lie on the shelf, with a paper that says why', async () => {
    const gift = await offerGift(house, { setAside: 10 });
    await redeem(gift);
    const paper = await end(gift);
    expect(paper?.number).toMatch(/^TQ20261120-/);
    expect(paper?.body).toContain('礼品有瑕疵');
    expect(await pieces(gift)).toEqual([0, 9]);
    expect(await isOffered(gift)).toBe(false);
    await expect(redeem(gift)).rejects.toEqual(refused('gifts.ended', { until: '2026-11-20' }));
    await expect(end(gift)).rejects.toEqual(refused('gifts.ended', { until: '2026-11-20' }));
  });

  it('an activity still to come is called off, and never offered', async () => {
    const gift = await offerGift(house, { startsOn: '2026-12-01', setAside: 5 });
    await end(gift);
    expect([await pieces(gift), await isOffered(gift, '2026-12-05')]).toEqual([[0, 5], false]);
  });

  it('ends with a paper when all its pieces are gone already', async () => {
    const gift = await offerGift(house, { setAside: 1 });
    await redeem(gift);
    await expect(end(gift)).resolves.toMatchObject({ number: expect.stringMatching(/^TQ/) });
  });

  it('ends for a reason, and only in its own store', async () => {
    const gift = await offerGift(house);
    await expect(end(gift, ' ')).rejects.toEqual(refused('text.required'));
    const other = await openHouse(world, { name: '星河KTV 人民路店' });
    await expect(end(gift, '清仓', other.store)).rejects.toEqual(refused('page.notFound'));
    await expect(redeem(gift)).resolves.toBeDefined();
  });
});
