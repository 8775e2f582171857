import { uuidv7 } from 'uuidv7';
import { GiftStock } from '../../src/gifts/gift-stock.js';
import { DomainError } from '../../src/kernel/domain-error.js';
import { dataSource } from '../../src/platform/database/data-sources.js';
import { Reader } from '../../src/platform/database/reader.js';
import { PointsOf } from '../../src/points/points-of.js';
import { RedeemGift } from '../../src/points/redemption/redeem-gift.js';
import type { DeskContext } from '../../src/staff/desk-context.js';
import { describeOnBothDatabases, describeOnSqlite } from '../support/databases.js';
import { giftRooms, grantPoints, offerGift } from '../support/gifts.js';
import { expectBooksToBalance } from '../support/invariants.js';
import { enrol } from '../support/members.js';
import { at, hire, openHouse, type House } from '../support/people.js';
import { openRooms, type World } from '../support/world.js';

const codes = (results: PromiseSettledResult<unknown>[]) =>
  results.flatMap((each) =>
    each.status === 'rejected' && each.reason instanceof DomainError ? [each.reason.code] : [],
  );
const fulfilled = (results: PromiseSettledResult<unknown>[]) =>
  results.filter(({ status }) => status === 'fulfilled').length;

describeOnBothDatabases('many desks at once', (db) => {
  let world: World;
  let house: House;
  let desks: DeskContext[];
  let reader: Reader;
  beforeAll(async () => {
    world = await openRooms(db, giftRooms, { at: '2026-11-20T21:35' });
    house = await openHouse(world);
    desks = [];
    for (const staffNo of ['8001', '8002', '8003', '8004', '8005'])
      desks.push(at(house, await hire(house, staffNo, 'CLERK')));
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
    expect(balances.toSorted((a, b) => a - b)).toEqual([0, 100]);
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
});

describeOnSqlite('the control: without the guard', (db) => {
  it('two desks that read, decide and write what they believe both hand the last piece out', async () => {
    const source = dataSource(db.settings, 'write');
    await source.initialize();
    await source.query('CREATE TABLE shelf (pieces integer)');
    await source.query('INSERT INTO shelf VALUES (1)');
    const take = async () => {
      const [{ pieces }] = await source.query('SELECT pieces FROM shelf');
      if (pieces < 1) return 0;
      await source.query('UPDATE shelf SET pieces = ?', [pieces - 1]);
      return 1;
    };
    const handed = await Promise.all([take(), take()]);
    await source.destroy();
    expect(handed).toEqual([1, 1]);
  });
});
