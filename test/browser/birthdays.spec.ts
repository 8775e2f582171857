import { AxeBuilder } from '@axe-core/playwright';
import { TERMINAL_COOKIE } from '../../src/platform/http/cookies.js';
import { type BirthdayHouse, birthdayGift, draw, listed, memberBorn, seated, staffed } from '../support/birthdays.js';
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
  beforeAll(async () => {
    world = await openWorld(db, { at: '2026-11-20T17:00' });
    story = await staffed(world);
    const itemId = await birthdayGift(story);
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
      { name: 'ktv_locale', value: options.locale ?? 'zh-CN', url: address },
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
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => `${page.url()} ${id}: ${nodes[0]?.html}`)).toEqual([]);
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

  it.each(['dark', 'light'] as const)('every page of the room is accessible in the %s theme', async (theme) => {
    const hands = await sitDown('9001', { theme });
    const paths = ['', '/board', '/month', '/draw', '/hand', '/slips', '/stock', '/reconciliation', '/tax', '/av'];
    for (const path of [...paths.map((each) => `/birthdays${each}`), '/rooms', '/rooms/register']) {
      await hands.page.goto(`${address}${path}`);
      await expectAccessible(hands);
    }
  });
});
