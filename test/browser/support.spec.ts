import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { Page } from 'playwright-core';
import { barriersOn } from '../support/barriers.js';
import { openBrowser } from '../support/chromium.js';

const fontFolder = new URL('./', import.meta.resolve('@fontsource-variable/noto-sans-sc'));

describe('the browser of the test run', () => {
  const servers: Server[] = [];
  afterEach(() => servers.splice(0).forEach((server) => server.close()));

  /** A page of another machine, in the browser's eyes: another port is another origin. */
  async function serve(body: string): Promise<string> {
    const server = createServer((_, answer) => answer.setHeader('content-type', 'text/html').end(body));
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    return typeof address === 'object' ? `http://127.0.0.1:${address?.port}/` : '';
  }

  it('draws Han characters with the font the product serves, not as empty boxes', async () => {
    const counter = await openBrowser();
    const page = await counter.newPage();
    await page.route('http://venue.test/**', async (route) => {
      const file = new URL(`.${new URL(route.request().url()).pathname}`, fontFolder);
      await (file.href === fontFolder.href
        ? route.fulfill({
            contentType: 'text/html',
            body: '<link rel="stylesheet" href="/index.css"><canvas width="64" height="64"></canvas>',
          })
        : route.fulfill({ path: file.pathname }));
    });
    await page.goto('http://venue.test/');
    expect(await inkOf(page, '积')).not.toEqual(await inkOf(page, '分'));
    expect(await readFile(new URL('index.css', fontFolder), 'utf8')).toContain('Noto Sans SC Variable');
    await counter.close();
  });

  it('keeps web security on: a page may not read another origin', async () => {
    const counter = await openBrowser({ expectedNoise: /CORS|ERR_FAILED/ });
    const page = await counter.newPage();
    const secret = await serve('secret');
    await page.goto(await serve('<p>desk'));
    const answer = await page.evaluate(
      (url) =>
        fetch(url)
          .then((reply) => reply.text())
          .catch(() => 'refused'),
      secret,
    );
    expect(answer).toBe('refused');
    await counter.close();
  });

  it('finds the barriers of a page by their rule, and only of the rules asked for', async () => {
    const counter = await openBrowser();
    const page = await counter.newPage();
    await page.setContent('<p style="color: #777; background: #666">grey</p><img src="data:,">');
    const faint = ['color-contrast', [expect.stringContaining('grey')]];
    expect(await barriersOn(page)).toEqual(expect.arrayContaining([faint, ['image-alt', ['<img src="data:,">']]]));
    expect(await barriersOn(page, 'color-contrast')).toEqual([faint]);
    await counter.close();
  });

  it('reports what the browser complained about', async () => {
    const counter = await openBrowser();
    const page = await counter.newPage();
    await page.setContent('<script>console.error("broken clock face")</script>');
    await expect(counter.close()).rejects.toThrow('broken clock face');
  });
});

function inkOf(page: Page, text: string): Promise<string> {
  return page.evaluate(async (drawn) => {
    await document.fonts.load('48px "Noto Sans SC Variable"', drawn);
    const canvas = document.querySelector('canvas');
    const pen = canvas?.getContext('2d');
    if (!canvas || !pen) return 'no canvas';
    pen.clearRect(0, 0, canvas.width, canvas.height);
    pen.font = '48px "Noto Sans SC Variable"';
    pen.fillText(drawn, 4, 52);
    return canvas.toDataURL();
  }, text);
}
