import Database from 'better-sqlite3';
import { StartupError } from './startup-error.js';

export interface ServerLock {
  release(): void;
}

/**
 * One server on one data directory. The lock is an exclusive SQLite transaction on a file of its own: the operating
 * system frees it when the process ends, however it ends, so no stale lock is ever left behind.
 */
export function takeServerLock(path: string): ServerLock {
  const lock = new Database(path, { timeout: 0 });
  try {
    lock.pragma('journal_mode = DELETE');
    lock.exec('BEGIN EXCLUSIVE');
  } catch {
    lock.close();
    throw new StartupError(`another server is running on this data directory (${path})`);
  }
  return { release: () => lock.close() };
}
