import { InvoiceRegister } from '../../src/invoices/invoice-register.js';
import { readTable } from '../../src/platform/files/table.js';
import { TERMINAL_COOKIE } from '../../src/platform/http/cookies.js';
import { describeOnBothDatabases } from '../support/databases.js';
import { Desk } from '../support/http.js';
import { expectBooksToBalance } from '../support/invariants.js';
import { giveBook, type InvoiceNight, openInvoiceNight, platformNo, settled } from '../support/invoices.js';
import { at, PASSWORD, PIN } from '../support/people.js';
import { type AppWorld, openWorld } from '../support/world.js';

describeOnBothDatabases('开发票 at the counter', (db) => {
  let world: AppWorld;
  let night: InvoiceNight;
  let wang: Desk;
  let chen: Desk;
  let boss: { cosignStaffNo: string; cosignPassword: string };

  beforeAll(async () => {
    world = await openWorld(db, { at: '2026-11-20T12:00' });
    night = await openInvoiceNight(world, 'DIGITAL');
    boss = { cosignStaffNo: night.supervisor.staffNo, cosignPassword: PIN };
    wang = await signIn(night.clerk.staffNo);
    chen = await signIn(night.finance.staffNo);
  });
  beforeEach(() => world.clock.setTo('2026-11-20T12:05:00+08:00'));
  afterEach(() => expectBooksToBalance(world));
  afterAll(() => world.close());

  async function signIn(staffNo: string): Promise<Desk> {
    const desk = new Desk(world);
    desk.setCookie(TERMINAL_COOKIE, night.house.terminalToken);
    expect((await desk.submit('/sign-in', { staffNo, password: PASSWORD })).status).toBe(303);
    return desk;
  }

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
    const rooms = await wang.get('/invoices/room?room=b201&date=2026-11-20');
    expect(rooms.text).toContain(one.slipNo);
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

  it('keeps books: received by Finance, handed over with a PIN, spoilt, lost, on a strip', async () => {
    const typed = { kind: 'HAND', code: '1440012199', firstNo: '00000001', sheets: '5' };
    expect((await chen.submit('/invoices/books', { ...typed, code: '12' }, '/invoices/books')).status).toBe(422);
    expect((await chen.submit('/invoices/books', typed, '/invoices/books')).status).toBe(303);
    const { id } = (await world.one<{ id: string }>('SELECT id FROM invoice_book WHERE code = ?', ['1440012199']))!;
    const hand = { [`book-${id}`]: '1', cosignStaffNo: night.clerk.staffNo };
    expect(
      (await chen.submit('/invoices/books', { ...hand, cosignPassword: '000000' }, '/invoices/books/hand')).status,
    ).toBe(422);
    expect(
      (await chen.submit('/invoices/books', { ...hand, cosignPassword: PIN }, '/invoices/books/hand')).status,
    ).toBe(303);
    const page = `/invoices/books/${id}`;
    expect((await wang.get(page)).text).toContain('已用 0 张,空白 5 张');
    expect((await wang.submit(page, { reason: '打印错位' }, `${page}/spoil`)).status).toBe(303);
    expect((await wang.submit(page, { count: '9', reason: '受潮', ...boss }, `${page}/lost`)).status).toBe(409);
    expect((await wang.submit(page, { count: '1', reason: '受潮', ...boss }, `${page}/lost`)).status).toBe(303);
    expect((await wang.get(page)).text).toContain('已用 2 张,空白 3 张');
    expect(
      (
        await chen.submit(
          '/invoices/books',
          { deskId: night.house.terminal.deskId, [`mode-${night.house.terminal.deskId}`]: 'DIGITAL' },
          '/invoices/books/desks',
        )
      ).status,
    ).toBe(303);
  });

  it('compares with the platform’s list, and says what is missing either way', async () => {
    const numbers = await world.rows<{ number: string; amountFen: number }>(
      "SELECT number, amount_fen FROM invoice_number WHERE store_id = ? AND kind = 'DIGITAL' ORDER BY number",
      [night.house.store.id],
    );
    const lines = numbers.map(({ number, amountFen }) => `${number},${(amountFen / 100).toFixed(2)}`);
    const upload = (rows: readonly string[]) =>
      wang.upload('/invoices/platform', '/invoices/platform', 'file', {
        name: 'list.csv',
        content: Buffer.from(`发票号码,价税合计\n${rows.join('\n')}\n`),
      });
    expect((await wang.get('/invoices/platform')).text).toContain('还没有导入当天的平台清单');
    expect((await upload(['12,3'])).status).toBe(422);
    expect((await upload(lines.slice(1))).status).toBe(303);
    expect((await wang.get('/invoices/platform')).text).toContain('本系统有,平台没有');
    expect((await upload(lines)).status).toBe(303);
    expect((await wang.get('/invoices/platform')).text).toContain('张数、金额、号码都一致');
  });

  it('gives Finance the register with every number, and the same as a file', async () => {
    await giveBook(night, night.clerk, { kind: 'FIXED', yuan: 50 });
    const page = await chen.get('/invoices/register?month=2026-11');
    expect(page.text).toContain('没有断号,账实一致');
    expect((await chen.get('/invoices/register/sheet?month=2026-11')).text).toContain('1440012199');
    expect((await chen.submit('/invoices/register?month=2026-11', {}, '/invoices/register/excel')).status).toBe(422);
    const typed = { reason: '月末核对' };
    const excel = await chen.submit('/invoices/register?month=2026-11', typed, '/invoices/register/excel');
    expect([excel.status, String(excel.headers['content-type'])]).toEqual([200, expect.stringContaining('sheet')]);
    const office = at(night.house, night.finance, { terminal: null });
    const table = await readTable(await world.get(InvoiceRegister).excel(office, '2026-11', '月末核对'));
    const rows = [];
    for await (const row of table.rows) rows.push(row);
    const { n } = (await world.one<{ n: number }>('SELECT count(*) AS n FROM invoice_number WHERE store_id = ?', [
      night.house.store.id,
    ]))!;
    expect(rows).toHaveLength(n + 1);
    expect((await wang.get('/invoices/register')).status).toBe(403);
  });
});
