import 'reflect-metadata';
import { resolve } from 'node:path';
import { SystemClock } from '../platform/clock/clock.js';
import { verifiedBackup } from '../platform/database/backup.js';
import { StartupError } from '../platform/database/startup-error.js';
import { readSettings } from '../platform/settings/settings.js';
import { run } from './run.js';

/** `npm run -s backup [-- <folder>]`: a verified copy, also while the server runs; prints its path. */
await run(async () => {
  const settings = readSettings(process.env);
  if (settings.databaseUrl) throw new StartupError('PostgreSQL is backed up with pg_dump: see docs/operating.md');
  const [folder] = process.argv.slice(2);
  const stamp = new Date(new SystemClock().now()).toISOString().replace(/[-:]|\.\d+/g, '');
  const path = await verifiedBackup(settings, `by-hand-${stamp}`, folder === undefined ? undefined : resolve(folder));
  process.stdout.write(`${path}\n`);
});
