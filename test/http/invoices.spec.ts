import { uuidv7 } from 'uuidv7';
import type { Tx } from '../../src/platform/database/tx.js';
import { SlipChanges } from '../../src/slips/slip-changes.js';
import { describeOnBothDatabases } from '../support/databases.js';
import { Desk } from '../support/http.js';
import { expectBooksToBalance } from '../support/invariants.js';
import { type InvoiceNight, openInvoiceNight, platformNo, settled } from '../support/invoices.js';
import { given } from '../support/people.js';
import { credit, guest } from '../support/points.js';
import { atCounter } from '../support/shifts.js';
import { spend, topUp } from '../support/stored-value.js';
import { type AppWorld, openWorld } from '../support/world.js';

describeOnBothDatabases('开发票 at the counter', (db) => {
  let world: AppWorld;
  let night: InvoiceNight;
  let wang: Desk;

  beforeAll(async () => {
    world = await openWorld(db, { at: '2026-11-20T12:00' });
    night = await openInvoiceNight(world, 'DIGITAL');
    wang = await signIn(night.clerk.staffNo);
  });
  beforeEach(() => world.clock.setTo('2026-11-20T12:05:00+08:00'));
  afterEach(() => expectBooksToBalance(world));
  afterAll(() => world.close());

  const signIn = (staffNo: string) => Desk.atCounter(world, night.house, staffNo);

  /** The address of the issue page, as F7 leads to it. */
  async function found(slipNo: string, visitNo: string): Promise<string> {
    const done = await wang.submit('/invoices', { slipNo, visitNo }, '/invoices/find');
    expect(done.status).toBe(303);
    return done.location ?? '';
  }

  async function slip(yuan: number, more: object = {}) {
    const made = await settled(night, yuan, more);
    const row = await world.one<{ visitNo: string }>('SELECT visit_no FROM slip WHERE id = ?', [made.id]);
    return { ...made, visitNo: row?.visitNo ?? '' };
  }

  const issue = (page: string, typed: object = {}) =>
    wang.submit(page, { number: platformNo(), confirmed: '1', ...typed }, '/invoices/issue');

  it('is F7, two papers, the platform’s number, Enter; a second attempt is told who, when and which', async () => {
    const one = await slip(680);
    const page = await found(one.slipNo.toLowerCase(), one.visitNo);
    const shown = await wang.get(page);
    expect(shown.text).toContain('人民币陆佰捌拾元整');
    const wrong = await issue(page, { confirmed: '' });
    expect([wrong.status, wrong.text.includes('请客人核对金额后打勾')]).toEqual([422, true]);
    const done = await issue(page);
    expect(done.status).toBe(303);
    const record = await wang.follow(done);
    expect(record.text).toContain('已开 1 张,小票已盖「发票已开」');
    const again = await wang.get(await found(one.slipNo, one.visitNo));
    expect(again.text).toMatch(/11-20 12:05 王丽 已开 2644/);
    expect((await wang.get(`/invoices/slips/${one.id}`)).text).toContain('发票尾号');
  });

  it('finds a slip by room and night, and sends a lost paper to the supervisor', async () => {
    const one = await slip(88, { roomNo: 'B201' });
    const other = await slip(300, {
      roomNo: 'B201',
      pay: [
        ['STORED_VALUE', 212],
        ['CASH', 88],
      ],
    });
    const rooms = async (query: string) => (await wang.get(`/invoices/room?date=2026-11-20${query}`)).text;
    const both = await rooms('&room=b201');
    expect([both.includes(one.slipNo), both.includes(other.slipNo), both.includes('300.00')]).toEqual([
      true,
      true,
      false,
    ]);
    const whole = await rooms('&amount=300');
    expect([whole.includes(one.slipNo), whole.includes(other.slipNo)]).toEqual([false, true]);
    expect(await rooms('&room=B201&amount=88')).toContain(other.slipNo);
    expect(await rooms('&room=B202&amount=88')).toContain('这一晚没有这样的消费单');
    expect(await rooms('&amount=x')).toContain('金额只填数字');
    const page = `/invoices/issue?s=SLIP:${one.id}`;
    const refused = await issue(page, { visits: '' });
    expect([refused.status, refused.text.includes('还要开房单号')]).toEqual([422, true]);
    const form = { requestKey: '01911111-1111-7111-8111-111111111111', slipId: one.id, sources: `SLIP:${one.id}` };
    expect((await wang.post('/invoices/lost-receipt', { ...form, reason: '' })).status).toBe(422);
    expect((await wang.post('/invoices/lost-receipt', { ...form, reason: '客人丢了小票' })).status).toBe(303);
    const boss2 = await signIn(night.supervisor.staffNo);
    expect((await boss2.get('/approvals')).text).toContain('客人遗失');
  });

  it('says why a payment is not invoiced and leads on, and knows a stranger’s slip from none', async () => {
    const stored = await slip(300, {
      pay: [
        ['STORED_VALUE', 200],
        ['CASH', 100],
      ],
    });
    const shown = await wang.get(await found(stored.slipNo, stored.visitNo));
    expect(shown.text).toContain('储值支付部分已按充值开票');
    expect((await wang.get(`/invoices/slips/${stored.id}/lots`)).status).toBe(200);
    const nowhere = await wang.submit('/invoices', { slipNo: 'NO-SUCH' }, '/invoices/find');
    expect([nowhere.status, nowhere.text.includes('找不到这张单')]).toEqual([404, true]);
    expect((await wang.get('/invoices/issue?s=SLIP:01911111-1111-7111-8111-111111111111')).status).toBe(404);
    const other = await openInvoiceNight(world);
    const theirs = await settled(other, 10);
    expect((await wang.get(`/invoices/issue?s=SLIP:${theirs.id}`)).status).toBe(404);
    expect((await wang.get(`/invoices/slips/${theirs.id}`)).status).toBe(404);
  });

  it('takes a paper slip no till sent where its invoice is asked for, and a lead signs for the figure', async () => {
    const nowhere = await wang.submit('/invoices', { slipNo: 'v-777', visitNo: 'kd-777' }, '/invoices/find');
    expect([nowhere.status, nowhere.html.includes('value="v-777"')]).toEqual([404, true]);
    const enter = (more: object) => {
      const paper = { slipNo: 'v-777', visitNo: 'kd-777', roomNo: 'a08', amount: '288', settledOn: '', ...more };
      return wang.post('/invoices/slips', { requestKey: uuidv7(), also: '', alsoVisits: '', ...paper });
    };
    for (const [wrong, said] of [
      [{ amount: '0' }, '金额'],
      [{ roomNo: '' }, '请填写这一项'],
      [{ settledOn: '2027-01-01' }, '不能晚于今天'],
    ] as const) {
      const refused = await enter(wrong);
      expect([refused.status, refused.text.includes(said), refused.html.includes('value="kd-777"')]).toEqual([
        422,
        true,
        true,
      ]);
    }
    const done = await enter({});
    expect(done.status).toBe(303);
    expect((await wang.get(done.location ?? '')).text).toContain('人民币贰佰捌拾捌元整');
    expect((await issue(done.location ?? '')).status).toBe(303);
    expect((await wang.get('/signatures')).text).toContain('录入小票 V-777,a08,288.00 元');
    expect((await enter({ amount: '999' })).status).toBe(303);
    expect((await wang.get(done.location ?? '')).text).toMatch(/已开 2644/);
  });

  it('names the other claims of a slip before one of them is undone', async () => {
    const zhang = await guest(night);
    const one = await slip(120);
    const { confirmationId } = await credit(night, zhang, one.slipNo);
    const { location: record = '' } = await issue(await found(one.slipNo, one.visitNo));
    expect((await wang.get(record)).text).toMatch(new RegExp(`${one.slipNo} · 积分.*积到尾号`));
    expect((await wang.get(`/points/confirmations/${confirmationId}`)).text).toContain(`${one.slipNo} · 发票`);
    await topUp(world, await atCounter(night.house, night.clerk), zhang.membershipId, 50_000);
    const paid = await spend(world, await atCounter(night.house, night.clerk), zhang.cardNo, 2_000, {
      slipNo: 'SV-778',
    });
    const card = await slip(20, { slipNo: 'SV-778', pay: [['STORED_VALUE', 20]] });
    const points = await credit(night, zhang, card.slipNo);
    expect((await wang.get(`/spends/${paid.spendId}`)).text).toContain('SV-778 · 积分');
    expect((await wang.get(`/points/confirmations/${points.confirmationId}`)).text).toContain('储值卡付款 20.00 元');
    const back = { slipNo: 'SV-778', refundNo: 'SV-R', tenders: [{ kind: 'STORED_VALUE' as const, amountFen: 500 }] };
    const { store, businessDate } = night.house;
    const paidBack = async (tx: Tx) => (await world.get(SlipChanges).refund(tx, back)).refundId;
    await given(world, store.id, paidBack, businessDate);
    expect((await wang.get(`/invoices/slips/${card.id}`)).text).toContain('退回卡上 5.00,还算 15.00');
  });

  it('reddens and corrects on the record’s page, and shows what is wrong there', async () => {
    const one = await slip(200);
    const { location: record = '' } = await issue(await found(one.slipNo, one.visitNo));
    const back = `${record}/take-back`;
    const tooMuch = await wang.submit(record, { reason: '02', amount: '201', redNumber: platformNo() }, back);
    expect([tooMuch.status, tooMuch.text.includes('最多可红冲 200.00 元')]).toEqual([409, true]);
    expect((await wang.submit(record, { reason: '02', amount: '50', redNumber: platformNo() }, back)).status).toBe(303);
    expect((await wang.get(record)).text).toContain('部分红冲');
    const unit = { titleKind: 'UNIT', title: '星光文化有限公司', number: platformNo(), redNumber: platformNo() };
    const bad = await wang.submit(record, { ...unit, taxNo: '91350100M000100Y44' }, `${record}/title`);
    expect([bad.status, bad.text.includes('税号校验不通过')]).toEqual([422, true]);
    const right = await wang.submit(record, { ...unit, taxNo: '91350100M000100Y43' }, `${record}/title`);
    expect((await wang.follow(right)).text).toContain('星光文化有限公司');
    expect((await wang.get('/invoices/records?date=2026-11-20')).text).toContain('星光文化有限公司');
    expect((await wang.get('/signatures')).text).toContain('发票红冲');
  });

  it('takes a refund of what is invoiced, lets it wait and ends it', async () => {
    const one = await slip(150);
    const { location: record = '' } = await issue(await found(one.slipNo, one.visitNo));
    const asked = await wang.submit('/invoices/refunds', { slipNo: one.slipNo, amount: '50' }, '/invoices/refunds');
    expect(asked.status).toBe(303);
    const list = await wang.get('/invoices/refunds');
    expect(list.text).toContain('待红冲');
    expect((await wang.get('/')).text).toContain('待红冲');
    await wang.submit(record, { reason: '02', amount: '50', redNumber: platformNo() }, `${record}/take-back`);
    const paid =
      (await wang.get('/invoices/refunds')).html.match(/\/invoices\/refunds\/[0-9a-f-]{36}\/paid/)?.[0] ?? '';
    expect((await wang.submit('/invoices/refunds', {}, paid)).status).toBe(303);
    expect((await wang.get('/invoices/refunds')).text).toContain('没有等待红冲的退款');
  });
});
