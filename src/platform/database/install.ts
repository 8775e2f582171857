import { uuidv7 } from 'uuidv7';
import type { DataSource } from 'typeorm';
import type { KeyRing } from '../crypto/key-ring.js';
import { StartupError } from './startup-error.js';

export interface InstallRow {
  id: string;
  key_fingerprint: string;
  demo: number;
}

/** Writes the one install row on a first start; later proves that database, directory and key file belong together. */
export async function assertInstall(
  source: DataSource,
  ring: KeyRing,
  expected: { id: string | undefined; demo: boolean; now: number },
): Promise<void> {
  const row = await assertInstallMatches(source, ring);
  if (!row) return writeInstall(source, ring, expected);
  if (expected.id !== undefined && row.id !== expected.id) {
    throw new StartupError('the database belongs to another installation than install.json says');
  }
}

/** The install row, if there is one yet. Throws when the database was written with another key file. */
export async function assertInstallMatches(source: DataSource, ring: KeyRing): Promise<InstallRow | undefined> {
  const [row]: InstallRow[] = await source.query('SELECT id, key_fingerprint, demo FROM install');
  if (row && row.key_fingerprint !== ring.fingerprint()) {
    throw new StartupError(
      'the key file is not the one this database was written with; set KTV_KEY_FILE to the right one',
    );
  }
  return row;
}

async function writeInstall(
  source: DataSource,
  ring: KeyRing,
  { id, demo, now }: { id: string | undefined; demo: boolean; now: number },
): Promise<void> {
  const value = [id ?? uuidv7(), ring.fingerprint(), now, demo ? 1 : 0];
  const marks = source.options.type === 'postgres' ? '$1, $2, $3, $4' : '?, ?, ?, ?';
  await source.query(`INSERT INTO install (id, key_fingerprint, created_at, demo) VALUES (${marks})`, value);
}
