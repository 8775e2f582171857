import { mkdirSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { keep } from './service.js';

/** The sandbox needs a user namespace that containers and root do not have; the rest stops the browser from looking for its maker's hosts. */
const browserArguments = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

await keep('Chromium', async () => {
  const home = await mkdtemp(join(tmpdir(), 'ktv-chromium-'));
  const remove = () => rm(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  try {
    // The package unpacks into TMPDIR and takes any `chromium` it finds there, so it gets a folder of its own, set before it is loaded.
    process.env['TMPDIR'] = home;
    process.env['FONTCONFIG_PATH'] = join(home, 'fonts');
    process.env['HOME'] = home;
    mkdirSync(join(home, 'fonts'), { recursive: true });
    const { default: packaged } = await import('@sparticuz/chromium');
    const { chromium } = await import('playwright-core');
    const server = await chromium.launchServer({
      executablePath: await packaged.executablePath(),
      args: browserArguments,
      host: '127.0.0.1',
      handleSIGINT: false,
      handleSIGTERM: false,
    });
    return {
      announcement: { endpoint: server.wsEndpoint() },
      async stop() {
        await server.close();
        await remove();
      },
    };
  } catch (error) {
    await remove();
    throw error;
  }
});
