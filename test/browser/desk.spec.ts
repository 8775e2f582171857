import type { Page } from 'playwright-core';
import { TERMINAL_COOKIE } from '../../src/platform/http/cookies.js';
import { barriersOn } from '../support/barriers.js';
import { type Counter, type CounterOptions, openBrowser } from '../support/chromium.js';
import { describeOnSqlite } from '../support/databases.js';
import { busyEvening } from '../support/desk-evening.js';
import { type Colleague, hire, type House, openHouse, PASSWORD } from '../support/people.js';
import { type AppWorld, openWorld } from '../support/world.js';

describeOnSqlite('the desk in the browser', (db) => {
  let world: AppWorld;
  let house: House;
  let wang: Colleague;
  let li: Colleague;
  let evening: { documentId: string; requestId: string };
  let counter: Counter;
  beforeAll(async () => {
    world = await openWorld(db);
    house = await openHouse(world);
    wang = await hire(house, '8801', 'CLERK', { name: '王丽' });
    li = await hire(house, '8802', 'CUSTOMER_SERVICE_MANAGER', { name: '陈晨' });
    evening = await busyEvening(house, wang);
  });
  afterEach(() => counter.close());
  afterAll(() => world.close());

  async function open(person: Colleague, options: CounterOptions = {}): Promise<Page> {
    counter = await openBrowser(options);
    const address = await world.listen();
    await counter.context.addCookies([{ name: TERMINAL_COOKIE, value: house.terminalToken, url: address }]);
    const page = await counter.newPage();
    await page.goto(`${address}/sign-in`);
    await page.fill('[name=staffNo]', person.staffNo);
    await page.fill('[name=password]', PASSWORD);
    await page.press('[name=password]', 'Enter');
    await page.waitForURL(`${address}/`);
    return page;
  }

  it('finds while typing and opens a hit with arrow and Enter', async () => {
    const page = await open(wang, { expectedNoise: /404/ });
    await page.keyboard.type('5678');
    await page.waitForSelector('[data-hit]');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/documents/0907');
  });

  it('finds without JavaScript too', async () => {
    const page = await open(wang, { javaScriptEnabled: false });
    await page.fill('[name=q]', '5678');
    await page.press('[name=q]', 'Enter');
    await page.waitForSelector('[data-hit]');
    expect(await page.locator('[data-hit]').count()).toBe(2);
    expect(page.url()).not.toContain('5678');
  });

  it.each(['dark', 'light'] as const)('has no barrier on any of its pages in the %s theme', async (theme) => {
    const page = await open(li, { theme });
    const paths = [
      '/',
      `/approvals/${evening.requestId}`,
      '/approvals',
      '/signatures',
      '/staff/delegations',
      '/journal',
    ];
    for (const path of [...paths, `/documents/${evening.documentId}`, '/health']) {
      await page.goto(new URL(path, page.url()).href);
      expect([path, await barriersOn(page)]).toEqual([path, []]);
    }
  });

  it('lets a manager decide on a phone without scrolling sideways', async () => {
    const page = await open(li, { width: 390, height: 844 });
    for (const path of ['/approvals', `/approvals/${evening.requestId}`]) {
      await page.goto(new URL(path, page.url()).href);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390);
    }
  });
});
