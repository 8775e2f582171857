import readWorkbook from 'read-excel-file/universal';
import { uuidv7 } from 'uuidv7';
import { UnitOfWork } from '../../src/platform/database/unit-of-work.js';
import { signedMoney } from '../../src/platform/views/format.js';
import { commandOfTheDay } from '../../src/staff/desk-context.js';
import { ReturnSpend } from '../../src/stored-value/return-spend.js';
import { describeOnBothDatabases } from '../support/databases.js';
import { Desk } from '../support/http.js';
import { expectBooksToBalance } from '../support/invariants.js';
import { enrol } from '../support/members.js';
import { at, given, hire, openHouse } from '../support/people.js';
import { type Counter, holderOf, openCounter, refunded, setClock, spend, topUp } from '../support/refunds.js';
import { atCounter, openShift } from '../support/shifts.js';
import { spend as spendAt } from '../support/stored-value.js';
import { type AppWorld, openWorld } from '../support/world.js';

describeOnBothDatabases('储值报表', (db) => {
  let world: AppWorld;
  let counter: Counter;
  let sun: Desk;
  let membershipId: string;
  let otherId: string;
  beforeAll(async () => {
    world = await openWorld(db, { at: '2026-11-11T20:00' });
    counter = await openCounter(world);
    await hire(counter.house, '5001', 'FINANCE', { name: '孙会计' });
    const [zhang, li] = [await holderOf(counter), await holderOf(counter)];
    ({ membershipId } = zhang);
    otherId = li.membershipId;
    await topUp(counter, zhang, 3000, 'WECHAT_PAY', '8001');
    await topUp(counter, li, 1000);
    await spend(counter, zhang, 1200, 1500);
    setClock(counter, '2026-11-20T21:35');
    await refunded(counter, zhang);
    sun = await signIn('5001');
  });
  afterEach(() => expectBooksToBalance(world));
  afterAll(() => world.close());

  const signIn = (staffNo: string) => Desk.atCounter(world, counter.house, staffNo);

  it('roll forward with every kind of movement named, and agree with the accounts', async () => {
    const page = await sun.get('/prepaid/roll-forward');
    expect(page.status).toBe(200);
    expect(page.text).toContain('等式成立,并与账上余额一致');
    // sold 3,000 + 1,000; spent 1,000 of principal; refunded 1,500, residue 500; left 1,000
    for (const row of [
      '充值 / 赠送 4,000.00 700.00 4,700.00',
      '消费 −1,000.00 −200.00 −1,200.00',
      '退款 −1,500.00 0.00 −1,500.00',
      '退卡差额 −500.00 −100.00 −600.00',
      '赠送金取消 0.00 −300.00 −300.00',
      '期末(2026-11-20) 1,000.00 100.00 1,100.00',
    ])
      expect(page.text).toContain(row);
    const before = await sun.get('/prepaid/roll-forward?from=2026-11-01&to=2026-11-10');
    expect(before.text).toContain('期末(2026-11-10) 0.00 0.00 0.00');
    expect((await sun.get('/prepaid/roll-forward?from=2026-11-20&to=2026-11-01')).text).toContain(
      '结束日期不能早于开始日期',
    );
  });

  it('tell what is owed by its age, the cards that live, and the quarters with their due dates', async () => {
    const page = await sun.get('/prepaid/outstanding');
    for (const text of [
      '30 天以内 1 1,000.00 100.00',
      '最早一笔充值:2026-11-11',
      '会员卡:在用 2 张,停用 0 张,有余额 1 张',
    ])
      expect(page.text).toContain(text);
    const named = async (kind: string) =>
      given(world, counter.house.store.id, (tx) =>
        tx.run('UPDATE card SET kind_code = ? WHERE membership_id = ?', [kind, otherId]),
      );
    await named('UNNAMED');
    expect((await sun.get('/prepaid/outstanding')).text).toContain('不记名卡:在用 1 张');
    await named('MEMBER');
    const quarters = await sun.get('/prepaid/quarters');
    expect(quarters.text).toContain('2026 Q4 4,000.00 1,000.00 1,500.00 500.00 1,000.00 100.00');
    expect(quarters.text).toContain('2026 Q4 报送期限 2027-01-25');
  });

  it('tell by month what a colleague recommended, cards and top-ups, net of refunds', async () => {
    await enrol(world, await atCounter(counter.house, counter.clerk), { recommenderNo: '8001' });
    const { text } = await sun.get('/prepaid/recommenders');
    expect(text).toContain('2026-11 8001 1 1 3,000.00 −1,500.00 1,500.00');
    expect((await (await signIn('8001')).get('/prepaid/recommenders')).status).toBe(403);
  });

  it('settle between legal entities, by who sold and who was paid', async () => {
    expect((await sun.get('/prepaid/settlement')).text).toContain('各店同属一个法人');
    await given(world, counter.house.store.id, async (tx) => {
      await tx.run("UPDATE store SET legal_entity = '星河娱乐有限公司' WHERE id = ?", [counter.house.store.id]);
      return null;
    });
    expect((await sun.get('/prepaid/settlement')).text).toContain(
      '星河娱乐有限公司 星河娱乐有限公司 1 0 1,000.00 200.00',
    );
  });

  it('settle a month once: what goes back later belongs to the month it goes back in', async () => {
    const house = await openHouse(world, { name: '星河KTV 天河店' });
    const there = { ...counter, house, clerk: await hire(house, '8201', 'CLERK') };
    await openShift(house, there.clerk);
    const guest = await holderOf(there);
    for (const yuan of [300, 200]) await topUp(there, guest, yuan);
    const desk = (businessDate: string) => ({ ...at(counter.house, counter.clerk), businessDate });
    const { spendId } = await spendAt(world, desk('2026-11-25'), guest.cardNo, 40_000);
    const months = async (): Promise<string[]> => {
      const [november, december] = ['from=2026-11-01&to=2026-11-30', 'from=2026-12-01&to=2026-12-31'];
      const texts = [november, december].map(async (days) => (await sun.get(`/prepaid/settlement?${days}`)).text);
      return (await Promise.all(texts)).map(
        (text) => /星河KTV 星河娱乐有限公司 ([\d.,− ]+)/.exec(text)?.[1]?.trim() ?? '',
      );
    };
    expect(await months()).toEqual(['1 0 400.00 0.00', '']);
    const command = commandOfTheDay(desk('2026-12-02'), 'storedValue.returnSpend', uuidv7(), { spendId });
    const hand = { name: '王丽', printerId: null };
    await world.get(UnitOfWork).run(command, (tx) => world.get(ReturnSpend).undo(tx, spendId, '点错', hand));
    expect(await months()).toEqual(['1 0 400.00 0.00', '0 1 −400.00 0.00']);
  });

  it('print and leave as a workbook with the same figures; a clerk does not see them', async () => {
    const paper = await sun.get('/prepaid/roll-forward/paper?from=2026-11-01&to=2026-11-20');
    for (const text of ['财务签字', '2026-11-01 至 2026-11-20', '期末(2026-11-20) 1,000.00'])
      expect(paper.text).toContain(text);
    const book = await sun.submit('/prepaid/roll-forward', {}, '/prepaid/roll-forward/workbook');
    expect([book.status, book.headers['content-type']]).toEqual([200, expect.stringContaining('spreadsheetml')]);
    expect((await sun.get('/prepaid/everything')).status).toBe(404);
    expect((await (await signIn('8001')).get('/prepaid/quarters')).status).toBe(403);
  });

  it('stand in the statement of the member, on the page, the paper and three sheets of a workbook', async () => {
    const clerk = await signIn('8001');
    const path = `/statements/${membershipId}`;
    const { text } = await clerk.get(path);
    const paper = await clerk.get(`${path}/paper`);
    const book = await clerk.submit(path, {}, `${path}/workbook`);
    const sheets = await readWorkbook(new Blob([new Uint8Array(book.bytes)]));
    expect(sheets.map(({ sheet }) => sheet)).toEqual(['积分', '储值明细', '每笔充值']);
    const rows = sheets[1]!.data.slice(1, -1);
    expect(rows.map(([, ...cells]) => cells.filter((_, at) => at !== 1))).toEqual([
      ['充值', 3000, 600, 3600],
      ['储值消费', -1000, -200, 2400],
      ['退卡退款', -1500, 0, 900],
      ['退卡差额', -500, -100, 300],
      ['赠送取消', 0, -300, 0],
    ]);
    for (const shown of [text, paper.text]) {
      expect(shown).toContain('储值明细 · 期初 0.00,期末 0.00');
      for (const [when, what, documentNo, principal, bonus] of rows) {
        const moved = [principal, bonus].map((yuan) => signedMoney(Number(yuan) * 100));
        // once among all movements, once in the life of its lot
        expect(shown.split([when, what, documentNo, ...moved].join(' '))).toHaveLength(3);
      }
      expect(shown).toContain('剩余本金 0.00,赠送 0.00');
    }
    expect(sheets[2]!.data.slice(1, -1)).toEqual([[rows[0]![2], rows[0]![0], 3000, 600, 0]]);
    const later = await clerk.get(`/statements/${otherId}?from=2026-11-12&to=2026-11-12`);
    expect(later.text).toContain('储值明细 · 期初 1,100.00,期末 1,100.00');
    expect(later.text).toContain('这段时间储值没有变动');
    expect(later.text).toContain('剩余本金 1,000.00,赠送 100.00');
  });
});
