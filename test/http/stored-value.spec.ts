import { uuidv7 } from 'uuidv7';
import { ExceptionsDesk } from '../../src/stored-value/pages/exceptions-desk.js';
import { bill } from '../support/bills.js';
import { approveOnly } from '../support/cards.js';
import { describeOnBothDatabases } from '../support/databases.js';
import { Desk } from '../support/http.js';
import { expectBooksToBalance } from '../support/invariants.js';
import { enrol } from '../support/members.js';
import { at, type Colleague, hire, type House, openHouse } from '../support/people.js';
import { atCounter, openShift } from '../support/shifts.js';
import { balanceOf, held, ID_NUMBER } from '../support/stored-value.js';
import { issueKey, Till } from '../support/till.js';
import { type AppWorld, openWorld } from '../support/world.js';

describeOnBothDatabases('stored value at the desk and at the till', (db) => {
  let world: AppWorld;
  let house: House;
  let wangLi: Colleague;
  let supervisor: Colleague;
  let clerk: Desk;
  let lead: Desk;
  let till: Till;
  let membershipId: string;
  const cardNo = '8830000901';

  const deskOf = (person: Colleague) => Desk.of(world, house, person);
  beforeAll(async () => {
    world = await openWorld(db);
    house = await openHouse(world);
    wangLi = await hire(house, '8001', 'CLERK', { name: '王丽' });
    supervisor = await hire(house, '8101', 'DUTY_SUPERVISOR');
    clerk = await deskOf(wangLi);
    lead = await deskOf(supervisor);
    till = new Till(world, await issueKey(world, house.store.id));
    await openShift(house, wangLi);
    ({ membershipId } = await enrol(world, await atCounter(house, wangLi), { cardNo }));
  });
  afterEach(() => expectBooksToBalance(world));
  afterAll(() => world.close());

  const identity = { idType: 'RESIDENT_ID', idNumber: ID_NUMBER };
  const page = () => `/top-ups/${membershipId}`;

  it('sends the first top-up from the till to the desk, where a document is seen', async () => {
    const body = { principalFen: 50_000, tenders: [{ kind: 'WECHAT_PAY', amountFen: 50_000 }] };
    expect(await till.post(`/cards/${cardNo}/top-ups`, body)).toMatchObject({
      status: 409,
      body: { code: 'storedValue.document.atDesk' },
    });
    expect((await clerk.get(page())).text).toContain('核对证件');
  });

  it('finds the guest, shows bonus and balance while the amount is typed, and takes 3,000', async () => {
    const found = await clerk.post('/top-ups', { q: cardNo });
    expect(found.location).toBe(page());
    const shown = await clerk.post(`${page()}/preview`, { amount: '3000' }, { 'x-fragment': '1' });
    expect(shown.text).toContain('充值本金 3,000.00 元,赠送 600.00 元,到账 3,600.00 元');
    expect((await clerk.post(`${page()}/preview`, { amount: '6,000' }, { 'x-fragment': '1' })).text).toContain(
      '还可充 5,000.00 元',
    );
    const typed = { ...identity, amount: '3000', tender: 'CASH', received: '3100', shownBonus: '60000' };
    const wrong = await clerk.submit(page(), { ...typed, shownBonus: '0' });
    expect([wrong.status, wrong.text.includes('赠送规则已变')]).toEqual([409, true]);
    expect((await clerk.submit(page(), { ...typed, received: '100' })).text).toContain('现金不够');
    const done = await clerk.submit(page(), typed);
    const paid = await clerk.follow(done);
    expect(paid.text).toContain('到账 3,600.00 元,余额 3,600.00 元');
    const due = await world.one<{ id: string }>("SELECT id FROM card_handover WHERE state = 'DUE'");
    expect(paid.html).toContain(`/card-handovers/${due?.id}`);
    expect(paid.text).toContain('发放贵宾卡');
    expect(await balanceOf(world, membershipId)).toEqual(held(3_000, 600));
    expect((await clerk.get(`/members/${membershipId}`)).text).toContain('3,000.00');
  });

  it("reads the code on the guest's phone, and asks when it may be an ID", async () => {
    const typed = { amount: '100', code: '134567890123456789' };
    expect((await clerk.submit(page(), { ...typed, code: '4006000000' })).text).toContain('这不是付款码');
    expect((await clerk.submit(page(), { ...typed, code: '130102199003071938' })).text).toMatch(/请确认是付款码/);
    const untold = await clerk.submit(page(), { ...typed, agentName: '李四' });
    expect([untold.status, untold.text.includes('请填写')]).toEqual([422, true]);
    expect((await clerk.submit(page(), typed)).status).toBe(303);
    const tender = await world.one<{ kind: string }>('SELECT kind FROM lot_tender ORDER BY lot_id DESC LIMIT 1');
    expect(tender).toEqual({ kind: 'WECHAT_PAY' });
  });

  it('does not take money without an open shift, and none from who may not', async () => {
    const zhaoMin = await deskOf(await hire(house, '8002', 'CLERK', { name: '赵敏' }));
    expect((await zhaoMin.submit(page(), { amount: '100', tender: 'CASH' })).status).not.toBe(303);
    const finance = await deskOf(await hire(house, '6001', 'FINANCE'));
    expect((await finance.get(page())).status).toBe(403);
    expect((await clerk.get(`/top-ups/${uuidv7()}`)).status).toBe(404);
    expect((await clerk.get(`/spends/${uuidv7()}`)).status).toBe(404);
  });

  it('pays a slip with a swiped card, shows where it came from, and takes it back', async () => {
    const form = `/spends/new/${membershipId}`;
    const typed = { card: cardNo, cardVia: 'swiped', slipNo: 'H1', roomNo: 'K08', amount: '360', list: '400' };
    expect((await clerk.submit(form, { ...typed, cardVia: 'keyed' })).text).toContain('请客人输入消费密码');
    const done = await clerk.submit(form, typed);
    const shown = await clerk.follow(done);
    expect(shown.text).toContain('已扣 360.00 元');
    expect(shown.text).toContain('300.00 + 60.00');
    expect((await clerk.get('/spends')).text).toContain('H1');
    const spend = String(done.location);
    expect((await clerk.submit(spend, { reason: '' }, `${spend}/undo`)).status).toBe(422);
    const undone = await clerk.submit(spend, { reason: '点错' }, `${spend}/undo`);
    expect((await clerk.follow(undone)).text).toContain('已撤销');
    expect(await balanceOf(world, membershipId)).toEqual(held(3_100, 600));
  });

  it('sets a spending PIN that no page and no journal shows', async () => {
    const form = `/spending-secrets/${membershipId}`;
    const weak = await clerk.submit(form, { newSecret: '111111', again: '111111', ...identity });
    expect([weak.status, weak.html.includes('111111')]).toEqual([422, false]);
    expect((await clerk.submit(form, { newSecret: '280416', again: '280416', ...identity })).status).toBe(303);
    const typed = { card: cardNo, cardVia: 'keyed', slipNo: 'H2', amount: '1', secret: '280416' };
    const done = await clerk.submit(`/spends/new/${membershipId}`, typed);
    expect((await clerk.follow(done)).html).not.toContain('280416');
  });

  it('corrects a top-up with the supervisor, and lists what should be looked into', async () => {
    const lot = await world.one<{ id: string }>('SELECT id FROM top_up_lot WHERE principal_fen = 10000');
    const form = `${page()}/lots/${lot!.id}`;
    expect((await clerk.submit(form, { amount: '1000', reason: '' })).status).toBe(422);
    expect((await clerk.submit(form, { amount: '1000', reason: '少按一个零' })).location).toBe('/');
    await approveOnly(world, at(house, supervisor));
    expect((await balanceOf(world, membershipId)).principalFen).toBe(399_916);
    const list = await lead.get('/value-exceptions');
    for (const kind of ['消费被撤销', '充值更正']) expect(list.text).toContain(kind);
    const { html } = list;
    const key = /name="exceptionKey" value="([^"]+)"/.exec(html)?.[1] ?? '';
    expect((await lead.submit('/value-exceptions', { exceptionKey: key, finding: '客人换单' })).status).toBe(303);
    expect((await lead.get('/value-exceptions')).text).toContain('客人换单');
    const again = await lead.post('/value-exceptions', { requestKey: uuidv7(), exceptionKey: key, finding: '再看' });
    expect([again.status, again.text.includes('已经处理过')]).toEqual([409, true]);
    expect((await clerk.get('/value-exceptions')).status).toBe(403);
    const spring = { ...at(house, supervisor), businessDate: '2027-03-01' };
    expect(await world.get(ExceptionsDesk).lines(spring, null)).toEqual([]);
    const then = await world.get(ExceptionsDesk).lines(spring, house.businessDate);
    expect(then.map(({ finding }) => finding)).toContain('客人换单');
    const older = `/value-exceptions?until=${house.businessDate}`;
    expect((await lead.submit(older, { finding: '已说明' }, '/value-exceptions')).location).toBe(older);
    const later = { ...at(house, supervisor), businessDate: '2026-12-10' };
    const waiting = await world.get(ExceptionsDesk).lines(later, null);
    expect([waiting.length > 0, waiting.some((line) => line.key === key)]).toEqual([true, false]);
  });

  it('tops up the cards of a company by one list, or none of them', async () => {
    const desk = await atCounter(house, wangLi);
    for (const number of ['8830000911', '8830000912']) await enrol(world, desk, { cardNo: number });
    const typed = {
      unitName: '星海贸易',
      creditCode: '91350100M000100Y43',
      payerAccount: '6222 0000',
      tender: 'TRANSFER',
      agentName: '周正',
      agentPhone: '13900001234',
      agentDocument: '110101198812126113',
    };
    const send = (list: string, change = {}) => clerk.submit('/unit-top-ups', { ...typed, list, ...change });
    expect((await send('8830000911 500\n9999999999 500')).text).toContain('第 2 行');
    expect((await send('8830000911 500', { creditCode: '91350100M000100Y44' })).text).toContain('信用代码不对');
    expect((await send('8830000911 500', { agentDocument: '' })).status).toBe(422);
    expect((await send('8830000911 500', { payerAccount: ' ' })).text).toContain('对公转账请填写付款账户');
    expect((await send('8830000911 3000\n8830000912 2000', { tender: 'CASH' })).text).toContain('不收现金');
    const noDocument = await send('8830000911 3000\n8830000912 2000');
    expect(noDocument.status).toBe(303);
    expect((await clerk.follow(noDocument)).text).toContain('星海贸易');
  });

  it('spends and tops up at the till, once for a key', async () => {
    const before = await balanceOf(world, membershipId);
    const sent = bill({ tenders: [{ kind: 'STORED_VALUE', amountFen: 86_000 }] });
    const body = { slipNo: sent.slipNo, amountFen: 86_000, listFen: 90_000 };
    const first = await till.post(`/cards/${cardNo}/spends`, body, 'spend-1');
    expect(first).toMatchObject({ status: 201, body: { slipNo: sent.slipNo, amountFen: 86_000 } });
    expect(await till.post(`/cards/${cardNo}/spends`, body, 'spend-1')).toEqual({ ...first, status: 200 });
    expect((await till.post(`/cards/${cardNo}/spends`, { ...body, amountFen: 1 }, 'spend-1')).status).toBe(422);
    expect(
      (await till.post('/slips', { ...sent, tenders: [{ kind: 'STORED_VALUE', amountFen: 85_999 }] })).status,
    ).toBe(409);
    expect((await till.post('/slips', sent)).status).toBe(201);
    for (const amountFen of [0, -1, 1.5, '100', 1e12]) {
      expect((await till.post(`/cards/${cardNo}/spends`, { ...body, amountFen })).status).toBe(422);
    }
    expect(
      await till.post(`/cards/${cardNo}/spends`, { slipNo: 'T9', amountFen: 99_999_999, listFen: 99_999_999 }),
    ).toMatchObject({ status: 409, body: { code: 'storedValue.short' } });
    const topUp = { principalFen: 20_000, tenders: [{ kind: 'ALIPAY', amountFen: 20_000 }] };
    expect(await till.post(`/cards/${cardNo}/top-ups`, topUp)).toMatchObject({
      status: 201,
      body: { principalFen: 20_000, bonusFen: 0 },
    });
    const wrongSum = { ...topUp, tenders: [{ kind: 'ALIPAY', amountFen: 19_999 }] };
    expect((await till.post(`/cards/${cardNo}/top-ups`, wrongSum)).status).toBe(422);
    const after = await balanceOf(world, membershipId);
    expect((await till.get(`/cards/${cardNo}`)).body).toMatchObject({ ...after });
    expect(after.principalFen + after.bonusFen).toBe(before.principalFen + before.bonusFen - 66_000);
  });
});
