import { SESSION_COOKIE } from '../../src/platform/http/cookies.js';
import { SessionStore } from '../../src/platform/http/session-store.js';
import { barriersOn } from '../support/barriers.js';
import { openBrowser } from '../support/chromium.js';
import { describeOnSqlite } from '../support/databases.js';
import { expectBooksToBalance } from '../support/invariants.js';
import { type InvoiceNight, openInvoiceNight, settled } from '../support/invoices.js';
import { type Colleague, PIN } from '../support/people.js';
import { type AppWorld, openWorld } from '../support/world.js';
import { Hands } from './keyboard.js';

describeOnSqlite('invoices at the counter PC', (db) => {
  let world: AppWorld;
  let night: InvoiceNight;
  let bookId: string;

  beforeAll(async () => {
    world = await openWorld(db, { at: '2026-11-20T12:00' });
    night = await openInvoiceNight(world, 'PAPER');
  });
  afterAll(async () => {
    await expectBooksToBalance(world);
    await world.close();
  });

  async function openedBy(person: Colleague, locale: 'zh-CN' | 'en' = 'zh-CN', theme: 'dark' | 'light' = 'dark') {
    const counter = await openBrowser({ locale, theme });
    const url = await world.listen();
    const value = await world.get(SessionStore).create(person.id, night.house.terminal.id);
    await counter.context.addCookies([
      { name: SESSION_COOKIE, value, url },
      { name: 'lang', value: locale, url },
    ]);
    const page = await counter.newPage();
    const go = (path: string) => page.goto(`${url}${path}`);
    return { counter, page, go, hands: new Hands(page) };
  }

  it('is a book received by Finance and handed out with two signatures, all by keys', async () => {
    const { counter, page, go, hands } = await openedBy(night.finance);
    await go('/invoices/books');
    expect(await barriersOn(page)).toEqual([]);
    await page.selectOption('[name=kind]', 'HAND');
    await hands.type('144001219900', '[name=code]');
    await hands.type('00000001', '[name=firstNo]');
    await hands.type('50', '[name=sheets]');
    await page.keyboard.press('Enter');
    await page.getByText('00000001–00000050').first().waitFor();
    bookId = (await world.one<{ id: string }>('SELECT id FROM invoice_book'))!.id;
    await hands.tick(`book-${bookId}`);
    await hands.type(night.clerk.staffNo, '[name=cosignStaffNo]');
    await hands.type(PIN, '[name=cosignPassword]');
    await page.keyboard.press('Enter');
    await page.getByText('已移交 1 本').first().waitFor();
    await counter.close();
  });

  it('is issued at F7 from receipt and room-opening slip, in few inputs', async () => {
    const { slipNo, id } = await settled(night, 680);
    const { visitNo } = (await world.one<{ visitNo: string }>('SELECT visit_no FROM slip WHERE id = ?', [id]))!;
    const { counter, page, go, hands } = await openedBy(night.clerk);
    await go('/');
    hands.guestSpeaks();
    await hands.use('F7', /\/invoices$/);
    expect(await barriersOn(page)).toEqual([]);
    await hands.type(slipNo, '[name=slipNo]');
    await hands.type(visitNo, '[name=visitNo]');
    await hands.enter(/\/invoices\/issue/);
    expect(await page.locator('main').textContent()).toContain('人民币陆佰捌拾元整');
    expect(await barriersOn(page)).toEqual([]);
    await hands.tick('confirmed');
    await hands.enter(/\/invoices\/records\//);
    expect(hands.count).toBeLessThanOrEqual(6);
    expect(await page.locator('main').textContent()).toContain('00000001');
    await counter.close();
  });

  it('is found by room and time when the guest lost a paper, once the supervisor has said so', async () => {
    const { slipNo } = await settled(night, 90, { roomNo: 'B201' });
    const { counter, page, go, hands } = await openedBy(night.clerk);
    await go('/invoices');
    await hands.type('b201', '[name=room]');
    await hands.enter(/\/invoices\/room/);
    await page.getByText(slipNo).first().waitFor();
    await hands.take('a[href^="/invoices/issue"]', /\/invoices\/issue/);
    await hands.type('客人把小票扔了', '#lost-reason');
    await hands.enter(/\/invoices$/);
    const lead = await openedBy(night.supervisor);
    await lead.go('/approvals');
    await lead.hands.take('main a[href^="/approvals/"]', /\/approvals\//);
    await lead.hands.type(PIN, 'input[type=password]');
    await lead.hands.enter(/\/approvals$/);
    await lead.counter.close();
    await go('/invoices/room?room=B201&date=2026-11-20');
    await hands.take('a[href^="/invoices/issue"]', /\/invoices\/issue/);
    await hands.tick('confirmed');
    await hands.enter(/\/invoices\/records\//);
    expect(await page.locator('main').textContent()).toContain('00000002');
    await counter.close();
  });

  it.each([
    ['zh-CN', 'dark'],
    ['en', 'light'],
  ] as const)('shows its pages without a fault in %s, %s', async (locale, theme) => {
    const { counter, page, go } = await openedBy(night.finance, locale, theme);
    const [record] = await world.rows<{ id: string }>('SELECT id FROM invoice');
    for (const path of ['register', 'platform', `records/${record!.id}`, `books/${bookId}`]) {
      await go(`/invoices/${path}`);
      expect([path, await barriersOn(page)]).toEqual([path, []]);
      expect(await page.locator('html').getAttribute('lang')).toBe(locale);
    }
    await counter.close();
  });

  it('goes back to Finance, and an open sheet in mid-book is reported lost on the way', async () => {
    const { counter, page, go, hands } = await openedBy(night.clerk);
    await go(`/invoices/books/${bookId}`);
    await hands.type('00000030', '[name=first]');
    await hands.type('1', '[name=count]');
    await hands.type('缺页', '#lose-reason');
    await hands.type(night.supervisor.staffNo, '[name=cosignStaffNo]');
    await hands.type(PIN, '[name=cosignPassword]');
    await page.keyboard.press('Enter');
    await page.getByText('已用 3 张,空白 47 张').first().waitFor();
    await go('/invoices/books');
    await hands.tick(`book-${bookId}`);
    await hands.type(night.finance.staffNo, '[name=cosignStaffNo]');
    await hands.type(PIN, '[name=cosignPassword]');
    await page.keyboard.press('Enter');
    await page.getByText('已移交 1 本').first().waitFor();
    expect(await world.one('SELECT place FROM invoice_book')).toEqual({ place: 'FINANCE' });
    await counter.close();
  });
});
