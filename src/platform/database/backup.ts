import Database from 'better-sqlite3';
import { copyFileSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Settings } from '../settings/settings.js';
import { dataFiles } from './data-files.js';
import { StartupError } from './startup-error.js';
import { assertOurs } from './our-file.js';

/**
 * Copies the SQLite database while it is in use, page by page, and then proves the copy: it opens, it is ours, every
 * page checks, and it holds as many journal rows as it says. A copy that fails its proof is removed and reported.
 */
export async function verifiedBackup(settings: Settings, name: string, folder?: string): Promise<string> {
  const files = dataFiles(settings);
  const target = folder ?? files.backups;
  mkdirSync(target, { recursive: true });
  const path = join(target, `${name}.sqlite`);
  const raw = new Database(files.database, { readonly: true, fileMustExist: true });
  try {
    await raw.backup(`${path}.part`);
  } finally {
    raw.close();
  }
  proveBackup(`${path}.part`);
  renameSync(`${path}.part`, path);
  return path;
}

/** Throws, and removes the copy, when it could not be restored from. */
function proveBackup(path: string): void {
  try {
    const raw = new Database(path);
    raw.pragma('journal_mode = DELETE');
    const faults = raw.pragma('integrity_check(1)', { simple: true });
    raw.close();
    if (faults !== 'ok') throw new StartupError(`backup ${path} does not check: ${String(faults)}`);
    assertOurs(path);
  } catch (error) {
    rmSync(path, { force: true });
    throw error;
  }
}

/**
 * Puts `from` in the place of the database. The file that was there is kept beside it with `kept` in its name; the seal
 * file goes with it, for the restored journal ends earlier.
 */
export function restoreBackup(settings: Settings, from: string, kept: string): void {
  const files = dataFiles(settings);
  assertOurs(from);
  const incoming = `${files.database}.incoming`;
  copyFileSync(from, incoming);
  assertOurs(incoming);
  for (const path of [files.database, `${files.database}-wal`, `${files.database}-shm`, files.seals]) {
    moveAside(path, join(settings.dataDir, `${kept}-${basename(path)}`));
  }
  renameSync(incoming, files.database);
}

function moveAside(path: string, to: string): void {
  try {
    renameSync(path, to);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
  }
}
