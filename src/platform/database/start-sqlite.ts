import Database from 'better-sqlite3';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { uuidv7 } from 'uuidv7';
import type { Settings } from '../settings/settings.js';
import { verifiedBackup } from './backup.js';
import { dataFiles } from './data-files.js';
import { dataSource, preparePragmas } from './data-sources.js';
import { APPLICATION_ID, assertOurs, RESTORE_OFFER } from './our-file.js';
import { migrate, unknownMigrations } from './migrate.js';
import { StartupError } from './startup-error.js';

export interface InstallFile {
  id: string;
  demo: boolean;
}

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
      throw new StartupError(
        `${files.database} was written by a newer program (${unknown.join(', ')}); start that one`,
      );
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
  if (!existsSync(files.database))
    throw new StartupError(`the database ${files.database} is missing; ${RESTORE_OFFER}`);
  if (!existsSync(files.install)) {
    throw new StartupError(`${files.database} does not belong to this directory (install.json is missing)`);
  }
  if (statSync(files.database).size === 0)
    throw new StartupError(`the database ${files.database} is empty; ${RESTORE_OFFER}`);
  assertOurs(files.database);
  const install: InstallFile = JSON.parse(readFileSync(files.install, 'utf8'));
  return install;
}
