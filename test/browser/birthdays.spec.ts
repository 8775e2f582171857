import { uuidv7 } from 'uuidv7';
import { TERMINAL_COOKIE } from '../../src/platform/http/cookies.js';
import { RoomDesk } from '../../src/rooms/room-desk.js';
import { BusinessDaysService } from '../../src/venue/business-days.service.js';
import {
  type BirthdayHouse,
  birthdayGift,
  draw,
  listed,
  memberBorn,
  papersOf,
  seated,
  staffed,
} from '../support/birthdays.js';
import { barriersOn } from '../support/barriers.js';
import { type Counter, type CounterOptions, openBrowser } from '../support/chromium.js';
import { describeOnSqlite } from '../support/databases.js';
import { expectBooksToBalance } from '../support/invariants.js';
import { given, PASSWORD, PIN } from '../support/people.js';
import { type AppWorld, openWorld } from '../support/world.js';
import { Hands } from './keyboard.js';

describeOnSqlite('a birthday by keyboard alone', (db) => {
  let world: AppWorld;
  let story: BirthdayHouse;
  let address: string;
  let counter: Counter;
  let itemId: string;
  let tonight: string;
  beforeAll(async () => {
    world = await openWorld(db, { at: '2026-11-20T17:00' });
    story = await staffed(world);
    itemId = await birthdayGift(story);
    tonight = await guest('周子墨', 20);
    await draw(story, tonight, itemId);
    await draw(story, await guest('吴明天', 21), itemId);
    address = await world.listen();
  });
  afterEach(() => counter.close());
  afterAll(async () => {
    await expectBooksToBalance(world);
    await world.close();
  });

  async function guest(name: string, day: number): Promise<string> {
    world.clock.advance(1000);
    return listed(story, (await memberBorn(story.house, { name, day, month: 11 })).personId);
  }

  async function sitDown(staffNo: string, options: CounterOptions): Promise<Hands> {
    counter = await openBrowser(options);
    await counter.context.addCookies([
      { name: TERMINAL_COOKIE, value: story.house.terminalToken, url: address },
      { name: 'lang', value: options.locale ?? 'zh-CN', url: address },
      { name: 'theme', value: options.theme ?? 'dark', url: address },
    ]);
    const page = await counter.newPage();
    await page.goto(`${address}/sign-in`);
    const hands = new Hands(page, options.javaScriptEnabled);
    await hands.type(staffNo, '[name=staffNo]');
    await hands.type(PASSWORD, '[name=password]');
    await hands.enter(/:\d+\/$/);
    return hands;
  }

  async function expectAccessible({ page, scripts }: Hands): Promise<void> {
    if (!scripts) return;
    expect([page.url(), await barriersOn(page)]).toEqual([page.url(), []]);
  }

  it('the list of the night is read and confirmed, and a gift is given in the room', async () => {
    const hands = await sitDown('9002', { locale: 'zh-CN', theme: 'dark' });
    await hands.page.goto(`${address}/birthdays/todo`);
    await expectAccessible(hands);
    await hands.take('main nav a[href="/birthdays"]', /\/birthdays$/);
    await hands.take('form[action="/birthdays/day-sheet"] button[type=submit]', /\/birthdays$/);
    await hands.page.locator('main', { hasText: '李主管 17:00 已确认' }).waitFor();
    await seated(story, tonight, '1990-11-20');
    await hands.page.goto(`${address}/birthdays/${tonight}`);
    await hands.take('form[action$="/gift"] button[type=submit]', /\/birthdays\/[0-9a-f-]{36}$/);
    await hands.take('main a[href$="/undo"]', /\/undo$/);
    await expectAccessible(hands);
  });

  it.each([
    { locale: 'zh-CN', theme: 'dark', javaScriptEnabled: true },
    { locale: 'en', theme: 'light', javaScriptEnabled: true },
    { locale: 'zh-CN', theme: 'light', javaScriptEnabled: false },
  ] as const)('a guest is called for, and says yes: %j', async (options) => {
    const id = await guest(`陈${options.theme}`.slice(0, 2), 20);
    const hands = await sitDown('8001', options);
    await hands.page.goto(`${address}/birthdays/${id}`);
    await expectAccessible(hands);
    await hands.reach('form[action$="/calls"] [name=outcome]');
    await hands.page.keyboard.press('ArrowDown');
    await hands.type('5', 'form[action$="/calls"] [name=people]');
    await hands.take('form[action$="/calls"] button[type=submit]', /\/birthdays\/[0-9a-f-]{36}$/);
    await hands.page.locator('main', { hasText: '1120-' }).waitFor();
    await expectAccessible(hands);
  });

  it('a guest who walked in gets a room from reception, in English', async () => {
    const id = await guest('张散', 20);
    await story.world.get(RoomDesk).add(story.clerk, uuidv7(), { number: 'W7', kind: 'LARGE', capacity: '20' });
    const hands = await sitDown('7001', { locale: 'en', theme: 'dark' });
    await hands.page.goto(`${address}/birthdays/${id}`);
    await hands.type(papersOf('1990-11-20').number, '[name=number]');
    await hands.reach('[name=photo]');
    await hands.page.keyboard.press('Space');
    await hands.take('form[action$="/papers"] button[type=submit]', /\/birthdays\/[0-9a-f-]{36}$/);
    await hands.page.locator('[name=roomId]').waitFor();
    await hands.reach('[name=roomId]');
    await hands.page.keyboard.press('ArrowDown');
    await expectAccessible(hands);
    await hands.take('form[action$="/visit"] button[type=submit]', /\/birthdays\/[0-9a-f-]{36}$/);
    await hands.page.locator('form[action$="/usher"]').waitFor();
    await expectAccessible(hands);
  });

  const LISTS = ['', '/board', '/hand', '/stock', '/reconciliation', '/av'].map((path) => `/birthdays${path}`);
  const SHEETS = ['/month', '/draw', '/slips'].map((path) => `/birthdays${path}`);

  it.each([
    ['dark', 'zh-CN', [...LISTS, ...SHEETS]],
    ['light', 'en', [...LISTS, '/rooms', '/rooms/register']],
  ] as const)('pages of the room are accessible in the %s theme, in %s', async (theme, locale, paths) => {
    const hands = await sitDown('9001', { theme, locale });
    for (const path of [...paths, `/gifts/items/${itemId}`]) {
      await hands.page.goto(`${address}${path}`);
      await expectAccessible(hands);
    }
  });

  it('gifts are drawn, brought back, counted on the shelf, and the period is closed', async () => {
    world.clock.setTo('2026-11-30T16:00:00+08:00');
    const days = world.get(BusinessDaysService);
    await given(world, story.house.store.id, (tx) => days.close(tx), story.house.businessDate);
    await given(world, story.house.store.id, (tx) => days.open(tx, '2026-11-30').then(() => 'open'));
    const { personId } = await memberBorn(story.house, { name: '郑初一', month: 12, day: 1 });
    await listed(story, personId, '2026-11-30');
    const hands = await sitDown('9001', { locale: 'zh-CN', theme: 'dark' });
    const finance = async () => {
      await hands.type('5001', '[name=cosignStaffNo]');
      await hands.type(PIN, '[name=cosignPassword]');
    };
    await hands.page.goto(`${address}/birthdays/draw`);
    await finance();
    await hands.enter(/\/registers\/[0-9a-f-]{36}$/);
    await hands.page.locator('main', { hasText: '郑初一' }).waitFor();
    await hands.page.goto(`${address}/birthdays/hand`);
    await hands.type('1', '[name^="pieces_"]');
    await finance();
    await hands.take('button[formaction$="/return"]', /\/registers\/[0-9a-f-]{36}$/);
    await hands.page.locator('main', { hasText: '赠送品退货登记' }).waitFor();
    await hands.page.goto(`${address}/gifts/items/${itemId}/count`);
    await expectAccessible(hands);
    await hands.type('48', '[name=counted]');
    await finance();
    await hands.enter(/\/gifts\/items\/[0-9a-f-]{36}(\/count)?$/);
    await hands.page.goto(`${address}/birthdays/reconciliation`);
    for (const field of await hands.page.locator('[name^="counted_"]').all())
      await hands.type('1', `[name="${await field.getAttribute('name')}"]`);
    await finance();
    await hands.enter(/\/reconciliation\/[0-9a-f-]{36}$/);
    await hands.page.locator('.ring').first().waitFor();
    await expectAccessible(hands);
  });
});
