import { uuidv7 } from 'uuidv7';
import { SpoilSheets } from '../../src/invoices/books/spoil-sheets.js';
import { InvoiceRegister } from '../../src/invoices/invoice-register.js';
import { readTable } from '../../src/platform/files/table.js';
import { describeOnBothDatabases } from '../support/databases.js';
import { Desk } from '../support/http.js';
import { expectBooksToBalance } from '../support/invariants.js';
import {
  digital,
  giveBook,
  type InvoiceNight,
  issue,
  openInvoiceNight,
  platformNo,
  settled,
} from '../support/invoices.js';
import { enrol } from '../support/members.js';
import { at, given, PIN } from '../support/people.js';
import { atCounter, cosigned } from '../support/shifts.js';
import { topUp } from '../support/stored-value.js';
import { type AppWorld, openWorld } from '../support/world.js';

const NUMBERS = /(?<![\dA-Z])(\d{20}|\d{8})(?!\d)/g;

describeOnBothDatabases('invoices in the office', (db) => {
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
    for (const yuan of [100, 200])
      await issue(night, [(await settled(night, yuan)).id], { kind: 'DIGITAL', number: platformNo() });
  });
  beforeEach(() => world.clock.setTo('2026-11-20T12:05:00+08:00'));
  afterEach(() => expectBooksToBalance(world));
  afterAll(() => world.close());

  const signIn = (staffNo: string) => Desk.atCounter(world, night.house, staffNo);

  it('are issued by Finance to a company on account before it pays, and by nobody at the counter', async () => {
    const bill = await settled(night, 900, { pay: [['ON_ACCOUNT', 900]] });
    const list = await chen.get('/invoices/account');
    expect(list.text).toContain(bill.slipNo);
    const page = `/invoices/account/issue?s=ACCOUNT:${bill.id}`;
    const unit = { title: '星光文化有限公司', taxNo: '91350100M000100Y43', number: platformNo(), confirmed: '1' };
    const wrong = await chen.submit(page, { ...unit, taxNo: '91350100M000100Y44' }, '/invoices/account/issue');
    expect([wrong.status, wrong.text.includes('税号校验不通过')]).toEqual([422, true]);
    const done = await chen.submit(page, unit, '/invoices/account/issue');
    expect((await chen.follow(done)).text).toContain('900.00');
    expect((await chen.get('/invoices/account')).text).not.toContain(bill.slipNo);
    expect((await wang.get('/invoices/account')).status).toBe(403);
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
    const middle = { first: '00000004', count: '1', reason: '缺页', ...boss };
    const before = await wang.submit(page, { ...middle, first: '00000001' }, `${page}/lost`);
    expect([before.status, before.text.includes('00000001 号不是本子里的空白票')]).toEqual([409, true]);
    expect((await wang.submit(page, middle, `${page}/lost`)).status).toBe(303);
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
    expect((await wang.get('/invoices/register')).status).toBe(403);
  });

  it('shows every number with its source and holder, page by page, and the file and the paper hold the same', async () => {
    const desk = await atCounter(night.house, night.clerk);
    const { membershipId } = await enrol(world, desk);
    await topUp(world, desk, membershipId, 30_000);
    const source = async (table: string) =>
      (await world.one<{ id: string; number: string }>(
        `SELECT x.id, d.number FROM ${table} x JOIN document d ON d.id = x.document_id WHERE x.membership_id = ?`,
        [membershipId],
      ))!;
    const [lot, fee] = [await source('top_up_lot'), await source('enrolment')];
    for (const ref of [`LOT:${lot.id}`, `FEE:${fee.id}`]) await issue(night, [ref], digital());
    const bookId = await giveBook(night, night.clerk, { sheets: 300 });
    const lost = { first: '', count: '210', reason: '水浸' };
    await world.get(SpoilSheets).lose(desk, uuidv7(), bookId, lost, cosigned(night.supervisor));
    const first = await chen.get('/invoices/register?month=2026-11');
    const second = await chen.get('/invoices/register?month=2026-11&skip=200');
    const numbers = (html: string) =>
      (/<tbody>.*<\/tbody>/s.exec(html)?.[0] ?? '').replaceAll(/<[^>]*>/g, ' ').match(NUMBERS) ?? [];
    const shown = [...numbers(first.html), ...numbers(second.html)];
    for (const text of [lot.number, fee.number, '水浸', `客服 · ${night.clerk.name}`])
      expect(`${first.text} ${second.text}`).toContain(text);
    const office = at(night.house, night.finance, { terminal: null });
    const table = await readTable(await world.get(InvoiceRegister).excel(office, '2026-11', '月末核对'));
    const rows: string[] = [];
    for await (const { cells } of table.rows) rows.push(cells[2] ?? '');
    expect(rows.slice(0, -1)).toEqual(shown);
    expect(numbers((await chen.get('/invoices/register/sheet?month=2026-11')).html)).toEqual(shown);
    const { n } = (await world.one<{ n: number }>('SELECT count(*) AS n FROM invoice_number WHERE store_id = ?', [
      night.house.store.id,
    ]))!;
    expect(shown).toHaveLength(n);
  });

  it('names what went astray in the words of whoever reads', async () => {
    const [{ number } = { number: '' }] = await world.rows<{ number: string }>(
      "SELECT number FROM invoice_number WHERE store_id = ? AND state = 'ISSUED'",
      [night.house.store.id],
    );
    const put = (state: string) =>
      given(world, night.house.store.id, async (tx) => {
        await tx.run('UPDATE invoice_number SET state = ? WHERE number = ?', [state, number]);
        return state;
      });
    await put('LOST');
    expect((await chen.get('/invoices/register')).text).toContain(`号码 ${number} 记为「遗失」`);
    chen.setCookie('lang', 'en');
    expect((await chen.get('/invoices/register')).text).toContain(`Number ${number} stands at Lost`);
    chen.setCookie('lang', 'zh-CN');
    await put('ISSUED');
  });
});
