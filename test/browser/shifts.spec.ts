import { uuidv7 } from 'uuidv7';
import { SESSION_COOKIE } from '../../src/platform/http/cookies.js';
import { SessionStore } from '../../src/platform/http/session-store.js';
import { CashDrawer } from '../../src/shifts/cash-drawer.service.js';
import { DutyLog } from '../../src/shifts/duty-log.js';
import { ShiftsService } from '../../src/shifts/shifts.service.js';
import { barriersOn } from '../support/barriers.js';
import { openBrowser } from '../support/chromium.js';
import { describeOnSqlite } from '../support/databases.js';
import { expectBooksToBalance } from '../support/invariants.js';
import { fillDrawer } from '../support/night.js';
import { at, type Colleague, hire, type House, openHouse, PIN } from '../support/people.js';
import { atCounter, cosigned, openShift, sell } from '../support/shifts.js';
import { type AppWorld, openWorld } from '../support/world.js';
import { Hands } from './keyboard.js';

describeOnSqlite('handing over at the counter PC', (db) => {
  let world: AppWorld;
  let house: House;
  let a: Colleague;
  let b: Colleague;
  let finance: Colleague;
  let supervisor: Colleague;
  let shiftId: string;

  beforeAll(async () => {
    world = await openWorld(db, { at: '2026-11-20T12:00' });
    house = await openHouse(world);
    a = await hire(house, '8801', 'CLERK', { name: '王丽' });
    b = await hire(house, '8802', 'CLERK', { name: '赵敏' });
    finance = await hire(house, '7001', 'FINANCE', { name: '陈会计' });
    supervisor = await hire(house, '8001', 'DUTY_SUPERVISOR', { name: '李主管' });
    shiftId = await openShift(house, a);
    const desk = await atCounter(house, a);
    await world.get(CashDrawer).drawFloat(desk, uuidv7(), { askedFen: 50_000, countedFen: 50_000 }, cosigned(finance));
    for (const amount of [20_000, 20_000, 10_000, -10_000]) await sell(world, desk, amount);
    await sell(world, desk, 20_000, 'tender.wechatPay');
    await world
      .get(DutyLog)
      .add(at(house, a), uuidv7(), { kind: 'EQUIPMENT', place: '前台', text: '3 号读卡器失灵,已报修' });
    world.clock.setTo('2026-11-20T18:52:00+08:00');
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
    const counter = await openBrowser({ locale, theme, javaScriptEnabled, expectedNoise: /status of 422/ });
    const url = await world.listen();
    const value = await world.get(SessionStore).create(person.id, house.terminal.id);
    await counter.context.addCookies([
      { name: SESSION_COOKIE, value, url },
      { name: 'lang', value: locale, url },
    ]);
    const page = await counter.newPage();
    const go = (path: string) => page.goto(`${url}${path}`);
    return { counter, page, go };
  }

  it.each([
    ['zh-CN', 'dark'],
    ['en', 'light'],
  ] as const)('shows its pages without a fault in %s, %s', async (locale, theme) => {
    for (const [person, paths] of [
      [a, ['/shifts', '/shifts/copies', '/day-sheets', '/duty-log', '/handover']],
      [b, ['/shifts', `/handover/${shiftId}`]],
      [supervisor, ['/venue/day']],
      [finance, ['', '/deposits', '/floats', '/differences', '/tenders'].map((tab) => `/finance${tab}`)],
    ] as const) {
      const { counter, page, go } = await openedBy(person, locale, theme);
      for (const path of paths) {
        await go(path);
        expect([path, await barriersOn(page)]).toEqual([path, []]);
      }
      await counter.close();
    }
  });

  it('goes from F9 to the next clerk by the keyboard, also when the count differs', async () => {
    const { counter, page, go } = await openedBy(a, 'zh-CN', 'light');
    await go('/shifts');
    await page.keyboard.press('F9');
    await page.waitForURL('**/handover/**');
    await page.keyboard.press('Enter');
    await page.locator('#d10000').waitFor();
    await openShift(house, b, 'B');
    expect(await barriersOn(page)).toEqual([]);
    for (const [piece, many] of [
      ['d10000', '8'],
      ['d5000', '1'],
      ['d2000', '2'],
      ['d500', '1'],
    ] as const)
      await page.fill(`#${piece}`, many);
    await page.keyboard.press('Enter');
    await page.getByText('请复点一次').first().waitFor();
    await page.fill('#d10000', '9');
    await page.fill('#d5000', '1');
    await page.keyboard.press('Enter');
    await page.locator('#f-pin').waitFor();
    await page.fill('#f-total-wechatPay', '200');
    await page.fill('#f-reason', '多收 50 元,查找零');
    await page.fill('#f-cosignStaffNo', supervisor.staffNo);
    await page.fill('#f-cosignPassword', PIN);
    await page.fill('#f-pin', PIN);
    expect(await barriersOn(page)).toEqual([]);
    await page.keyboard.press('Enter');
    await page.getByText('等接班人确认').first().waitFor();
    await page.getByText('李主管 在场授权').waitFor();
    expect(await barriersOn(page)).toEqual([]);
    await page.fill('#f-cosignStaffNo', b.staffNo);
    await page.fill('#f-cosignPassword', PIN);
    await page.keyboard.press('Enter');
    await page.locator('#f-number').waitFor();
    await counter.close();
  });

  it('takes no more than twelve inputs of both clerks when everything agrees', async () => {
    // the float of 500 came over from the first shift; copies of three piles, blanks and a book lie in the drawer
    const desk = await atCounter(house, b);
    for (const till of ['cash.drawer', 'tender.wechatPay'] as const) await sell(world, desk, 20_000, till);
    await fillDrawer(house, b, finance);
    const { counter, page, go } = await openedBy(b, 'en', 'dark');
    await go('/shifts');
    const hands = new Hands(page);
    hands.guestSpeaks();
    await hands.use('F9', /\/handover\/[0-9a-f-]+$/);
    await hands.enter(/\/handover\/[0-9a-f-]+$/);
    await page.locator('#d10000').waitFor();
    await hands.type('7', '#d10000');
    const next = await hire(house, '8803', 'CLERK');
    await openShift(house, next, 'B');
    await hands.enter(/\/handover\/[0-9a-f-]+$/);
    await page.locator('#f-pin').waitFor();
    await hands.type('3', '#f-line-merchantCopies');
    await hands.type('12', '#f-line-blanks');
    await hands.type('00000001', 'input[id^="f-line-book"]');
    await hands.type('200', '#f-total-wechatPay');
    await hands.type(PIN, '#f-pin');
    await hands.enter(/\/handover\/[0-9a-f-]+$/);
    await page.locator('#f-cosignPassword').waitFor();
    await hands.type(PIN, '#f-cosignPassword');
    await hands.enter(/\/handover\/[0-9a-f-]+$/);
    await page.locator('#f-number').waitFor();
    expect(hands.count).toBeLessThanOrEqual(12);
    await world.get(ShiftsService).cut(at(house, next), uuidv7());
    await counter.close();
  });

  it.each([
    ['zh-CN', 'light'],
    ['en', 'dark'],
  ] as const)('lets Finance count a bag without a fault in %s, %s', async (locale, theme) => {
    const [bag] = await world.rows<{ id: string }>("SELECT id FROM cash_bag WHERE state = 'IN_HAND' ORDER BY id");
    const { counter, page, go } = await openedBy(finance, locale, theme);
    for (const path of [`/finance/bags/${bag!.id}`, `/shifts/${shiftId}`, `/handover/${shiftId}`]) {
      await go(path);
      expect([path, await barriersOn(page)]).toEqual([path, []]);
    }
    await counter.close();
  });

  it('counts a bag in the office and brings it to the bank by the keyboard', async () => {
    const { counter, page, go } = await openedBy(finance, 'en', 'light');
    const hands = new Hands(page);
    const office = /\/finance$/;
    await go('/');
    await hands.take('.rail [href="/finance"]', office);
    await hands.take('main [href^="/finance/bags/"]', /\/finance\/bags\//);
    await hands.type('4', '#d10000');
    await hands.enter(/\/finance\/bags\//);
    await page.getByText('give the reason').first().waitFor();
    await hands.type('counted twice', '#f-reason');
    await hands.enter(office);
    expect(await barriersOn(page)).toEqual([]);
    await hands.tick((await page.locator('main [type=checkbox]').first().getAttribute('name'))!);
    await hands.type('ICBC-1120', '#f-number');
    await hands.enter(office);
    await page.getByText('All is deposited').waitFor();
    await counter.close();
  });

  it('opens a shift without a script', async () => {
    const { counter, page, go } = await openedBy(supervisor, 'zh-CN', 'dark', false);
    await go('/shifts');
    await page.locator('main form [name=template]').first().waitFor();
    await counter.close();
  });
});
