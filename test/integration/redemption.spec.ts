import { uuidv7 } from 'uuidv7';
import { GiftsQueries } from '../../src/gifts/gifts.queries.js';
import { GiftStock } from '../../src/gifts/gift-stock.js';
import { Reader } from '../../src/platform/database/reader.js';
import { DocumentsQueries } from '../../src/platform/printing/documents.queries.js';
import { PointsOf } from '../../src/points/points-of.js';
import { RedeemGift, type RedemptionWish } from '../../src/points/redemption/redeem-gift.js';
import type { DeskContext } from '../../src/staff/desk-context.js';
import { describeOnBothDatabases } from '../support/databases.js';
import { giftRooms, grantPoints, offerGift, oweRefund } from '../support/gifts.js';
import { expectBooksToBalance } from '../support/invariants.js';
import { enrol } from '../support/members.js';
import { at, hire, openHouse, type House } from '../support/people.js';
import { reportLost } from '../support/points.js';
import { openRooms, type World } from '../support/world.js';

const refused = (code: string, params = {}) =>
  expect.objectContaining({ code, params: expect.objectContaining(params) });

describeOnBothDatabases('points for a gift', (db) => {
  let world: World;
  let house: House;
  let clerk: DeskContext;
  let reader: Reader;
  beforeAll(async () => {
    world = await openRooms(db, giftRooms, { at: '2026-11-20T21:35' });
    house = await openHouse(world);
    clerk = at(house, await hire(house, '8001', 'CLERK', { name: '王丽' }));
    reader = world.get(Reader);
  });
  afterEach(() => expectBooksToBalance(world));
  afterAll(() => world.close());

  const member = async (points: number, expiresOn?: string) => {
    const { membershipId } = await enrol(world, clerk);
    if (points > 0) await grantPoints(house, membershipId, points, expiresOn);
    return membershipId;
  };
  const redeem = (
    membershipId: string,
    offerId: string,
    wish: Partial<RedemptionWish> = {},
    key = uuidv7(),
    desk = clerk,
  ) => world.get(RedeemGift).atDesk(desk, key, { membershipId, offerId, quantity: 1, later: false, ...wish });
  const balance = (membershipId: string) => world.get(PointsOf).balance(reader, membershipId);
  const left = (gift: { activityId: string; itemId: string }) =>
    world.get(GiftStock).setAsideFor(reader, gift.activityId, gift.itemId);

  it('goes to the guest with a voucher in two copies (003E-006, 003E-007)', async () => {
    const gift = await offerGift(house);
    const membershipId = await member(350);
    const done = await redeem(membershipId, gift.offerId, { quantity: 2 });
    expect(done).toMatchObject({ points: 200, balance: 150, documentNo: expect.stringMatching(/^DH20261120-\d{4}$/) });
    expect(await balance(membershipId)).toBe(150);
    expect(await left(gift)).toBe(48);
    const paper = await world.get(DocumentsQueries).find(house.store.id, done.documentId);
    expect(paper?.copies.map(({ name }) => name)).toEqual(['customer', 'merchant']);
    expect(paper?.copies[1]?.signature).toBeDefined();
    expect(paper?.body).toContain('积分兑换单');
    for (const figure of ['350', '-200', '150'])
      expect(paper?.body?.replaceAll('−', '-').replaceAll('\u2212', '-')).toContain(figure);
  });

  it('takes the points that expire soonest', async () => {
    const gift = await offerGift(house);
    const membershipId = await member(80, '2027-11-30');
    await grantPoints(house, membershipId, 70, '2026-12-31');
    await redeem(membershipId, gift.offerId);
    expect(await world.get(PointsOf).lots(reader, membershipId)).toEqual([
      { lotId: '2027-11-30', expiresOn: '2027-11-30', points: 50 },
    ]);
  });

  it('is refused with what is missing when points are short, and no piece moves', async () => {
    const gift = await offerGift(house);
    const membershipId = await member(99);
    await expect(redeem(membershipId, gift.offerId)).rejects.toEqual(
      refused('points.short', { need: 100, have: 99, diff: 1 }),
    );
    expect([await balance(membershipId), await left(gift)]).toEqual([99, 50]);
  });

  it('is refused when pieces are short, and no point moves', async () => {
    const gift = await offerGift(house, { setAside: 1, bought: 5 });
    const membershipId = await member(500);
    await expect(redeem(membershipId, gift.offerId, { quantity: 2 })).rejects.toEqual(
      refused('gifts.stock.short', { need: 2, have: 1 }),
    );
    expect([await balance(membershipId), await left(gift)]).toEqual([500, 1]);
  });

  it('waits until a debt is repaid', async () => {
    const gift = await offerGift(house);
    const membershipId = await member(500);
    await oweRefund(house, membershipId, 30);
    await expect(redeem(membershipId, gift.offerId)).rejects.toEqual(refused('points.debt', { debt: 30 }));
  });

  it('needs an active card', async () => {
    const gift = await offerGift(house);
    const membershipId = await member(500);
    const card = await world.one<{ cardId: string }>('SELECT id AS card_id FROM card WHERE membership_id = ?', [
      membershipId,
    ]);
    await reportLost({ world, house }, card!);
    await expect(redeem(membershipId, gift.offerId)).rejects.toEqual(refused('card.stopped'));
  });

  it('is the same voucher when Enter comes twice, and refused when the same form comes with another number', async () => {
    const gift = await offerGift(house);
    const membershipId = await member(500);
    const key = uuidv7();
    const [one, two] = await Promise.all([
      redeem(membershipId, gift.offerId, {}, key),
      redeem(membershipId, gift.offerId, {}, key),
    ]);
    expect(two).toEqual(one);
    expect(await balance(membershipId)).toBe(400);
    await expect(redeem(membershipId, gift.offerId, { quantity: 2 }, key)).rejects.toEqual(refused('form.keyReused'));
  });

  it('is limited a member a day and in total', async () => {
    const gift = await offerGift(house, { perDay: 2, inTotal: 3 });
    const membershipId = await member(1000);
    const tomorrow = { ...clerk, businessDate: '2026-11-21' };
    await redeem(membershipId, gift.offerId, { quantity: 2 });
    await expect(redeem(membershipId, gift.offerId)).rejects.toEqual(refused('gifts.limit.day', { limit: 2, left: 0 }));
    await redeem(membershipId, gift.offerId, {}, uuidv7(), tomorrow);
    await expect(redeem(membershipId, gift.offerId, {}, uuidv7(), tomorrow)).rejects.toEqual(
      refused('gifts.limit.total', { limit: 3, left: 0 }),
    );
    await expect(redeem(await member(100), gift.offerId)).resolves.toMatchObject({ points: 100 });
  });

  test.each([
    ['on its first day', '2026-11-20', '2026-11-30'],
    ['on its last day', '2026-11-01', '2026-11-20'],
  ])('may be had %s', async (_when, startsOn, endsOn) => {
    const gift = await offerGift(house, { startsOn, endsOn });
    await expect(redeem(await member(100), gift.offerId)).resolves.toMatchObject({ points: 100 });
  });

  it('cannot be had the day before the activity', async () => {
    const gift = await offerGift(house, { startsOn: '2026-11-21' });
    await expect(redeem(await member(100), gift.offerId)).rejects.toEqual(
      refused('gifts.notYet', { from: '2026-11-21' }),
    );
  });

  it('disappears from the page after the last day, and the record stays', async () => {
    const gift = await offerGift(house, { endsOn: '2026-11-20' });
    const membershipId = await member(200);
    const { redemptionId } = await redeem(membershipId, gift.offerId);
    const offers = await world.get(GiftsQueries).offersOn(reader, house.store.id, '2026-11-21');
    expect(offers.filter(({ offerId }) => offerId === gift.offerId)).toEqual([]);
    const next = { ...clerk, businessDate: '2026-11-21' };
    await expect(redeem(membershipId, gift.offerId, {}, uuidv7(), next)).rejects.toEqual(
      refused('gifts.ended', { until: '2026-11-20' }),
    );
    expect(await world.one('SELECT quantity FROM redemption WHERE id = ?', [redemptionId])).toEqual({ quantity: 1 });
  });

  test.each([0, -1, 1.5])('is never redeemed %d times', async (quantity) => {
    const gift = await offerGift(house);
    await expect(redeem(await member(100), gift.offerId, { quantity })).rejects.toEqual(refused('gifts.quantity'));
  });

  it('of another store cannot be had here', async () => {
    const other = await openHouse(world, { name: '星河KTV 人民路店' });
    const gift = await offerGift({ ...other });
    await expect(redeem(await member(100), gift.offerId)).rejects.toEqual(refused('gifts.unknown'));
  });
});
