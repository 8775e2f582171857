import { AxeBuilder } from '@axe-core/playwright';
import { SESSION_COOKIE } from '../../src/platform/http/cookies.js';
import { SessionStore } from '../../src/platform/http/session-store.js';
import { openBrowser } from '../support/chromium.js';
import { describeOnSqlite } from '../support/databases.js';
import { expectBooksToBalance } from '../support/invariants.js';
import { enrol } from '../support/members.js';
import { type Colleague, hire, type House, openHouse } from '../support/people.js';
import { atCounter, openShift } from '../support/shifts.js';
import { balanceOf, topUp, yuan } from '../support/stored-value.js';
import { type AppWorld, openWorld } from '../support/world.js';
import { Hands } from './keyboard.js';

const cardNo = '8830000901';

describeOnSqlite('money on a card at the counter PC', (db) => {
  let world: AppWorld;
  let house: House;
  let clerk: Colleague;
  let lead: Colleague;
  let membershipId: string;

  beforeAll(async () => {
    world = await openWorld(db);
    house = await openHouse(world);
    clerk = await hire(house, '8801', 'CLERK', { name: '王丽' });
    lead = await hire(house, '8001', 'DUTY_SUPERVISOR', { name: '李主管' });
    await openShift(house, clerk);
    const desk = await atCounter(house, clerk);
    ({ membershipId } = await enrol(world, desk, { cardNo }));
    await topUp(world, desk, membershipId, yuan(100));
  });
  afterAll(async () => {
    await expectBooksToBalance(world);
    await world.close();
  });

  async function openedBy(person: Colleague, locale: 'zh-CN' | 'en', theme: 'dark' | 'light', scripts = true) {
    const counter = await openBrowser({ locale, theme, javaScriptEnabled: scripts });
    const url = await world.listen();
    const value = await world.get(SessionStore).create(person.id, house.terminal.id);
    await counter.context.addCookies([{ name: SESSION_COOKIE, value, url }]);
    const page = await counter.newPage();
    const go = (path: string) => page.goto(`${url}${path}`);
    return { counter, page, go };
  }

  it.each([true, false])('is topped up and spent by keys alone, in six inputs each (scripts: %s)', async (scripts) => {
    const { counter, page, go } = await openedBy(clerk, 'zh-CN', 'dark', scripts);
    const before = await balanceOf(world, membershipId);
    await go('/');
    const hands = new Hands(page, scripts);
    hands.guestSpeaks();
    await hands.swipe(cardNo, /\/members\//);
    await hands.use('F6', /\/top-ups\//);
    await hands.type('1000', '[name=amount]');
    if (scripts) {
      await page.getByText('到账 1,100.00 元').waitFor();
      // a guest who hands over more than is due sees the change stand large (001-92)
      await page.fill('[name=received]', '1200');
      await page.locator('[data-cash-due]', { hasText: '1,000.00' }).waitFor();
      await page.locator('[data-cash-change]', { hasText: '200.00' }).waitFor();
    }
    await hands.enter(/\/top-ups\/acts\//);
    expect(hands.count).toBeLessThanOrEqual(6);
    expect(await page.locator('main').textContent()).toContain('到账 1,100.00 元');
    const topped = await balanceOf(world, membershipId);
    expect(topped).toEqual({ principalFen: before.principalFen + yuan(1_000), bonusFen: before.bonusFen + yuan(100) });
    await go(`/spends/new/${membershipId}`);
    hands.guestSpeaks();
    await hands.reach('[name=card]');
    await hands.type(cardNo, '[name=card]');
    await hands.type('J1121-0387', '[name=slipNo]');
    await hands.type('1100', '[name=amount]');
    await hands.tick('holderSeen');
    await hands.enter(/\/spends\/[0-9a-f-]{36}$/);
    expect(hands.count).toBeLessThanOrEqual(6);
    const { principalFen, bonusFen } = await balanceOf(world, membershipId);
    expect(principalFen + bonusFen).toBe(topped.principalFen + topped.bonusFen - yuan(1_100));
    await counter.close();
  });

  it.each([
    ['zh-CN', 'dark'],
    ['zh-CN', 'light'],
    ['en', 'light'],
  ] as const)('has no barrier in %s, %s', async (locale, theme) => {
    const { counter, page, go } = await openedBy(clerk, locale, theme);
    const spend = await world.one<{ id: string }>('SELECT id FROM spend LIMIT 1');
    const lot = await world.one<{ id: string; actId: string }>('SELECT id, act_id FROM top_up_lot LIMIT 1');
    const first = [`/top-ups/${membershipId}`, `/spends/new/${membershipId}`];
    const others = [
      '/top-ups',
      `/top-ups/acts/${lot!.actId}`,
      `/top-ups/${membershipId}/lots/${lot!.id}`,
      '/spends',
      `/spends/${spend!.id}`,
      `/spending-secrets/${membershipId}`,
      '/unit-top-ups',
    ];
    // both themes draw the same pieces: the pages that differ are looked at in each, the rest once
    const pages = theme === 'dark' ? [...first, ...others] : first;
    for (const path of pages) {
      await go(path);
      expect([path, (await new AxeBuilder({ page }).analyze()).violations]).toEqual([path, []]);
    }
    await counter.close();
    const seen = await openedBy(lead, locale, theme);
    await seen.go('/value-exceptions');
    expect((await new AxeBuilder({ page: seen.page }).analyze()).violations).toEqual([]);
    await seen.counter.close();
  });
});
