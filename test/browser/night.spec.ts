import type { Page } from 'playwright-core';
import { uuidv7 } from 'uuidv7';
import { booksHeldBy } from '../../src/invoices/books/book-rows.js';
import { HandBook } from '../../src/invoices/books/hand-book.js';
import { ReceiveBook } from '../../src/invoices/books/receive-book.js';
import { SpoilSheets } from '../../src/invoices/books/spoil-sheets.js';
import { Reader } from '../../src/platform/database/reader.js';
import { SESSION_COOKIE } from '../../src/platform/http/cookies.js';
import { SessionStore } from '../../src/platform/http/session-store.js';
import { DrawerCounts } from '../../src/shifts/drawer-counts.js';
import { ShiftsService } from '../../src/shifts/shifts.service.js';
import { barriersOn } from '../support/barriers.js';
import { blanks } from '../support/cards.js';
import { openBrowser } from '../support/chromium.js';
import { describeOnSqlite } from '../support/databases.js';
import { expectBooksToBalance } from '../support/invariants.js';
import { closeDay, openDay, signAll } from '../support/night.js';
import { at, type Colleague, hire, type House, openHouse, PIN } from '../support/people.js';
import { atCounter, cosigned, openShift, printPaper, sell } from '../support/shifts.js';
import { type AppWorld, openWorld } from '../support/world.js';
import { Hands } from './keyboard.js';

describeOnSqlite('the night at the counter PC', (db) => {
  let world: AppWorld;
  let house: House;
  let b: Colleague;
  let a: Colleague;
  let lead: Colleague;
  let guard: Colleague;
  let finance: Colleague;
  let shiftId: string;
  let desk: string;

  beforeAll(async () => {
    world = await openWorld(db, { at: '2026-11-21T01:40' });
    house = await openHouse(world);
    desk = `/night/desks/${house.terminal.deskId}`;
    a = await hire(house, '8801', 'CLERK', { name: '王丽' });
    b = await hire(house, '8802', 'CLERK', { name: '赵敏' });
    lead = await hire(house, '8001', 'DUTY_SUPERVISOR', { name: '李主管' });
    guard = await hire(house, '6001', 'SECURITY_GUARD', { name: '高强' });
    finance = await hire(house, '7001', 'FINANCE', { name: '陈会计' });
    const bookIds: string[] = [];
    for (const code of ['144031900110', '144031900111', '144031900112']) {
      const book = { kind: 'HAND', code, firstNo: '00000011', sheets: '40', denomination: '' };
      bookIds.push((await world.get(ReceiveBook).receive(at(house, finance), uuidv7(), book)).result.bookId);
    }
    await openShift(house, b, 'B');
    const input = { bookIds, absentReason: '' };
    await world.get(HandBook).hand(at(house, b), uuidv7(), input, cosigned(finance));
    shiftId = await world.get(ShiftsService).cut(at(house, b), uuidv7());
    await world.get(DrawerCounts).count(at(house, b), uuidv7(), shiftId, { 10_000: 0 });
  });
  afterAll(async () => {
    await expectBooksToBalance(world);
    await world.close();
  });

  async function openedBy(
    person: Colleague,
    locale: 'zh-CN' | 'en',
    theme: 'dark' | 'light',
    javaScriptEnabled = true,
  ) {
    const counter = await openBrowser({ locale, theme, javaScriptEnabled });
    const url = await world.listen();
    const value = await world.get(SessionStore).create(person.id, house.terminal.id);
    await counter.context.addCookies([
      { name: SESSION_COOKIE, value, url },
      { name: 'lang', value: locale, url },
    ]);
    const page = await counter.newPage();
    return { counter, page, go: (path: string) => page.goto(`${url}${path}`) };
  }

  it('goes from the last number to the sealed safe by the keyboard', async () => {
    const { counter, page, go } = await openedBy(b, 'zh-CN', 'dark');
    await go(`/handover/${shiftId}`);
    expect(await barriersOn(page)).toEqual([]);
    // books that came from Finance in this shift are read one by one
    await fillAll(page, 'input[id^="f-line-book"]', '00000011');
    await page.fill('#f-pin', PIN);
    await page.keyboard.press('Enter');
    await page.getByText('等接班人确认').first().waitFor();
    await page.fill('#f-cosignStaffNo', lead.staffNo);
    await page.fill('#f-cosignPassword', PIN);
    await page.keyboard.press('Enter');
    await page.getByText('这个班已经交完').first().waitFor();

    await go('/night');
    expect(await barriersOn(page)).toEqual([]);
    await go(desk);
    expect(await barriersOn(page)).toEqual([]);
    await page.fill('#f-pin', PIN);
    await page.keyboard.press('Enter');
    await page.locator('#f-number').waitFor();
    expect(await barriersOn(page)).toEqual([]);
    await page.fill('#f-line-books', '3');
    await page.fill('#f-number', 'ft-0042');
    await page.fill('#seal-guardStaffNo', guard.staffNo);
    await page.fill('#seal-guardPassword', PIN);
    await page.keyboard.press('Enter');
    await page.getByText('FT-0042').first().waitFor();
    await counter.close();
    await closeDay(house, lead);
  });

  it('reads the seal in the morning without a script, and shows no number before', async () => {
    world.clock.setTo('2026-11-21T12:00:00+08:00');
    house = await openDay(house, lead, '2026-11-21');
    const { counter, page, go } = await openedBy(a, 'zh-CN', 'light', false);
    await go(desk);
    expect(await page.content()).not.toContain('FT-0042');
    await page.fill('#f-seal', 'FT-0042');
    await fillAll(page, 'input[id^="f-blank-"]', '00000011');
    await page.fill('#morning-guardStaffNo', guard.staffNo);
    await page.fill('#morning-guardPassword', PIN);
    await page.keyboard.press('Enter');
    await page.getByText('已验封').first().waitFor();
    await counter.close();
  });

  it('asks each figure of a full sheet once, and of books nobody tore from since the morning only how many', async () => {
    await openShift(house, a);
    const at12 = await atCounter(house, a);
    world.clock.advance(60_000);
    const [torn] = await booksHeldBy(world.get(Reader), a.id);
    await world.get(SpoilSheets).spoil(at12, uuidv7(), torn!.id, '写错');
    await signAll(house, a, lead);
    await blanks(house, 'MEMBER', '8801000001-8801000012');
    await printPaper(world, at12, 'top-up', 'ZZ');
    for (const till of ['tender.wechatPay', 'tender.alipay'] as const) await sell(world, at12, 20_000, till);
    await sell(world, at12, 68_500);
    const { counter, page, go } = await openedBy(a, 'zh-CN', 'light');
    const sheet = /\/handover\/[0-9a-f-]+$/;
    await go('/shifts');
    const hands = new Hands(page);
    hands.guestSpeaks();
    await hands.use('F9', sheet);
    await hands.enter(sheet);
    await openShift(house, b, 'B');
    for (const [piece, many] of Object.entries({ d10000: '6', d5000: '1', d2000: '1', d1000: '1', d500: '1' }))
      await hands.type(many, `#${piece}`);
    await hands.enter(sheet);
    expect(await barriersOn(page)).toEqual([]);
    for (const line of ['merchantCopies', 'invoiceCopies']) await hands.type('1', `#f-line-${line}`);
    await hands.type('12', '#f-line-blanks');
    expect(await page.locator('input[id^="f-line-book"]').count()).toBe(1);
    await hands.type('00000012', 'input[id^="f-line-book"]');
    await hands.type('2', '#f-pile-untouchedBooks');
    for (const tender of ['wechatPay', 'alipay']) await hands.type('200', `#f-total-${tender}`);
    await hands.type(PIN, '#f-pin');
    await hands.enter(sheet);
    await hands.type(PIN, '#f-cosignPassword');
    await hands.enter(sheet);
    await page.locator('#f-number').waitFor();
    // beyond the twelve: five denominations instead of one, a second tender, a second pile of books, the copy of a torn sheet
    expect(hands.count).toBe(19);
    await counter.close();
  });

  it.each([
    ['zh-CN', 'dark'],
    ['en', 'light'],
  ] as const)('shows its pages without a fault in %s, %s', async (locale, theme) => {
    const [seal] = await world.rows<{ id: string }>('SELECT id FROM night_seal');
    const { counter, page, go } = await openedBy(lead, locale, theme);
    for (const path of ['/night', '/night/history', `/night/seals/${seal!.id}`]) {
      await go(path);
      expect([path, await barriersOn(page)]).toEqual([path, []]);
      expect(await page.locator('html').getAttribute('lang')).toBe(locale);
    }
    await counter.close();
  });
});

async function fillAll(page: Page, fields: string, text: string): Promise<void> {
  for (const field of await page.locator(fields).all()) await field.fill(text);
}
