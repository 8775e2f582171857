import { uuidv7 } from 'uuidv7';
import { DomainError } from '../../src/kernel/domain-error.js';
import { RedeemGift } from '../../src/points/redemption/redeem-gift.js';
import { Slips } from '../../src/slips/slips.js';
import { describeOnBothDatabases, describeOnPostgres } from '../support/databases.js';
import { grantPoints, offerGift } from '../support/gifts.js';
import { expectBooksToBalance } from '../support/invariants.js';
import { at, given, hire, openHouse } from '../support/people.js';
import { balanceOf, credit, deskOf, guest, type Guest, type Night, push, slipOf } from '../support/points.js';
import { issueKey, Till } from '../support/till.js';
import { type AppWorld, openWorld } from '../support/world.js';

const CLIENTS = 32;
const MEMBERS = 40;
const PATIENCE = 300_000;

const outcomes = (results: readonly PromiseSettledResult<unknown>[]) =>
  results
    .map((each) => {
      if (each.status === 'fulfilled') return 'done';
      return each.reason instanceof DomainError ? each.reason.code : String(each.reason);
    })
    .toSorted();

async function openEvening(world: AppWorld): Promise<Night> {
  const house = await openHouse(world);
  return { world, house, clerk: await hire(house, '8001', 'CLERK', { name: '王丽', phone: '13900008001' }) };
}

describeOnBothDatabases('a rush of tills', (db) => {
  // each statement is a journey on PostgreSQL; two servers at once are another story, below
  const SLIPS = db.kind === 'sqlite' ? 1000 : 300;
  let world: AppWorld;
  let night: Night;
  let till: Till;
  const guests: Guest[] = [];
  beforeAll(async () => {
    world = await openWorld(db);
    night = await openEvening(world);
    till = new Till(world, await issueKey(world, night.house.store.id));
    for (let n = 0; n < MEMBERS; n += 1) guests.push(await guest(night));
    await given(world, night.house.store.id, async (tx) => {
      for (let n = 0; n < SLIPS; n += 1)
        await world.get(Slips).receive(tx, slipOf({ slipNo: `RUSH-${n}`, yuan: 10 + n }), 'TILL');
      return null;
    });
  }, PATIENCE);
  afterEach(() => expectBooksToBalance(world));
  afterAll(() => world.close());

  it(
    `keeps every one of ${SLIPS} credits that ${CLIENTS} clients were told of, and no other`,
    async () => {
      let next = 0;
      const told: { documentNo: unknown; points: number }[] = [];
      const client = async () => {
        for (let n = next++; n < SLIPS; n = next++) {
          const path = `/cards/${guests[n % MEMBERS]!.cardNo}/points`;
          const key = uuidv7();
          const { status, body } = await till.post(path, { slipNo: `RUSH-${n}` }, key);
          expect(status).toBe(201);
          told.push({ documentNo: body['documentNo'], points: Number(body['points']) });
          // now and then the answer is lost on the way, and the till asks again
          const again = n % 10 === 0 ? await till.post(path, { slipNo: `RUSH-${n}` }, key) : { status: 200, body };
          expect(again).toEqual({ status: 200, body });
        }
      };
      await Promise.all(Array.from({ length: CLIENTS }, client));
      expect(new Set(told.map(({ documentNo }) => documentNo)).size).toBe(SLIPS);
      const points = told.reduce((sum, each) => sum + each.points, 0);
      expect(points).toBe(
        Array.from({ length: SLIPS }, (_, n) => Math.floor((10 + n) / 10)).reduce((sum, each) => sum + each, 0),
      );
      const kept = await world.one('SELECT COUNT(*) AS acts, SUM(points) AS points FROM points_confirmation');
      expect(kept).toEqual({ acts: SLIPS, points });
      const balances = await Promise.all(guests.map((each) => balanceOf(night, each)));
      expect(balances.reduce((sum, each) => sum + each, 0)).toBe(points);
    },
    PATIENCE,
  );

  it('credits a slip once when Enter is pressed twenty times at once, and once more is told the same', async () => {
    await push(night, { slipNo: 'TWICE' });
    const key = uuidv7();
    const done = await Promise.all(Array.from({ length: 20 }, () => credit(night, guests[0]!, 'TWICE', { key })));
    expect(new Set(done.map(({ documentNo }) => documentNo)).size).toBe(1);
  });

  it('takes one of two amounts that arrive at once under the same key, and refuses the other', async () => {
    const key = uuidv7();
    const paper = (amountFen: number) => ({ roomNo: 'K1', settledOn: null, amountFen });
    const before = await balanceOf(night, guests[1]!);
    const both = [10_000, 20_000].map((fen) => credit(night, guests[1]!, 'PAPER-1', { key, paper: paper(fen) }));
    const results = await Promise.allSettled(both);
    expect(outcomes(results)).toEqual(['done', 'form.keyReused']);
    expect([10, 20]).toContain((await balanceOf(night, guests[1]!)) - before);
  });
});

describeOnPostgres('two servers of one chain', (db) => {
  let one: Night;
  let other: Night;
  beforeAll(async () => {
    one = await openEvening(await openWorld(db));
    const world = await openWorld(db);
    other = { ...one, world, house: { ...one.house, world } };
  });
  afterEach(() => expectBooksToBalance(one.world));
  afterAll(async () => {
    await one.world.close();
    await other.world.close();
  });

  /** Both servers are asked ten times each, all at once. */
  const rush = <T>(act: (night: Night, n: number) => Promise<T>) =>
    Promise.allSettled(Array.from({ length: 20 }, (_, n) => act(n % 2 === 0 ? one : other, n)));

  it('credit one slip to one of many', async () => {
    await push(one);
    const guests: Guest[] = [];
    for (let n = 0; n < 20; n += 1) guests.push(await guest(one));
    const results = await rush((night, n) => credit(night, guests[n]!));
    expect(outcomes(results)).toEqual(['done', ...Array.from({ length: 19 }, () => 'points.slip.used')]);
  });

  it('hand out the last gift once', async () => {
    const gift = await offerGift(one.house, { setAside: 1, pointsPrice: 1 });
    const member = await guest(one);
    await grantPoints(one.house, member.membershipId, 100);
    const wish = { membershipId: member.membershipId, offerId: gift.offerId, quantity: 1, later: false };
    const results = await rush((night) => night.world.get(RedeemGift).atDesk(deskOf(night), uuidv7(), wish));
    expect(outcomes(results)).toEqual(['done', ...Array.from({ length: 19 }, () => 'gifts.stock.short')]);
    expect(await balanceOf(other, member)).toBe(99);
  });

  it('spend the last points once', async () => {
    const gift = await offerGift(one.house, { setAside: 50, pointsPrice: 100 });
    const member = await guest(one);
    await grantPoints(one.house, member.membershipId, 100);
    const wish = { membershipId: member.membershipId, offerId: gift.offerId, quantity: 1, later: false };
    const results = await rush((night) =>
      night.world.get(RedeemGift).atDesk(at(night.house, night.clerk), uuidv7(), wish),
    );
    expect(outcomes(results)).toEqual(['done', ...Array.from({ length: 19 }, () => 'points.short')]);
  });

  it('make one document of one key, whichever server it reaches', async () => {
    await push(one, { slipNo: 'ONE-KEY' });
    const [member, key] = [await guest(one), uuidv7()];
    const results = await rush((night) => credit(night, member, 'ONE-KEY', { key }));
    const numbers = results.map((each) => (each.status === 'fulfilled' ? each.value.documentNo : String(each.reason)));
    expect(new Set(numbers).size).toBe(1);
    expect(await balanceOf(other, member)).toBe(118);
  });
});
