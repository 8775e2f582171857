import 'reflect-metadata';
import { createApp, serve } from '../create-app.js';
import { eraseDemo, holdsDemo, makeInPlace } from '../demo/demo-folder.js';
import { seatVisitors } from '../demo/demo-terminal.js';
import { DEMO_ACCOUNTS, DEMO_PASSWORD, DEMO_PIN } from '../demo/demo-venue.js';
import { makeDemo } from '../demo/make-demo.js';
import { SystemClock } from '../platform/clock/clock.js';
import { StartupError } from '../platform/database/startup-error.js';
import { readSettings } from '../platform/settings/settings.js';
import { run } from './run.js';

/** `npm run demo [-- --reset]`: serves a venue that does not exist, making it first where there is none. */
await run(async () => {
  const settings = readSettings(process.env, { demo: true });
  if (settings.databaseUrl) throw new StartupError('the demo keeps its data in a folder: unset DATABASE_URL');
  const clock = new SystemClock();
  if (process.argv.includes('--reset')) eraseDemo(settings);
  if (!holdsDemo(settings.dataDir)) {
    process.stdout.write(`making a demo in ${settings.dataDir}, about a minute …\n`);
    await makeInPlace(settings, (making) => makeDemo(making, clock.now()));
  }
  const app = await createApp(settings);
  seatVisitors(app);
  process.stdout.write(`KTV desk (demo): ${await serve(app, settings)}\n\n${accounts()}\n`);
});

function accounts(): string {
  const rows = DEMO_ACCOUNTS.map(({ staffNo, name, role }) => `  ${staffNo}  ${role.padEnd(27)} ${name}`);
  return [`password ${DEMO_PASSWORD} · PIN ${DEMO_PIN} · for each of`, ...rows].join('\n');
}
