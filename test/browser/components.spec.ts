import { AxeBuilder } from '@axe-core/playwright';
import Fastify, { type FastifyInstance } from 'fastify';
import type { Page } from 'playwright-core';
import { I18n } from '../../src/platform/i18n/i18n.js';
import { designPage } from '../../src/platform/views/design-page.js';
import type { LayoutModel } from '../../src/platform/views/layout-model.js';
import { serveAssets } from '../../src/platform/views/serve-assets.js';
import { StaticAssets } from '../../src/platform/views/static-assets.js';
import { ViewEngine } from '../../src/platform/views/view-engine.js';
import { type Counter, type CounterOptions, openBrowser } from '../support/chromium.js';

const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; form-action 'self'";
const layout: LayoutModel = {
  locale: 'zh-CN',
  theme: 'system',
  title: '界面组件',
  demo: true,
  venueName: '星河 KTV',
  storeName: '总店',
  businessDate: '2026-11-21',
  tonight: [{ label: 'A 班', value: '18:30 接班' }],
  person: { name: '王丽', staffNo: '8803', roleLabel: '客服' },
  nav: [{ href: '/redeem', labelKey: 'ui.search', key: 'F4', icon: 'gift', active: true }],
  health: { state: 'ok', text: '备份 02:14 已验证' },
  csrfToken: 'proof',
  nonce: 'n',
  path: '/',
  pendingApprovals: 2,
};

describe('the components in the browser', () => {
  const i18n = I18n.load('throw');
  const arrived: { path: string; body: string }[] = [];
  let server: FastifyInstance;
  let address: string;
  let counter: Counter;

  beforeAll(async () => {
    const assets = StaticAssets.load();
    const views = ViewEngine.load(i18n, assets);
    server = Fastify();
    await serveAssets(server, assets);
    server.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_, body, done) =>
      done(null, body),
    );
    server.addHook('onSend', async (_, reply) => void reply.header('content-security-policy', policy));
    const html = (view: string, model: object) => views.render(view, model, layout);
    const sample = designPage((key) => i18n.t('zh-CN', `design.sample.${key}`));
    server.get('/', (_, reply) => reply.type('text/html').send(html('design/components', sample)));
    for (const job of ['/redeem', '/b'])
      server.get(job, (_, reply) => reply.type('text/html').send('<title>开了</title>'));
    server.post('/*', (request, reply) => {
      arrived.push({ path: request.url, body: String(request.body) });
      const hits = '<ul><li><a href="/a" data-hit>张**</a></li><li><a href="/b" data-hit>单**</a></li></ul>';
      return reply.type('text/html').send(request.url === '/hits' ? hits : '<title>已收到</title>');
    });
    address = await server.listen({ host: '127.0.0.1', port: 0 });
  });
  afterAll(() => server.close());

  beforeEach(() => arrived.splice(0));
  afterEach(() => counter.close());

  async function open(options: CounterOptions = {}): Promise<Page> {
    counter = await openBrowser(options);
    const page = await counter.newPage();
    await page.goto(address);
    return page;
  }

  /** As a reader types: every key at once, Enter behind them. */
  const swipe = (page: Page, code: string) => page.keyboard.type(`${code}\n`, { delay: 2 });
  const box = (page: Page) => page.locator('.search-input');

  it.each(['dark', 'light'] as const)('have no barrier in the %s theme', async (theme) => {
    const page = await open({ theme });
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
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
    await swipe(page, '0040856634');
    await page.waitForURL('**/find');
    expect(arrived).toEqual([{ path: '/find', body: expect.stringContaining('q=0040856634&qVia=swiped') }]);
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
    await swipe(page, '0040856634');
    expect(await page.locator('#f-reason').inputValue()).toBe('0040856634\n');
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
    expect(page.url()).toBe(`${address}/`);
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
