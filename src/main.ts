import 'reflect-metadata';
import { createApp } from './create-app.js';
import { readSettings } from './platform/settings/settings.js';
import { run } from './cli/run.js';

await run(async () => {
  const settings = readSettings(process.env);
  const app = await createApp(settings);
  await app.listen(settings.port, settings.host);
  process.stdout.write(`KTV desk: ${await app.getUrl()}\n`);
});
