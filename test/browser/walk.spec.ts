import type { Page } from 'playwright-core';
import { TERMINAL_COOKIE } from '../../src/platform/http/cookies.js';
import type { Locale } from '../../src/platform/i18n/locale.js';
import { barriersOn } from '../support/barriers.js';
import { type Counter, type CounterOptions, openBrowser } from '../support/chromium.js';
import { describeOnSqlite } from '../support/databases.js';
import { offerGift } from '../support/gifts.js';
import { expectBooksToBalance } from '../support/invariants.js';
import { type Colleague, hire, type House, openHouse, PASSWORD } from '../support/people.js';
import { guest, push } from '../support/points.js';
import { openShift } from '../support/shifts.js';
import { type AppWorld, openWorld } from '../support/world.js';
import { digitKeys, Hands, swipe } from './keyboard.js';
import { type Evening, type Used, walk } from './walk.js';

/** The budgets of the counter, in inputs after the guest speaks. */
const creditBudget = 4;
const redeemBudget = 3;
const screenWidth = 1366;
const names = ['单雄信', '欧阳娜娜', '古丽'] as const;

describeOnSqlite('an evening at the counter, by keyboard alone', (db) => {
  let world: AppWorld;
  let house: House;
  let wang: Colleague;
  let address: string;
  let counter: Counter;
  let evenings = 0;
  beforeAll(async () => {
    world = await openWorld(db);
    house = await openHouse(world);
    wang = await hire(house, '8801', 'CLERK', { name: '王丽' });
    await openShift(house, wang);
    await offerGift(house, { code: 'DEMO-CUP' });
    address = await world.listen();
  });
  afterEach(() => counter.close());
  afterEach(() => expectBooksToBalance(world));
  afterAll(() => world.close());

  async function sitDown(options: CounterOptions = {}): Promise<Hands> {
    counter = await openBrowser(options);
    await counter.context.addCookies([{ name: TERMINAL_COOKIE, value: house.terminalToken, url: address }]);
    const page = await counter.newPage();
    await page.goto(`${address}/sign-in`);
    return new Hands(page, options.javaScriptEnabled);
  }

  /** A guest nobody knows yet, and the slip the till pushed for their room. */
  async function evening(locale: Locale): Promise<Evening> {
    evenings += 1;
    const slipNo = `J1120-050${evenings}`;
    await push({ world, house, clerk: wang }, { slipNo });
    return {
      locale,
      slipNo,
      staffNo: wang.staffNo,
      password: PASSWORD,
      paperNo: `P1120-070${evenings}`,
      name: names[evenings % names.length]!,
      phone: `1370000770${evenings}`,
      cardNo: `880000077${evenings}`,
    };
  }

  function expectWithinBudget({ credit, redeem }: Used): void {
    expect(credit).toBeLessThanOrEqual(creditBudget);
    expect(redeem).toBeLessThanOrEqual(redeemBudget);
  }

  /** No barrier in either theme: the page follows the system's, and only colours differ. */
  async function expectNoBarrier(page: Page, name: string): Promise<void> {
    for (const colorScheme of ['dark', 'light'] as const) {
      await page.emulateMedia({ colorScheme });
      const found = await barriersOn(page, ...(colorScheme === 'light' ? ['color-contrast'] : []));
      expect({ name, colorScheme, found }).toEqual({ name, colorScheme, found: [] });
    }
  }

  async function signIn(hands: Hands): Promise<void> {
    await hands.type(wang.staffNo, '[name=staffNo]');
    await hands.type(PASSWORD, '[name=password]');
    await hands.enter(`${address}/`);
  }

  it('leads from sign-in to the statement, with no barrier on the way', async () => {
    const hands = await sitDown();
    const seen: string[] = [];
    const used = await walk(hands, await evening('zh-CN'), async (name) => {
      seen.push(name);
      await expectNoBarrier(hands.page, name);
    });
    expect(seen).toHaveLength(16);
    expectWithinBudget(used);
  }, 300_000);

  it('leads there in English, and no page is wider than the screen', async () => {
    const hands = await sitDown();
    const used = await walk(hands, await evening('en'), async (name) => {
      const html = hands.page.locator('html');
      expect([name, await html.getAttribute('lang')]).toEqual([name, 'en']);
      expect([name, await html.evaluate(({ scrollWidth }) => scrollWidth)]).toEqual([name, screenWidth]);
    });
    expectWithinBudget(used);
  });

  it('leads there without scripts, with Tab and Enter', async () => {
    const hands = await sitDown({ javaScriptEnabled: false });
    const used = await walk(hands, await evening('zh-CN'), async (name) => {
      expect([name, await hands.page.locator('main').count()]).toEqual([name, 1]);
    });
    expectWithinBudget(used);
  });

  /** F3, swiped, and the slip's number typed. */
  async function readyToCredit(hands: Hands, cardNo: string, slipNo: string): Promise<void> {
    await hands.use('F3', /\/points$/);
    await hands.swipe(cardNo, /\/points\/credit\//);
    await hands.type(slipNo, '[name=slipNo]');
  }

  it('says beside the field that a slip was credited before, and keeps what was typed', async () => {
    const hands = await sitDown({ expectedNoise: /status of 409/ });
    const { page } = hands;
    const { slipNo } = await evening('zh-CN');
    const { cardNo } = await guest({ world, house });
    await signIn(hands);
    await readyToCredit(hands, cardNo, slipNo);
    await hands.enter(/\/points\/confirmations\//);
    await readyToCredit(hands, cardNo, slipNo);
    const refused = page.waitForResponse((answer) => answer.status() === 409);
    await page.keyboard.press('Enter');
    await refused;
    await page.locator('.field-error', { hasText: '此积分单已于' }).waitFor();
    expect(await page.locator('[name=slipNo]').inputValue()).toBe(slipNo);
    expect(await page.evaluate('document.activeElement.name')).toBe('slipNo');
    await expectNoBarrier(page, 'refused');
  });

  it('presses no button when the next guest swipes where nothing takes a card', async () => {
    const hands = await sitDown();
    const { slipNo } = await evening('zh-CN');
    const { cardNo } = await guest({ world, house });
    await signIn(hands);
    await readyToCredit(hands, cardNo, slipNo);
    await hands.enter(/\/points\/confirmations\//);
    const confirmation = hands.page.url().split('/').at(-1)!;
    await swipe(hands.page, digitKeys(cardNo));
    await hands.use('F3', /\/points$/);
    const printed = 'SELECT 1 FROM document_print p JOIN points_confirmation c ON c.document_id = p.document_id';
    expect(await world.rows(`${printed} WHERE c.id = ?`, [confirmation])).toEqual([]);
  });
});
