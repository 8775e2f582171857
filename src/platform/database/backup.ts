import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { Settings } from '../settings/settings.js';
import { dataFiles } from './data-files.js';
import { StartupError } from './startup-error.js';
import { assertOurs } from './our-file.js';

/**
 * Copies the SQLite database while it is in use, page by page, and then proves the copy: it opens, it is ours, every
 * page checks, and no row points to nothing. A copy that fails its proof is removed and reported. Returns its path.
 */
export async function verifiedBackup(settings: Settings, name: string, folder?: string): Promise<string> {
  const files = dataFiles(settings);
  const target = folder ?? files.backups;
  mkdirSync(target, { recursive: true });
  const path = join(target, `${name}.sqlite`);
  if (existsSync(path)) throw new StartupError(`there is a backup ${path} already`);
  await copyDatabase(files.database, `${path}.part`);
  keepIfSound(`${path}.part`);
  renameSync(`${path}.part`, path);
  return path;
}

/**
 * One state of the database, whatever is written meanwhile: the open read transaction holds it still, without it every
 * act of the server would start the copy afresh. The copy is a single file, without a log beside it.
 */
export async function copyDatabase(from: string, to: string): Promise<void> {
  rmSync(to, { force: true });
  const raw = new Database(from, { readonly: true, fileMustExist: true });
  try {
    raw.exec('BEGIN');
    raw.prepare('SELECT count(*) FROM sqlite_master').get();
    await raw.backup(to);
  } finally {
    raw.close();
  }
  const copy = new Database(to);
  copy.pragma('journal_mode = DELETE');
  copy.close();
}

/** Removes a copy that could not be restored from, and throws what is wrong with it. */
function keepIfSound(path: string): void {
  try {
    proveBackup(path);
  } catch (error) {
    rmSync(path, { force: true });
    throw error;
  }
}

/** Throws a `StartupError` when the file could not be restored from. */
export function proveBackup(path: string): void {
  assertOurs(path);
  const raw = new Database(path, { readonly: true });
  try {
    const faults = raw.pragma('integrity_check(1)', { simple: true });
    const dangling = raw.pragma('foreign_key_check');
    if (faults !== 'ok' || (Array.isArray(dangling) && dangling.length > 0)) {
      throw new StartupError(`backup ${path} does not check: ${String(faults)}`);
    }
  } finally {
    raw.close();
  }
}

/** A row of a store's journal by the seal it carries. */
export interface SealedRow {
  readonly storeId: string;
  readonly seq: number;
  readonly seal: string;
}

/** Throws a `StartupError` when a copy does not hold these rows as they were sealed; such a copy is removed. */
export function proveHolds(path: string, rows: readonly SealedRow[]): void {
  const raw = new Database(path, { readonly: true });
  const seal = raw.prepare('SELECT seal FROM journal_entry WHERE store_id = ? AND seq = ?').pluck();
  const missing = rows.filter((row) => seal.get(row.storeId, row.seq) !== row.seal);
  raw.close();
  if (missing.length === 0) return;
  rmSync(path, { force: true });
  throw new StartupError(`backup ${path} lacks ${missing.length} of the closed days`);
}

export interface BackupFile {
  readonly path: string;
  /** Milliseconds. */
  readonly at: number;
  readonly bytes: number;
}

/** The finished backups in a folder, oldest first. */
export function backupsIn(folder: string): BackupFile[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith('.sqlite'))
    .map((name) => {
      const path = join(folder, name);
      const { mtimeMs, size } = statSync(path);
      return { path, at: mtimeMs, bytes: size };
    })
    .toSorted((a, b) => a.at - b.at);
}
