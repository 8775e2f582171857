import { fileURLToPath } from 'node:url';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { startService, type Service } from './service.js';

/** One browser for the whole run. Fails plainly where it cannot run (`npm run system` installs what it needs). */
export function startChromium(): Promise<Service> {
  return startService(fileURLToPath(new URL('chromium-service.js', import.meta.url)));
}

export interface CounterOptions {
  locale?: 'zh-CN' | 'en';
  theme?: 'dark' | 'light';
  javaScriptEnabled?: boolean;
  width?: number;
  height?: number;
  /** What a story provokes on purpose, such as the browser's own line about a 422 answer. */
  expectedNoise?: RegExp;
}

/** The counter PC of one story: its own cookies, 1366 × 768, and an ear for everything the browser complains about. */
export interface Counter {
  context: BrowserContext;
  newPage(): Promise<Page>;
  complaints: readonly string[];
  /** Closes; throws when a script failed, the console showed an error or the content policy refused something. */
  close(): Promise<void>;
}

export async function openBrowser(options: CounterOptions = {}): Promise<Counter> {
  const endpoint = process.env['KTV_TEST_CHROMIUM'];
  if (!endpoint) throw new Error('No browser was started: this spec belongs into test/browser');
  const browser = await chromium.connect(endpoint);
  const context = await browser.newContext({
    locale: options.locale ?? 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    colorScheme: options.theme ?? 'dark',
    javaScriptEnabled: options.javaScriptEnabled ?? true,
    viewport: { width: options.width ?? 1366, height: options.height ?? 768 },
    reducedMotion: 'reduce',
  });
  const complaints: string[] = [];
  return {
    context,
    complaints,
    async newPage() {
      const page = await context.newPage();
      listen(page, complaints, options.expectedNoise);
      return page;
    },
    close: () => closeQuietly(browser, complaints),
  };
}

/** Content-policy refusals arrive as console errors, so one ear hears them all. */
function listen(page: Page, complaints: string[], expectedNoise?: RegExp): void {
  const hear = (text: string) => void (expectedNoise?.test(text) || complaints.push(text));
  page.on('console', (message) => {
    if (message.type() === 'error') hear(`${page.url()}: ${message.text()}`);
  });
  page.on('pageerror', (error) => hear(`${page.url()}: ${error.message}`));
}

async function closeQuietly(browser: Browser, complaints: readonly string[]): Promise<void> {
  await browser.close();
  if (complaints.length > 0) throw new Error(`The browser complained:\n${complaints.join('\n')}`);
}
