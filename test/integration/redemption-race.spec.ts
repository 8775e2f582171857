import { uuidv7 } from 'uuidv7';
import { GiftStock } from '../../src/gifts/gift-stock.js';
import { DomainError } from '../../src/kernel/domain-error.js';
import { Reader } from '../../src/platform/database/reader.js';
import { PointsOf } from '../../src/points/points-of.js';
import { RedeemGift } from '../../src/points/redemption/redeem-gift.js';
import type { DeskContext } from '../../src/staff/desk-context.js';
import { describeOnBothDatabases } from '../support/databases.js';
import { giftRooms, grantPoints, offerGift } from '../support/gifts.js';
import { expectBooksToBalance } from '../support/invariants.js';
import { enrol } from '../support/members.js';
import { at, hire, openHouse, type House } from '../support/people.js';
import { openRooms, type World } from '../support/world.js';

const codes = (results: PromiseSettledResult<unknown>[]) =>
  results.flatMap((each) => (each.status === 'rejected' && each.reason instanceof DomainError ? [each.reason.code] : []));
const fulfilled = (results: PromiseSettledResult<unknown>[]) => results.filter(({ status }) => status === 'fulfilled').length;

/** What two desks do without a guard: read, decide, then write what they believe. */
async function unguarded(stock: { pieces: number }, desks: number): Promise<number> {
  const take = async () => {
    const seen = await Promise.resolve(stock.pieces);
    if (seen < 1) return 0;
    await Promise.resolve();
    stock.pieces = seen - 1;
    return 1;
  };
  return (await Promise.all(Array.from({ length: desks }, take))).reduce<number>((sum, one) => sum + one, 0);
}

describeOnBothDatabases('many desks at once', (db) => {
  let world: World;
  let house: House;
  let desks: DeskContext[];
  let reader: Reader;
  beforeAll(async () => {
    world = await openRooms(db, giftRooms, { at: '2026-11-20T21:35' });
    house = await openHouse(world);
    desks = [];
    for (const staffNo of ['8001', '8002', '8003', '8004', '8005']) desks.push(at(house, await hire(house, staffNo, 'CLERK')));
    reader = world.get(Reader);
  });
  afterEach(() => expectBooksToBalance(world));
  afterAll(() => world.close());

  const member = async (points: number) => {
    const { membershipId } = await enrol(world, desks[0]!);
    await grantPoints(house, membershipId, points);
    return membershipId;
  };
  const take = (membershipId: string, offerId: string, desk: DeskContext) =>
    world.get(RedeemGift).atDesk(desk, uuidv7(), { membershipId, offerId, quantity: 1, later: false });

  it('hand the last piece to one guest; the other keeps the points', async () => {
    const gift = await offerGift(house, { setAside: 1 });
    const guests = [await member(100), await member(100)];
    const results = await Promise.allSettled(guests.map((guest, index) => take(guest, gift.offerId, desks[index]!)));
    expect(fulfilled(results)).toBe(1);
    expect(codes(results)).toEqual(['gifts.stock.short']);
    const balances = await Promise.all(guests.map((guest) => world.get(PointsOf).balance(reader, guest)));
    expect(balances.toSorted()).toEqual([0, 100]);
    expect(await world.get(GiftStock).setAsideFor(reader, gift.activityId, gift.itemId)).toBe(0);
  });

  it('spend the points for one gift once, fifty times asked', async () => {
    const gift = await offerGift(house);
    const guest = await member(100);
    const results = await Promise.allSettled(
      Array.from({ length: 50 }, (_, index) => take(guest, gift.offerId, desks[index % desks.length]!)),
    );
    expect(fulfilled(results)).toBe(1);
    expect(codes(results)).toEqual(Array.from({ length: 49 }, () => 'points.short'));
    expect(await world.get(PointsOf).balance(reader, guest)).toBe(0);
    expect(await world.get(GiftStock).setAsideFor(reader, gift.activityId, gift.itemId)).toBe(49);
  });

  it('(control) would hand out what is not there if nobody stood between reading and writing', async () => {
    expect(await unguarded({ pieces: 1 }, 2)).toBe(2);
  });
});
