import 'reflect-metadata';
import { createApp, serve } from './create-app.js';
import { readSettings } from './platform/settings/settings.js';
import { run } from './cli/run.js';
import { FirstStartCode } from './staff/first-start/first-start-code.js';

await run(async () => {
  const settings = readSettings(process.env);
  const app = await createApp(settings);
  process.stdout.write(`KTV desk: ${await serve(app, settings)}\n`);
  const code = await app.get(FirstStartCode, { strict: false }).pending();
  if (code !== undefined) process.stdout.write(`No account yet. Open /first-start and enter the start code ${code}\n`);
});
