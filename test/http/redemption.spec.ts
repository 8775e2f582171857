import { uuidv7 } from 'uuidv7';
import type { Role } from '../../src/staff/roles.js';
import { describeOnBothDatabases } from '../support/databases.js';
import { grantPoints } from '../support/gifts.js';
import { Desk } from '../support/http.js';
import { expectBooksToBalance } from '../support/invariants.js';
import { enrol } from '../support/members.js';
import { type Colleague, hire, type House, openHouse } from '../support/people.js';
import { atCounter, openShift } from '../support/shifts.js';
import { type AppWorld, openWorld } from '../support/world.js';

describeOnBothDatabases('gifts at the desk', (db) => {
  let world: AppWorld;
  let house: House;
  let clerk: Desk;
  let manager: Desk;
  let membershipId: string;
  let cardNo: string;
  const people = new Map<Role, Colleague>();

  const deskOf = (person: Colleague) => Desk.of(world, house, person);
  beforeAll(async () => {
    world = await openWorld(db);
    house = await openHouse(world);
    people.set('CLERK', await hire(house, '8001', 'CLERK', { name: '王丽' }));
    people.set('CUSTOMER_SERVICE_MANAGER', await hire(house, '5001', 'CUSTOMER_SERVICE_MANAGER'));
    clerk = await deskOf(people.get('CLERK')!);
    manager = await deskOf(people.get('CUSTOMER_SERVICE_MANAGER')!);
    await openShift(house, people.get('CLERK')!);
    ({ membershipId } = await enrol(world, await atCounter(house, people.get('CLERK')!), { cardNo: '8830000777' }));
    cardNo = '8830000777';
    await grantPoints(house, membershipId, 500);
  });
  afterEach(() => expectBooksToBalance(world));
  afterAll(() => world.close());

  const itemOf = async () => (await world.one<{ id: string }>("SELECT id FROM gift_item WHERE code = 'DEMO-CUP'"))!.id;
  const offerOf = async () => (await world.one<{ id: string }>('SELECT id FROM gift_offer'))!.id;

  it('are listed, bought and put into an activity by the manager', async () => {
    const added = await manager.submit('/gifts/items', { code: 'demo-cup', nameZh: '马克杯', nameEn: 'Mug' });
    expect(added.status).toBe(303);
    const itemId = await itemOf();
    const restock = `/gifts/items/${itemId}/restock`;
    const bought = { pieces: '60', supplier: '星礼商贸' };
    expect((await manager.post(restock, { ...bought, requestKey: uuidv7() })).status).toBe(403);
    const finance = await deskOf(await hire(house, '5002', 'FINANCE'));
    const restocked = await finance.submit(`/gifts/items/${itemId}`, bought, restock);
    expect((await manager.follow(restocked)).text).toContain('RK20261120-0001');
    const opened = await manager.submit(
      '/gifts/activities/new',
      {
        name: '周年庆',
        startsOn: '2026-11-01',
        endsOn: '2026-11-30',
        [`pointsPrice_${itemId}`]: '100',
        [`setAside_${itemId}`]: '50',
        [`perDay_${itemId}`]: '3',
        [`inTotal_${itemId}`]: '',
      },
      '/gifts/activities',
    );
    const page = await manager.follow(opened);
    expect(page.text).toContain('周年庆');
    expect(page.text).toContain('每人每天 3 件');
    expect((await clerk.get('/gifts')).text).toContain('马克杯');
  });

  it('tell the manager beside the field what is wrong', async () => {
    const itemId = await itemOf();
    const wrong = await manager.submit(
      '/gifts/activities/new',
      {
        name: '清仓',
        startsOn: '2026-11-01',
        endsOn: '2026-11-30',
        [`pointsPrice_${itemId}`]: '1e3',
        [`setAside_${itemId}`]: '5',
      },
      '/gifts/activities',
    );
    expect([wrong.status, wrong.text]).toEqual([422, expect.stringContaining('数量只填整数')]);
    const short = await manager.submit(
      '/gifts/activities/new',
      {
        name: '清仓',
        startsOn: '2026-11-01',
        endsOn: '2026-11-30',
        [`pointsPrice_${itemId}`]: '10',
        [`setAside_${itemId}`]: '11',
      },
      '/gifts/activities',
    );
    expect([short.status, short.text]).toEqual([409, expect.stringContaining('需 11 件,现有 10 件')]);
    expect((await manager.submit('/gifts/items', { code: '杯', nameZh: '<b>杯', nameEn: '' })).status).toBe(422);
  });

  it('are no business of a clerk to change', async () => {
    expect((await clerk.post('/gifts/items', { code: 'X', nameZh: 'x', nameEn: 'x' })).status).toBe(403);
  });

  it('go to the guest: swipe, pick, how many, confirm', async () => {
    const swiped = await clerk.submit('/redeem', { q: cardNo });
    expect(swiped.location).toBe(`/redeem/${membershipId}`);
    const pick = await clerk.follow(swiped);
    expect(pick.text).toContain('最多可兑 3 件');
    const offerId = await offerOf();
    const done = await clerk.submit(`/redeem/${membershipId}/${offerId}`, { quantity: '２' });
    const voucher = await clerk.follow(done);
    expect(voucher.text).toContain('现有 300 分');
    expect(voucher.text).toContain('DH20261120-0001');
    expect((await clerk.get('/redemptions')).text).toContain('DH20261120-0001');
  });

  it('answer what cannot be with a sentence and keep what was typed', async () => {
    const path = `/redeem/${membershipId}/${await offerOf()}`;
    const limit = await clerk.submit(path, { quantity: '2' });
    expect([limit.status, limit.text]).toEqual([409, expect.stringContaining('今天还可兑 1 件')]);
    for (const hostile of ['1e3', '-0', '1.5', '∞', '9'.repeat(12), '', '0', '\u0000']) {
      expect((await clerk.submit(path, { quantity: hostile })).status).toBe(422);
    }
    expect((await clerk.submit('/redeem', { q: '没有这个人' })).text).toContain('没有找到会员');
    expect((await clerk.get(`/redeem/${membershipId}/00000000-0000-7000-8000-000000000000`)).status).toBe(404);
  });

  it('are owed, collected, exchanged and taken back from the voucher', async () => {
    const offerId = await offerOf();
    const owed = await clerk.submit(`/redeem/${membershipId}/${offerId}`, { quantity: '1', later: '1' });
    const path = owed.location ?? '';
    expect((await clerk.follow(owed)).text).toContain('欠货');
    expect((await clerk.get('/')).text).toContain('欠货待领');
    const collected = await clerk.submit(path, {}, `${path}/collection`);
    expect((await clerk.follow(collected)).text).toContain('已领取');
    const exchanged = await clerk.submit(path, { pieces: '1', reason: '杯口裂' }, `${path}/exchange`);
    expect((await clerk.follow(exchanged)).text).toContain('换货');
    expect((await clerk.submit(path, { reason: '' }, `${path}/undo`)).status).toBe(422);
    const undone = await clerk.submit(path, { reason: '客人改主意' }, `${path}/undo`);
    expect((await clerk.follow(undone)).text).toContain('退回 100 分');
  });

  it("wait for a lead when they were another's", async () => {
    const done = await clerk.submit(`/redeem/${membershipId}/${await offerOf()}`, { quantity: '1' });
    const path = done.location ?? '';
    const sent = await manager.submit(path, { reason: '客人投诉' }, `${path}/undo`);
    expect((await manager.follow(sent)).text).toContain('审批');
  });

  it('stand in the statement of the member, on paper and in a workbook', async () => {
    const page = await clerk.get(`/statements/${membershipId}?from=2026-11-01&to=2026-11-30`);
    expect(page.status).toBe(200);
    for (const words of ['期初', '兑换礼品', '撤销兑换', 'DH20261120-0001']) expect(page.text).toContain(words);
    expect((await clerk.get(`/statements/${membershipId}/paper`)).text).toContain('会员对账单');
    const book = await clerk.submit(`/statements/${membershipId}`, {}, `/statements/${membershipId}/workbook`);
    expect([book.status, book.headers['content-type']]).toEqual([200, expect.stringContaining('spreadsheetml')]);
    const noted = await world.one<{ n: number }>(
      "SELECT COUNT(*) AS n FROM journal_entry WHERE kind = 'members.statement' AND outcome = 'NOTED'",
    );
    expect(noted?.n).toBe(1);
    expect((await clerk.get(`/statements/${membershipId}?from=x`)).status).toBe(422);
    expect((await clerk.get(`/statements/${membershipId}?from=2026-12-01&to=2026-11-01`)).status).toBe(422);
    expect((await clerk.get('/statements/00000000-0000-7000-8000-000000000000')).status).toBe(404);
  });

  it('are given no more once the manager ends the activity, which a clerk cannot', async () => {
    const { id } = (await world.one<{ id: string }>('SELECT id FROM gift_activity'))!;
    const path = `/gifts/activities/${id}`;
    expect((await clerk.post(`${path}/end`, { reason: '清仓' })).status).toBe(403);
    expect((await clerk.get(path)).text).not.toContain('今天结束活动');
    expect((await manager.submit(path, { reason: '' }, `${path}/end`)).status).toBe(422);
    const ended = await manager.submit(path, { reason: '礼品有瑕疵' }, `${path}/end`);
    expect((await manager.follow(ended)).text).toContain('活动已结束,单据 TQ20261120-0001');
    expect((await clerk.get('/gifts')).text).not.toContain('马克杯');
  });

  it('are on the page of the member', async () => {
    const page = await clerk.get(`/members/${membershipId}`);
    expect(page.html).toContain(`/redeem/${membershipId}`);
    expect(page.html).toContain(`/statements/${membershipId}`);
  });
});
