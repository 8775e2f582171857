import Database from 'better-sqlite3';
import { StartupError } from './startup-error.js';

/** Marks a SQLite file as ours ("KTVD"), so that a foreign file is recognised before it is touched. */
export const APPLICATION_ID = 0x4b545644;

/** What the operator does about a database that cannot be used. */
export const RESTORE_OFFER = 'put it back with: npm run restore -- <backup file>';

/** Opens the file read-only; throws `StartupError` when it is foreign, truncated or damaged. */
export function assertOurs(path: string): void {
  let raw: Database.Database | undefined;
  try {
    raw = new Database(path, { readonly: true, fileMustExist: true });
    if (raw.pragma('application_id', { simple: true }) !== APPLICATION_ID) {
      throw new StartupError(`${path} is not a database of this program`);
    }
    const faults = raw.pragma('quick_check(1)', { simple: true });
    if (faults !== 'ok')
      throw new StartupError(`the database ${path} is damaged (${String(faults)}); ${RESTORE_OFFER}`);
  } catch (error) {
    if (error instanceof StartupError) throw error;
    throw new StartupError(`the database ${path} cannot be read (${String(error)}); ${RESTORE_OFFER}`);
  } finally {
    raw?.close();
  }
}
