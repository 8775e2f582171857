import { uuidv7 } from 'uuidv7';
import { CardsService } from '../../src/cards/cards.service.js';
import type { Tx } from '../../src/platform/database/tx.js';
import { BusinessDaysService } from '../../src/venue/business-days.service.js';
import { bill } from '../support/bills.js';
import { describeOnBothDatabases } from '../support/databases.js';
import { grantPoints, offerGift } from '../support/gifts.js';
import { expectBooksToBalance } from '../support/invariants.js';
import { given, openHouse, type House } from '../support/people.js';
import { guest, push, type Guest } from '../support/points.js';
import { issueKey, Till } from '../support/till.js';
import { openWorld, type AppWorld } from '../support/world.js';

describeOnBothDatabases('a till that lost its answer', (db) => {
  let world: AppWorld;
  let house: House;
  let till: Till;
  let member: Guest;

  beforeAll(async () => {
    world = await openWorld(db);
    house = await openHouse(world);
    till = new Till(world, await issueKey(world, house.store.id));
  });
  beforeEach(async () => {
    member = await guest({ world, house });
  });
  afterEach(() => expectBooksToBalance(world));
  afterAll(() => world.close());

  const inStore = (work: (tx: Tx) => Promise<unknown>) =>
    given(world, house.store.id, async (tx) => (await work(tx), null), house.businessDate);

  it('of bonus money: what stored value paid with it earns nothing, the rest does', async () => {
    const tenders = [{ kind: 'STORED_VALUE', amountFen: 86_000, bonusFen: 26_000 }];
    const sent = bill({ tenders });
    expect((await till.post('/slips', sent)).status).toBe(201);
    const credited = await till.post(`/cards/${member.cardNo}/points`, { slipNo: sent.slipNo });
    expect(credited).toMatchObject({ status: 201, body: { points: 60 } });
  });

  it.each([
    ['more bonus than was paid', { kind: 'STORED_VALUE', amountFen: 86_000, bonusFen: 86_001 }],
    ['bonus in cash', { kind: 'CASH', amountFen: 86_000, bonusFen: 1 }],
    ['no bonus in cash, but said', { kind: 'CASH', amountFen: 86_000, bonusFen: 0 }],
    ['half a fen of bonus', { kind: 'STORED_VALUE', amountFen: 86_000, bonusFen: 0.5 }],
  ])('is refused %s', async (_story, tender) => {
    expect(await till.post('/slips', bill({ tenders: [tender] }))).toMatchObject({
      status: 422,
      body: { code: 'api.invalid', params: { field: 'tenders.0.bonusFen' } },
    });
  });

  it('turns the pages of members by a cursor it was given, and is refused any other', async () => {
    const earlier = await guest({ world, house }, { phone: '13800007531' });
    const other = await guest({ world, house }, { phone: '13900007531' });
    const page = await till.get('/members?q=7531&limit=1');
    expect(page.body).toMatchObject({ members: [{ membershipId: other.membershipId }] });
    const next = await till.get(`/members?q=7531&limit=1&cursor=${String(page.body['nextCursor'])}`);
    expect(next.body).toMatchObject({ members: [{ membershipId: earlier.membershipId }], nextCursor: null });
    expect(await till.get('/members?q=7531&cursor=nobody')).toMatchObject({
      status: 422,
      body: { code: 'api.cursorUnknown' },
    });
  });

  it('finds its slips untouched by a list with the same money, and a list with other money is for a lead', async () => {
    const settledAt = '2026-11-20T21:30';
    const discounted = [{ kind: 'ROOM', listFen: 20_000, chargedFen: 10_000 }] as const;
    const tenders = [{ kind: 'CASH', amountFen: 10_000 }] as const;
    const story = { slipNo: 'L-1', visitNo: 'V1', settledAt: '2026-11-20T21:30:17', lines: discounted, tenders };
    await push({ world, house }, story);
    const listed = { slipNo: 'L-1', settledAt, yuan: 100 };
    expect(await push({ world, house }, listed, 'IMPORT')).toMatchObject({ arrival: 'SAME' });
    expect(await world.one("SELECT visit_no, source FROM slip WHERE slip_no = 'L-1'")).toEqual({
      visitNo: 'V1',
      source: 'TILL',
    });
    expect(await push({ world, house }, { ...listed, yuan: 101 }, 'IMPORT')).toMatchObject({ arrival: 'CONFLICT' });
  });

  it.each<[string, string, (tx: Tx) => Promise<unknown>]>([
    ['the card was stopped', 'card.stopped', (tx) => world.get(CardsService).reportLost(tx, member.cardId)],
    ['the day was closed', 'venue.dayNotOpen', (tx) => world.get(BusinessDaysService).close(tx)],
  ])('gets it again after %s, and a new act is refused', async (_story, code, happens) => {
    const gift = code.replace('.', '-').toUpperCase();
    await offerGift(house, { code: gift, pointsPrice: 10, setAside: 3 });
    await grantPoints(house, member.membershipId, 100);
    const sent = bill();
    await till.post('/slips', sent);
    const credit = (key: string) => till.post(`/cards/${member.cardNo}/points`, { slipNo: sent.slipNo }, key);
    const cup = { itemCode: gift, quantity: 1 };
    const redeem = (key: string) => till.post(`/cards/${member.cardNo}/redemptions`, cup, key);
    const first = [await credit(`credit-${code}`), await redeem(`redeem-${code}`)];
    expect(first.map(({ status }) => status)).toEqual([201, 201]);
    await inStore(happens);
    expect([await credit(`credit-${code}`), await redeem(`redeem-${code}`)]).toEqual(
      first.map(({ body }) => ({ status: 200, body })),
    );
    for (const act of [credit, redeem]) {
      expect(await act(uuidv7())).toMatchObject({ status: 409, body: { code } });
    }
  });
});
