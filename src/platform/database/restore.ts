import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { readKeyFile } from '../crypto/key-ring.js';
import type { Settings } from '../settings/settings.js';
import { copyDatabase } from './backup.js';
import { dataFiles } from './data-files.js';
import { dataSource } from './data-sources.js';
import { assertInstallMatches } from './install.js';
import { unknownMigrations } from './migrate.js';
import { takeServerLock } from './server-lock.js';
import { assertOurs } from './our-file.js';
import type { InstallFile } from './start-sqlite.js';
import { StartupError } from './startup-error.js';

/**
 * Puts the backup `from` in the place of the database, after proving that it is ours, whole, of this venue's key and not
 * newer than this program; nothing is touched before. What was there is kept beside it under `kept-…`, the seal file with
 * it, for the restored journal ends earlier. On a new PC the install file is written from the backup. Refuses while a
 * server runs. Returns the paths of what was kept.
 */
export async function restoreBackup(settings: Settings, from: string, kept: string): Promise<string[]> {
  if (settings.databaseUrl) throw new StartupError('PostgreSQL is restored with pg_restore: see docs/operating.md');
  if (!existsSync(from)) throw new StartupError(`there is no backup file ${from}`);
  const files = dataFiles(settings);
  mkdirSync(settings.dataDir, { recursive: true });
  const lock = takeServerLock(files.lock);
  const incoming = join(settings.dataDir, 'incoming');
  try {
    assertOurs(from);
    mkdirSync(incoming, { recursive: true });
    const copy = dataFiles({ dataDir: incoming }).database;
    await copyDatabase(from, copy);
    const install = await assertUsable({ ...settings, dataDir: incoming }, files.install);
    const aside = [files.database, `${files.database}-wal`, `${files.database}-shm`, files.seals]
      .filter((path) => existsSync(path))
      .map((path) => moveAside(path, join(settings.dataDir, `${kept}-${basename(path)}`)));
    renameSync(copy, files.database);
    if (!existsSync(files.install)) writeFileSync(files.install, `${JSON.stringify(install)}\n`);
    return aside;
  } finally {
    rmSync(incoming, { recursive: true, force: true });
    lock.release();
  }
}

async function assertUsable(incoming: Settings, installFile: string): Promise<InstallFile> {
  const ring = readKeyFile(incoming.keyFile);
  const source = dataSource(incoming, 'inspect');
  await source.initialize();
  try {
    const unknown = await unknownMigrations(source);
    if (unknown.length > 0) throw new StartupError(`the backup was written by a newer program (${unknown.join(', ')})`);
    const row = await assertInstallMatches(source, ring);
    if (!row) throw new StartupError('the backup names no installation');
    if (existsSync(installFile)) {
      const here: InstallFile = JSON.parse(readFileSync(installFile, 'utf8'));
      if (here.id !== row.id)
        throw new StartupError('the backup belongs to another installation than install.json says');
    }
    return { id: row.id, demo: row.demo === 1 };
  } finally {
    await source.destroy();
  }
}

function moveAside(path: string, to: string): string {
  renameSync(path, to);
  return to;
}
