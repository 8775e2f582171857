import { uuidv7 } from 'uuidv7';
import { TERMINAL_COOKIE } from '../../src/platform/http/cookies.js';
import { RoomDesk } from '../../src/rooms/room-desk.js';
import { type BirthdayHouse, birthdayGift, draw, listed, memberBorn, seated, staffed } from '../support/birthdays.js';
import { barriersOn } from '../support/barriers.js';
import { type Counter, type CounterOptions, openBrowser } from '../support/chromium.js';
import { describeOnSqlite } from '../support/databases.js';
import { expectBooksToBalance } from '../support/invariants.js';
import { PASSWORD } from '../support/people.js';
import { type AppWorld, openWorld } from '../support/world.js';
import { Hands } from './keyboard.js';

describeOnSqlite('a birthday by keyboard alone', (db) => {
  let world: AppWorld;
  let story: BirthdayHouse;
  let address: string;
  let counter: Counter;
  let itemId: string;
  beforeAll(async () => {
    world = await openWorld(db, { at: '2026-11-20T17:00' });
    story = await staffed(world);
    itemId = await birthdayGift(story);
    const id = await guest('周子墨', 20);
    await draw(story, id, itemId);
    await seated(story, id, '1990-11-20');
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
    await hands.type('1990-11-20', '[name=typed]');
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
  const SHEETS = ['/month', '/draw', '/slips', '/tax'].map((path) => `/birthdays${path}`);

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
});
