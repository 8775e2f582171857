import { uuidv7 } from 'uuidv7';
import { SESSION_COOKIE } from '../../src/platform/http/cookies.js';
import { SessionStore } from '../../src/platform/http/session-store.js';
import { ImportsService } from '../../src/imports/imports.service.js';
import { approveOnly } from '../support/cards.js';
import { barriersOn } from '../support/barriers.js';
import { openBrowser } from '../support/chromium.js';
import { describeOnSqlite } from '../support/databases.js';
import { expectBooksToBalance } from '../support/invariants.js';
import { enrol } from '../support/members.js';
import { type Colleague, hire, type House, openHouse } from '../support/people.js';
import { atCounter, openShift } from '../support/shifts.js';
import { balanceOf, ID_NUMBER, topUp, yuan } from '../support/stored-value.js';
import { type AppWorld, openWorld } from '../support/world.js';
import { Hands } from './keyboard.js';

const cardNo = '8830000901';

describeOnSqlite('money on a card at the counter PC', (db) => {
  let world: AppWorld;
  let house: House;
  let clerk: Colleague;
  let lead: Colleague;
  let manager: Colleague;
  let owner: Colleague;
  let membershipId: string;
  let secondId: string;
  let batchId: string;

  beforeAll(async () => {
    world = await openWorld(db);
    house = await openHouse(world);
    clerk = await hire(house, '8801', 'CLERK', { name: '王丽' });
    lead = await hire(house, '8001', 'DUTY_SUPERVISOR', { name: '李主管' });
    await openShift(house, clerk);
    const desk = await atCounter(house, clerk);
    ({ membershipId } = await enrol(world, desk, { cardNo }));
    await topUp(world, desk, membershipId, yuan(100));
    ({ membershipId: secondId } = await enrol(world, desk, { cardNo: '8830000902' }));
    await topUp(world, desk, secondId, yuan(3_000), {
      tenders: [{ kind: 'WECHAT_PAY', amountFen: yuan(3_000), reference: '887766' }],
    });
    owner = await hire(house, '9001', 'OWNER');
    manager = await hire(house, '5001', 'CUSTOMER_SERVICE_MANAGER');
    const bytes = Buffer.from(
      '卡号,余额,本金,赠送金,充值日期,是否已开票,充值约定,等级来历\n8830000902,,50,5,2026-05-01,否,,',
    );
    const batch = { kind: 'VALUES', bytes, fileName: 'values.csv' };
    batchId = await world.get(ImportsService).handIn(await atCounter(house, manager), uuidv7(), batch);
  });
  afterAll(async () => {
    await expectBooksToBalance(world);
    await world.close();
  });

  async function openedBy(person: Colleague, locale: 'zh-CN' | 'en', theme: 'dark' | 'light', scripts = true) {
    const counter = await openBrowser({ locale, theme, javaScriptEnabled: scripts });
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

  it('is disputed, answered, asked back and paid out by keys alone', async () => {
    const { counter, page, go } = await openedBy(clerk, 'zh-CN', 'light');
    const hands = new Hands(page);
    await go(`/disputes/members/${membershipId}`);
    await hands.type('500', '[name=amount]');
    await page.fill('[name=paidAt]', '2026-11-20T19:00');
    await hands.type('4200001', '[name=voucher]');
    // the card is to serve on: the suggestion is taken away
    await hands.tick('freeze');
    await hands.enter(/\/disputes\/[0-9a-f-]{36}$/);
    await hands.choose('action', 'refute');
    await hands.type('微信没有这笔付款', '[name=note]');
    await hands.take('main form button.primary, main form [data-key=Enter]', /\/disputes\/[0-9a-f-]{36}$/);
    await page.getByText('确认未收到').first().waitFor();
    await go(`/refunds/members/${secondId}`);
    await hands.type('张三丰', '[name=name]');
    await hands.type(ID_NUMBER, '[name=idNumber]');
    await hands.enter(/\d\/members\/[0-9a-f-]{36}$/);
    await approveOnly(world, await atCounter(house, lead));
    await go('/refunds');
    await hands.take('main a[href^="/refunds/0"]', /\/refunds\/[0-9a-f-]{36}$/);
    await hands.type('445566', '[name=reference]');
    await hands.enter(/\/refunds\/[0-9a-f-]{36}$/);
    expect(await page.locator('main').textContent()).toContain('已付清');
    expect(await balanceOf(world, secondId)).toEqual({ principalFen: 0, bonusFen: 0 });
    await counter.close();
  });

  it.each([
    ['zh-CN', 'dark'],
    ['en', 'light'],
  ] as const)(
    'has papers and pages of refunds, disputes and reports without a barrier in %s, %s',
    async (locale, theme) => {
      const ids = await world.one<{ refund: string; dispute: string; paper: string }>(
        'SELECT (SELECT MAX(id) FROM refund) AS refund, (SELECT MAX(id) FROM top_up_dispute) AS dispute, (SELECT MAX(document_id) FROM refund) AS paper',
      );
      const ofClerk = ['/refunds', `/refunds/${ids!.refund}`, `/documents/${ids!.paper}`, '/disputes'];
      const other = [
        `/disputes/${ids!.dispute}`,
        `/disputes/members/${membershipId}`,
        `/refunds/members/${membershipId}`,
      ];
      const sheets = ['roll-forward', 'outstanding', 'quarters', 'settlement'].map((name) => `/prepaid/${name}`);
      // each page once: both themes draw the same pieces
      const atDesk = [
        [clerk, [...ofClerk, ...other]],
        [owner, ['/venue/charter']],
      ] as const;
      const inOffice = [
        [manager, [...sheets, '/prepaid/roll-forward/paper', `/imports/${batchId}`]],
        [clerk, [`/refunds/${ids!.refund}`]],
      ] as const;
      for (const [person, paths] of theme === 'dark' ? atDesk : inOffice) {
        const { counter, page, go } = await openedBy(person, locale, theme);
        for (const path of paths) {
          await go(path);
          expect([path, await barriersOn(page)]).toEqual([path, []]);
        }
        await counter.close();
      }
    },
  );

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
      expect([path, await barriersOn(page)]).toEqual([path, []]);
    }
    await counter.close();
    const seen = await openedBy(lead, locale, theme);
    await seen.go('/value-exceptions');
    expect(await barriersOn(seen.page)).toEqual([]);
    await seen.counter.close();
  });
});
