import type { Page } from 'playwright-core';
import { type Arrival, serveComponents } from './component-page.js';
import { digitKeys, swipe } from './keyboard.js';
import { barriersOn } from '../support/barriers.js';
import { type Counter, type CounterOptions, openBrowser } from '../support/chromium.js';

describe('the components in the browser', () => {
  const arrived: Arrival[] = [];
  let served: Awaited<ReturnType<typeof serveComponents>>;
  let counter: Counter;

  beforeAll(async () => {
    served = await serveComponents(arrived);
  });
  afterAll(() => served.close());

  beforeEach(() => arrived.splice(0));
  afterEach(() => counter.close());

  async function open(options: CounterOptions = {}): Promise<Page> {
    counter = await openBrowser(options);
    const page = await counter.newPage();
    await page.goto(served.address);
    return page;
  }

  const card = digitKeys('0040856634');
  const box = (page: Page) => page.locator('.search-input');

  it.each(['dark', 'light'] as const)('have no barrier in the %s theme', async (theme) => {
    const page = await open({ theme });
    expect(await barriersOn(page)).toEqual([]);
  });

  it.each([
    [1366, 768],
    [683, 384],
    [390, 844],
  ])('never scroll sideways at %d × %d', async (width, height) => {
    const page = await open({ width, height });
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
  });

  it('take a swipe, whatever is on the screen, and tell it from typing', async () => {
    const page = await open();
    await page.locator('h1').click();
    await page.evaluate('document.activeElement.blur()');
    await swipe(page, card);
    await page.waitForURL('**/find');
    expect(arrived).toEqual([{ path: '/find', body: expect.stringContaining('q=0040856634&qVia=swiped') }]);
  });

  it('read the reader’s keys, not what a Chinese IME makes of them', async () => {
    const page = await open();
    await box(page).fill('');
    await box(page).focus();
    await swipe(page, ['Digit0', 'Digit1', 'Digit0', 'KeyF', 'KeyC', 'Digit3', 'KeyA'], true);
    await page.waitForURL('**/find');
    expect(arrived.at(-1)?.body).toContain('q=010fc3a&qVia=swiped');
  });

  it('take what a person types as typed', async () => {
    const page = await open();
    await box(page).fill('');
    await box(page).pressSequentially('5678', { delay: 90 });
    await page.keyboard.press('Enter');
    await page.waitForURL('**/find');
    expect(arrived.at(-1)?.body).toContain('q=5678&qVia=keyed');
  });

  it('leave a fast word in another field alone', async () => {
    const page = await open();
    await page.locator('#f-reason').focus();
    await swipe(page, card);
    expect(await box(page).inputValue()).toBe('5678');
    expect(arrived).toEqual([]);
  });

  it('turn full-width digits of a Chinese IME into plain ones', async () => {
    const page = await open();
    await page.locator('#f-amount').fill('１２８．５０');
    expect(await page.locator('#f-amount').inputValue()).toBe('128.50');
  });

  it('send a form once, however often Enter is pressed', async () => {
    const page = await open();
    const sent = await page.evaluate(`(() => {
      const form = document.querySelector('form[data-once]');
      let sent = 0;
      form.addEventListener('submit', (event) => event.preventDefault());
      document.addEventListener('submit', (event) => { if (form.getAttribute('aria-busy') !== 'true') sent += 1; }, true);
      form.requestSubmit(); form.requestSubmit(); form.requestSubmit();
      return sent;
    })()`);
    expect(sent).toBe(1);
  });

  it('open a job with its key, list the keys with ?, and leave F5 to the browser', async () => {
    const page = await open();
    await page.locator('#f-reason').focus();
    await page.keyboard.type('?');
    expect(await page.locator('#keys-help').isVisible()).toBe(false);
    await box(page).fill('');
    await page.keyboard.type('?');
    expect(await page.locator('#keys-help').isVisible()).toBe(true);
    await page.keyboard.press('Escape');
    expect(await page.locator('#keys-help').isVisible()).toBe(false);
    await page.keyboard.press('F4');
    await page.waitForURL('**/redeem');
  });

  it('show hits while typing and walk them with arrows', async () => {
    const page = await open();
    await box(page).fill('zs');
    await page.locator('#hits a[href="/b"]').waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    expect(await page.evaluate('document.activeElement.textContent')).toBe('单**');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/b');
  });

  it('change the theme at once and keep it on the server', async () => {
    const page = await open({ theme: 'dark' });
    await page.locator('.menu summary').click();
    const kept = page.waitForResponse('**/preferences');
    await page.locator('[name="theme"][value="light"]').click();
    await kept;
    expect(arrived.at(-1)?.body).toContain('theme=light');
    expect(await page.evaluate('document.documentElement.dataset.theme')).toBe('light');
    expect(page.url()).toBe(`${served.address}/`);
  });

  it('work without scripts: dialogs open by address, forms are sent, languages change', async () => {
    const page = await open({ javaScriptEnabled: false });
    await page.locator('.rail-keys').click();
    expect(await page.locator('#keys-help').isVisible()).toBe(true);
    await page.locator('#keys-help .dialog-close').click();
    expect(await page.locator('#keys-help').isVisible()).toBe(false);
    await page.locator('.search-go').click();
    await page.waitForURL('**/find');
    expect(arrived.at(-1)?.body).toContain('_csrf=proof');
  });
});
