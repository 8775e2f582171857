import { TERMINAL_COOKIE } from '../../src/platform/http/cookies.js';
import { barriersOn } from '../support/barriers.js';
import { type Counter, type CounterOptions, openBrowser } from '../support/chromium.js';
import { describeOnSqlite } from '../support/databases.js';
import { expectBooksToBalance } from '../support/invariants.js';
import { ADULT_ID, register } from '../support/lost.js';
import { at, type Colleague, hire, type House, openHouse, PASSWORD, PIN } from '../support/people.js';
import { type AppWorld, openWorld } from '../support/world.js';
import { Hands } from './keyboard.js';

/** F8, four fields, Enter. */
const registerBudget = 6;

describeOnSqlite('a phone is handed in and claimed, by keyboard alone', (db) => {
  let world: AppWorld;
  let house: House;
  let clerk: Colleague;
  let address: string;
  let counter: Counter;
  let rooms = 10;
  beforeAll(async () => {
    world = await openWorld(db);
    house = await openHouse(world);
    clerk = await hire(house, '8001', 'CLERK', { name: '王丽' });
    await hire(house, '9001', 'DUTY_SUPERVISOR', { name: '李主管' });
    await hire(house, '9002', 'DUTY_SUPERVISOR', { name: '吴主管' });
    address = await world.listen();
  });
  afterEach(() => counter.close());
  afterEach(() => expectBooksToBalance(world));
  afterAll(() => world.close());

  async function sitDown(options: CounterOptions = {}, staffNo = '8001'): Promise<Hands> {
    counter = await openBrowser(options);
    await counter.context.addCookies([
      { name: TERMINAL_COOKIE, value: house.terminalToken, url: address },
      { name: 'lang', value: options.locale ?? 'zh-CN', url: address },
    ]);
    const page = await counter.newPage();
    await page.goto(`${address}/sign-in`);
    const hands = new Hands(page, options.javaScriptEnabled);
    await hands.type(staffNo, '[name=staffNo]');
    await hands.type(PASSWORD, '[name=password]');
    await hands.enter(/:\d+\/$/);
    return hands;
  }

  /** Axe runs inside the page, so it cannot look at one without scripts. */
  async function expectAccessible({ page, scripts }: Hands): Promise<void> {
    if (!scripts) return;
    expect([page.url(), await barriersOn(page)]).toEqual([page.url(), []]);
  }

  /** From F8 to the guest walking away with it; answers with the inputs the registration took. */
  async function foundAndClaimed(hands: Hands): Promise<number> {
    const { page } = hands;
    rooms += 1;
    hands.guestSpeaks();
    await hands.use('F8', /\/lost$/);
    await expectAccessible(hands);
    await hands.type('苹果手机', '[name=name]');
    await hands.type('黑色', '[name=colour]');
    await hands.type(`K${rooms}`, '[name=place]');
    await hands.type('9001', '[name=finderStaffNo]');
    await hands.enter(/\/lost\/[0-9a-f-]{36}$/);
    const used = hands.count;
    await expectAccessible(hands);
    await hands.take('main a[href$="/safe"]', /\/safe$/);
    await hands.type(`A-${rooms}`, '[name=slot]');
    await hands.type(`TB${rooms}`, '[name=bagNo]');
    await supervisorSigns(hands, /\/lost\/[0-9a-f-]{36}$/);
    await hands.take('main a[href$="/claim"]', /\/claim$/);
    await expectAccessible(hands);
    await hands.type('黑色的苹果手机,在包厢丢的', '[name=description]');
    await hands.take('main form button[type=submit]', /\/lost\/claims\//);
    await expectAccessible(hands);
    await hands.choose('way', 'OWNER');
    await hands.type('李四光', 'form[action$="/release"] [name=name]');
    await hands.type('13912345678', 'form[action$="/release"] [name=phone]');
    await hands.type(ADULT_ID, '[name=idNumber]');
    await hands.type('9001', '[name=cosignStaffNo]');
    await hands.type(PIN, '[name=cosignPassword]');
    // Straight from the last field to the button: fast hands are no card reader.
    await hands.take('form[action$="/release"] button[type=submit]', /\/lost\/claims\//);
    await page.locator('main', { hasText: '139****5678' }).waitFor();
    return used;
  }

  async function supervisorSigns(hands: Hands, next: RegExp): Promise<void> {
    await hands.type('9001', '[name=cosignStaffNo]');
    await hands.type(PIN, '[name=cosignPassword]');
    await hands.enter(next);
  }

  it.each([
    { locale: 'zh-CN', theme: 'dark', javaScriptEnabled: true },
    { locale: 'en', theme: 'light', javaScriptEnabled: true },
    { locale: 'zh-CN', theme: 'light', javaScriptEnabled: false },
  ] as const)('%j', async (options) => {
    const used = await foundAndClaimed(await sitDown(options));
    expect(used).toBeLessThanOrEqual(registerBudget);
  });

  it('somebody asks on the phone, is called back about the first that fits, and waits on', async () => {
    const hands = await sitDown();
    await hands.page.goto(`${address}/lost/find`);
    await hands.type('昨晚丢的紫色雨伞', '[name=wanted]');
    await hands.type('周晴', '[name=name]');
    await hands.type('13800138000', '[name=phone]');
    await hands.enter(/\/lost\/enquiries$/);
    await hands.use('F8', /\/lost$/);
    await hands.type('雨伞', '[name=name]');
    await hands.type('紫色', '[name=colour]');
    await hands.type('大厅', '[name=place]');
    await hands.enter(/\/lost\/[0-9a-f-]{36}$/);
    await hands.page.goto(`${address}/lost/enquiries`);
    await hands.take('form[action$="/caller"] button', /\/caller$/);
    await hands.page.locator('main', { hasText: '13800138000' }).waitFor();
    await expectAccessible(hands);
    await hands.take('form[action$="/dismiss"] button', /\/lost\/enquiries$/);
    await hands.page.locator('main', { hasText: '138****8000' }).waitFor();
    expect(await hands.page.locator('form[action$="/dismiss"]').count()).toBe(0);
  });

  it('a supervisor takes the keys, the safe is counted, signed for and taken to the VIP centre, a guest is sent away', async () => {
    const hands = await sitDown();
    const { page } = hands;
    await hands.use('F8', /\/lost$/);
    await hands.type('手表', '[name=name]');
    await hands.type('银色', '[name=colour]');
    await hands.type('K71', '[name=place]');
    await hands.enter(/\/lost\/[0-9a-f-]{36}$/);
    const thing = page.url().split('/').at(-1) ?? '';
    await hands.take('main a[href$="/safe"]', /\/safe$/);
    await expectAccessible(hands);
    await hands.type('A-71', '[name=slot]');
    await hands.type('TB71', '[name=bagNo]');
    await supervisorSigns(hands, /\/lost\/[0-9a-f-]{36}$/);
    await page.goto(`${address}/lost/safe`);
    await hands.type('9002', '[name=cosignStaffNo]');
    await hands.type(PIN, '[name=cosignPassword]');
    await hands.take('form[action$="/keys"] button[type=submit]', /\/lost\/safe$/);
    await page.locator('main', { hasText: '吴主管(1 格)' }).waitFor();
    await hands.tick(`item-${thing}`);
    await hands.take('form[action$="/safe"] button[type=submit]', /\/lost\/safe$/);
    await page.locator('main', { hasText: '应有 1,实有 1' }).waitFor();
    await page.goto(`${address}/signatures`);
    for (const box of await page.locator('input[name^="line-"]').all())
      await hands.tick((await box.getAttribute('name')) ?? '');
    await supervisorSigns(hands, /\/signatures$/);
    await page.getByText('已补签').waitFor();
    await page.goto(`${address}/lost/custody`);
    for (const [all, left] of [
      [true, 0],
      [false, await page.locator('.lost-lines li:not([data-stuck])').count()],
    ] as const) {
      await page.getByLabel('全选本页').setChecked(all);
      expect(await page.locator('.lost-lines li:not([data-stuck]) input:not(:checked)').count()).toBe(left);
      expect(await page.locator('.lost-lines li[data-stuck] input:checked').count()).toBe(0);
    }
    await hands.tick(`item-${thing}`);
    await hands.take('form[action$="/custody"] button[type=submit]', /\/lost\/custody$/);
    await page.getByText('已转VIP服务中心保管').waitFor();
    await page.goto(`${address}/lost/${thing}/claim`);
    await hands.type('金色的手表,很贵的', '[name=description]');
    await hands.take('main form button[type=submit]', /\/lost\/claims\//);
    // 说对、说得不一样: what the guest said beside what is registered
    expect(await page.locator('main').innerText()).toMatch(/说对\s*手表[\s\S]*说得不一样\s*金[\s\S]*没说到[\s\S]*银/);
    await hands.type('颜色说得不一样', '[name=rejectReason]');
    await hands.take('form[action$="/reject"] button[type=submit]', /\/lost\/claims\//);
    await page.locator('main', { hasText: '颜色说得不一样' }).waitFor();
  });

  const lists = ['custody', 'office', 'due'];
  const rest = ['items', 'items?list=all', 'find', 'safe', 'enquiries', 'report', ':id', ':id/lift', ':id/leave'];
  // paper has one theme
  const papers = ['safe/sheet', 'sheet', ':id/tag'];
  it.each([
    ['zh-CN', 'dark', [...lists, ...rest, ...papers]],
    ['en', 'light', [...lists, ...rest]],
    ['en', 'dark', lists],
    ['zh-CN', 'light', lists],
  ] as const)('lists, the report, a thing and its bar are accessible, %s %s', async (locale, theme, paths) => {
    const hands = await sitDown({ locale, theme }, '9001');
    const { itemId } = await register(world, at(house, clerk));
    const lines: number[] = [];
    for (const path of paths) {
      await hands.page.goto(`${address}/lost/${path.replace(':id', itemId)}`);
      await expectAccessible(hands);
      if (path === 'custody' || path === 'due') lines.push(await hands.page.locator('main a[href^="/lost/0"]').count());
    }
    expect(Math.min(...lines)).toBeGreaterThan(0);
  });
});
