import 'reflect-metadata';
import { createApp } from './create-app.js';
import { stopOnSignal } from './platform/http/stop-on-signal.js';
import { readSettings } from './platform/settings/settings.js';
import { run } from './cli/run.js';
import { FirstStartCode } from './staff/first-start/first-start-code.js';

await run(async () => {
  const settings = readSettings(process.env);
  const app = await createApp(settings);
  stopOnSignal(app);
  await app.listen(settings.port, settings.host);
  process.stdout.write(`KTV desk: ${await app.getUrl()}\n`);
  const code = await app.get(FirstStartCode, { strict: false }).pending();
  if (code !== undefined) process.stdout.write(`No account yet. Open /first-start and enter the start code ${code}\n`);
});
