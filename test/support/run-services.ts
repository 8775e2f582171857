import { startChromium } from './chromium.js';
import { startPostgres } from './postgres.js';
import type { Service } from './service.js';
import { makeTemplates } from './templates.js';

/** What runs for the whole test run. Jest's workers are started later and inherit the environment that is set here. */
const running: { databases?: Promise<() => Promise<void>>; browser?: Promise<Service> } = {};

/** Two suites that both need databases share them. */
export async function startDatabases(): Promise<void> {
  running.databases ??= open();
  await running.databases;
}

export async function startBrowser(): Promise<void> {
  running.browser ??= startChromium();
  process.env['KTV_TEST_CHROMIUM'] = (await running.browser).announcement['endpoint'];
}

export async function stopDatabases(): Promise<void> {
  const close = await running.databases;
  delete running.databases;
  await close?.();
}

export async function stopBrowser(): Promise<void> {
  const browser = await running.browser;
  delete running.browser;
  await browser?.stop();
}

async function open(): Promise<() => Promise<void>> {
  const postgres = await startPostgres();
  process.env['KTV_TEST_POSTGRES'] = postgres.announcement['url'];
  process.env['KTV_TEST_SCRATCH'] = postgres.announcement['scratch'];
  try {
    await makeTemplates();
  } catch (error) {
    await postgres.stop();
    throw error;
  }
  return () => postgres.stop();
}
