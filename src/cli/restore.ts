import 'reflect-metadata';
import { resolve } from 'node:path';
import { SystemClock } from '../platform/clock/clock.js';
import { restoreBackup } from '../platform/database/restore.js';
import { StartupError } from '../platform/database/startup-error.js';
import { readSettings } from '../platform/settings/settings.js';
import { run } from './run.js';

/** `npm run restore -- <backup file>`: refuses while a server runs; keeps what was there beside the restored database. */
await run(async () => {
  const [file] = process.argv.slice(2);
  if (file === undefined) throw new StartupError('which backup? npm run restore -- <backup file>');
  const kept = `kept-${new SystemClock().now()}`;
  const aside = await restoreBackup(readSettings(process.env), resolve(file), kept);
  process.stdout.write(`restored from ${resolve(file)}\n${aside.map((path) => `kept: ${path}\n`).join('')}`);
});
