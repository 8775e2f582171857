import Database from 'better-sqlite3';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { uuidv7 } from 'uuidv7';
import type { Settings } from '../settings/settings.js';
import { verifiedBackup } from './backup.js';
import { dataFiles } from './data-files.js';
import { dataSource, preparePragmas } from './data-sources.js';
import { migrate, unknownMigrations } from './migrate.js';
import { StartupError } from './startup-error.js';

/** Marks a SQLite file as ours ("KTVD"), so that a foreign file is recognised before it is touched. */
export const APPLICATION_ID = 0x4b545644;

export interface InstallFile {
  id: string;
  demo: boolean;
}

const OFFER = 'put it back with: npm run restore -- <backup file>';

/** True when neither a database nor a trace of one is there: only then may an empty one be made. */
export function isFirstStart(settings: Settings): boolean {
  const files = dataFiles(settings);
  return !existsSync(files.install) && !existsSync(files.database);
}

/** Makes the file, or proves that the one there is ours, whole and not newer than this program; then migrates it. */
export async function prepareSqliteFile(settings: Settings, now: number): Promise<InstallFile> {
  const files = dataFiles(settings);
  const install = isFirstStart(settings) ? createFile(settings) : recogniseFile(settings);
  const source = dataSource(settings, 'migrate');
  await source.initialize();
  try {
    const unknown = await unknownMigrations(source);
    if (unknown.length > 0) {
      throw new StartupError(`${files.database} was written by a newer program (${unknown.join(', ')}); start that one`);
    }
    await migrate(source, () => verifiedBackup(settings, `before-migration-${now}`));
  } finally {
    await source.destroy();
  }
  return install;
}

function createFile(settings: Settings): InstallFile {
  const files = dataFiles(settings);
  const install = { id: uuidv7(), demo: settings.demo };
  const raw = new Database(files.database);
  preparePragmas(raw);
  raw.pragma(`application_id = ${APPLICATION_ID}`);
  raw.close();
  writeFileSync(files.install, `${JSON.stringify(install)}\n`, { flag: 'wx' });
  return install;
}

function recogniseFile(settings: Settings): InstallFile {
  const files = dataFiles(settings);
  if (!existsSync(files.database)) throw new StartupError(`the database ${files.database} is missing; ${OFFER}`);
  if (!existsSync(files.install)) {
    throw new StartupError(`${files.database} does not belong to this directory (install.json is missing)`);
  }
  if (statSync(files.database).size === 0) throw new StartupError(`the database ${files.database} is empty; ${OFFER}`);
  assertOurs(files.database);
  const install: InstallFile = JSON.parse(readFileSync(files.install, 'utf8'));
  return install;
}

/** Opens the file read-only; throws `StartupError` when it is foreign, truncated or damaged. */
export function assertOurs(path: string): void {
  let raw: Database.Database | undefined;
  try {
    raw = new Database(path, { readonly: true, fileMustExist: true });
    if (raw.pragma('application_id', { simple: true }) !== APPLICATION_ID) {
      throw new StartupError(`${path} is not a database of this program`);
    }
    const faults = raw.pragma('quick_check(1)', { simple: true });
    if (faults !== 'ok') throw new StartupError(`the database ${path} is damaged (${String(faults)}); ${OFFER}`);
  } catch (error) {
    if (error instanceof StartupError) throw error;
    throw new StartupError(`the database ${path} cannot be read (${String(error)}); ${OFFER}`);
  } finally {
    raw?.close();
  }
}
