import { uuidv7 } from 'uuidv7';
import { describeOnBothDatabases } from '../support/databases.js';
import { grantPoints } from '../support/gifts.js';
import { Desk } from '../support/http.js';
import { expectBooksToBalance } from '../support/invariants.js';
import { hire, PIN } from '../support/people.js';
import type { Guest } from '../support/points.js';
import {
  approve,
  ask,
  type Counter,
  holderOf,
  openCounter,
  payLines,
  spend,
  topUp,
  typed,
} from '../support/refunds.js';
import { type AppWorld, openWorld } from '../support/world.js';

describeOnBothDatabases('退卡 at the counter', (db) => {
  let world: AppWorld;
  let counter: Counter;
  let wang: Desk;
  let li: Desk;
  let holder: Guest;
  beforeAll(async () => {
    world = await openWorld(db, { at: '2026-11-11T20:00' });
    counter = await openCounter(world);
    await hire(counter.house, '5001', 'FINANCE', { name: '孙会计' });
    await hire(counter.house, '7001', 'RECEPTION', { name: '前台小赵' });
    wang = await signIn('8001');
    li = await signIn('8002');
    holder = await holderOf(counter);
    await topUp(counter, holder, 3000);
    await spend(counter, holder, 1200, 1500);
  });
  afterEach(() => expectBooksToBalance(world));
  afterAll(() => world.close());

  const signIn = (staffNo: string) => Desk.atCounter(world, counter.house, staffNo);

  const quote = () => `/refunds/members/${holder.membershipId}`;

  it('shows the quote line by line before anything is asked for', async () => {
    const page = await wang.get(quote());
    expect(page.status).toBe(200);
    for (const text of [
      '退卡试算(未生效)',
      '冷静期内已用,按实扣价',
      '消费 1 笔',
      '1,500.00',
      '1,800.00',
      '退卡差额',
      '微信支付',
    ])
      expect(page.text).toContain(text);
    const ours = await wang.get(`${quote()}?cause=OPERATOR&choice=BANK_ACCOUNT&giftOffset=50`);
    for (const text of ['本店原因,按比例', '1,950.00', '本人银行账户', '一年期LPR']) expect(ours.text).toContain(text);
    expect((await wang.get(`/members/${holder.membershipId}`)).text).toContain('退卡试算(未生效)');
  });

  it('keeps what was asked wrongly out, in a sentence', async () => {
    for (const [query, text] of [
      ['?cause=MOOD', '请选择退款原因'],
      ['?rescindedOn=2027-01-01', '提出退款日不能晚于今天'],
      ['?giftOffset=99999', '抵扣不能超过应退金额'],
      ['?cause=TIME', '请填不限次方案的开始和结束日期'],
      [`?lot.${uuidv7()}=1`, '所选的充值已没有余额'],
    ] as const) {
      const page = await wang.get(`${quote()}${query}`);
      expect([page.status, page.text.includes(text)]).toEqual([409, true]);
    }
    expect((await wang.get(`/refunds/members/${uuidv7()}`)).status).toBe(404);
    const wrong = await wang.submit(quote(), { ...typed, idNumber: '110105199003070018' });
    expect(wrong.status).toBe(422);
    expect(wrong.html).toContain('招商银行');
    const long = await wang.submit(quote(), { ...typed, reason: '很'.repeat(201) });
    expect([long.status, long.text.includes('内容太长')]).toEqual([422, true]);
    const stranger = await wang.submit(quote(), { ...typed, name: '李四' });
    expect(stranger.text).toContain('姓名与持卡人不符');
    expect((await (await signIn('7001')).get(quote())).status).toBe(403);
  });

  it('goes to the supervisor, is paid at the desk once, and names nobody in the clear', async () => {
    const sent = await wang.submit(quote(), { ...typed, reason: '搬家' });
    expect(sent.status).toBe(303);
    const waiting = await li.get('/approvals');
    const href = waiting.html.match(/\/approvals\/[0-9a-f-]{36}/)?.[0] ?? '';
    const act = await li.get(href);
    for (const text of ['1,800.00', '客人原因', '持卡人本人', '搬家']) expect(act.text).toContain(text);
    const done = await li.submit(href, { cosignPassword: PIN }, `${href}/approval`);
    expect(done.status).toBe(303);
    const list = await wang.get('/refunds');
    const refund = list.html.match(/\/refunds\/[0-9a-f-]{36}/)?.[0] ?? '';
    expect(list.text).toContain('待付款');
    const page = await wang.get(refund);
    expect(page.text).toContain('**** 5678');
    for (const secret of ['6225880112345678', '110105199003070017', '张三丰']) expect(page.html).not.toContain(secret);
    const revealed = await wang.submit(refund, {}, `${refund}/receiver`);
    expect(revealed.text).toContain('6225880112345678');
    const refused = await wang.submit(refund, { reference: '' }, `${refund}/payments`);
    expect([refused.status, refused.text.includes('请填流水号后几位')]).toEqual([422, true]);
    const paid = await wang.submit(refund, { reference: '445566' }, `${refund}/payments`);
    expect(paid.status).toBe(303);
    expect((await wang.get(refund)).text).toContain('已付清');
    expect((await wang.get('/')).text).toContain('退款付出');
    expect((await wang.get(`/members/${holder.membershipId}`)).status).toBe(200);
  });

  it('answers the same request twice with the first answer', async () => {
    const other = await holderOf(counter);
    await topUp(counter, other, 200);
    const path = `/refunds/members/${other.membershipId}`;
    const requestKey = uuidv7();
    for (let time = 0; time < 2; time += 1)
      expect((await wang.submit(path, { ...typed, requestKey })).status).toBe(303);
    expect(await world.one('SELECT COUNT(*) AS n FROM open_approval')).toEqual({ n: 1 });
  });

  it('pays to the holder’s own account, whoever comes for it; to another’s only by the law’s title', async () => {
    const other = await holderOf(counter);
    await topUp(counter, other, 500);
    const path = `/refunds/members/${other.membershipId}`;
    const agent = { receiver: 'AGENT', name: '李四', authority: 'MANDATE', authorityNo: '委托书 7', reason: '出国' };
    const asking = (change: object, cause = '') =>
      wang.submit(`${path}?choice=BANK_ACCOUNT&cause=${cause}`, { ...typed, ...agent, ...change }, path);
    const guardian = { receiver: 'GUARDIAN', authority: 'GUARDIANSHIP' };
    for (const [change, text, cause] of [
      [{ authority: '' }, '请选对应的代办凭据'],
      [{ authority: 'GUARDIANSHIP' }, '请选对应的代办凭据'],
      [{ authorityNo: ' ' }, '请填写这一项'],
      [{ accountName: '李四' }, '户名必须是持卡人本人'],
      [{ accountName: '' }, '户名必须是持卡人本人'],
      [{ receiver: 'HOLDER', name: '张三丰', accountName: '李四' }, '户名必须是持卡人本人'],
      [guardian, '户名必须是持卡人本人', 'GUARDIAN'],
    ] as const) {
      const page = await asking(change, cause);
      expect([page.status, page.text.includes(text), change]).toEqual([422, true, change]);
    }
    expect((await asking({ ...guardian, accountName: '李四' }, 'GUARDIAN')).status).toBe(303);
    expect((await asking({ authority: 'INHERITANCE', accountName: '李四' })).status).toBe(303);
    expect((await asking({})).status).toBe(303);
    const href = (await li.get('/approvals')).html.match(/\/approvals\/[0-9a-f-]{36}/g)?.at(-1) ?? '';
    expect((await li.get(href)).text).toContain('李*');
  });

  it('forgets a guest only when the last fen is paid out, by a manager with a second person, and says what is gone', async () => {
    await hire(counter.house, '6001', 'CUSTOMER_SERVICE_MANAGER', { name: '陈经理' });
    const boss = await signIn('6001');
    const gone = await holderOf(counter);
    await topUp(counter, gone, 100);
    await spend(counter, gone, 99.99);
    const file = `/members/${gone.membershipId}`;
    const page = `${file}/erasure`;
    expect([(await boss.get(file)).html.includes(page), (await wang.get(file)).html.includes(page)]).toEqual([
      true,
      false,
    ]);
    expect([(await wang.get(page)).status, (await wang.post(page, {})).status]).toEqual([403, 403]);
    const right = { reason: '客人书面申请', tail: gone.cardNo.slice(-4), cosignStaffNo: '8002', cosignPassword: PIN };
    const early = await boss.post(page, { ...right, requestKey: uuidv7() });
    expect([early.status, early.text]).toEqual([409, expect.stringContaining('还不能删除:储值未清:本金 0.01 元')]);
    const request = await ask(counter, gone, { rescindedOn: '2026-11-11' });
    expect((await boss.get(page)).text).toContain('1 件事待审批');
    const refundId = await approve(counter, request);
    const owed = await boss.get(page);
    expect(owed.text).toMatch(/退款 \S+ 还有 0.01 元未付/);
    expect(owed.html).toContain(`href="/refunds/${refundId}"`);
    await payLines(counter, refundId);
    await grantPoints(counter.house, gone.membershipId, 88, '2027-11-30');
    expect((await boss.get(page)).text).toContain('积分 88 分作废');
    for (const [wrong, text] of [
      [{ tail: '0000' }, '卡号后四位不对'],
      [{ reason: ' ' }, '请填写'],
      [{ cosignPassword: '000000' }, '授权密码'],
    ] as const)
      expect((await boss.submit(page, { ...right, ...wrong })).text).toContain(text);
    const token = /name="requestKey" value="([^"]+)"/.exec((await boss.get(page)).html)?.[1] ?? '';
    const done = await boss.post(page, { ...right, requestKey: token });
    expect((await boss.post(page, { ...right, requestKey: token })).location).toBe(done.location);
    const after = await boss.follow(done);
    expect(after.text).toMatch(/个人信息已删除.*此会员已注销/s);
    expect([after.html.includes(page), (await boss.get(page)).status]).toEqual([false, 404]);
    const forfeited = "SELECT SUM(amount) AS points FROM ledger_transfer WHERE kind = 'points.forfeited'";
    expect(await world.one(forfeited)).toEqual({ points: 88 });
  });
});
