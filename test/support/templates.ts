import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { openDatabase } from '../../src/platform/database/open-database.js';
import { readSettings } from '../../src/platform/settings/settings.js';
import { administer, databaseUrl } from './postgres.js';

export type DatabaseKind = 'sqlite' | 'postgres';

const templateTime = Date.parse('2026-11-20T10:00+08:00');

export const templateDatabase = 'ktv_template';

/** The folder for all files of this run; it goes when the run ends, whatever ends it. */
export function scratchFolder(): string {
  const folder = process.env['KTV_TEST_SCRATCH'];
  if (!folder) throw new Error('This spec belongs into test/integration, test/http, test/faults or test/browser');
  return folder;
}

/** Where the migrated template of `kind` lies: `data/` and `data.key`. */
export function templateFolder(kind: DatabaseKind): string {
  return join(scratchFolder(), 'template', kind);
}

/** Migrates one SQLite folder and one PostgreSQL database, which every story then copies. */
export async function makeTemplates(): Promise<void> {
  await migrateTemplate('sqlite');
  await administer(`CREATE DATABASE ${templateDatabase} TEMPLATE template0`);
  await migrateTemplate('postgres', databaseUrl(templateDatabase));
}

/** Opens as the server does, so that migrations, install row and key are all there, and closes again. */
async function migrateTemplate(kind: DatabaseKind, url?: string): Promise<void> {
  const folder = templateFolder(kind);
  await mkdir(join(folder, 'data'), { recursive: true });
  const settings = readSettings({
    KTV_DATA_DIR: join(folder, 'data'),
    KTV_KEY_FILE: join(folder, 'data.key'),
    ...(url ? { DATABASE_URL: url } : {}),
  });
  const opened = await openDatabase(settings, templateTime);
  await opened.writer.close();
  opened.seals.flush();
  opened.lock?.release();
}
