import { existsSync } from 'node:fs';
import type Database from 'better-sqlite3';
import { readKeyFile } from '../crypto/key-ring.js';
import { SealFile } from '../journal/seal-file.js';
import type { Settings } from '../settings/settings.js';
import { assertPragmas } from './checklist.js';
import { dataFiles } from './data-files.js';
import { dataSource } from './data-sources.js';
import { assertInstallMatches } from './install.js';
import { pendingMigrations, unknownMigrations } from './migrate.js';
import type { OpenedDatabase } from './open-database.js';
import { PostgresWriter } from './postgres-writer.js';
import { ReadingWriter } from './reading-writer.js';
import { SqliteWriter } from './sqlite-writer.js';
import { assertOurs } from './our-file.js';
import { StartupError } from './startup-error.js';

/**
 * Opens the database beside a server that may be running on it: no lock is taken and nothing is migrated. `reading`
 * changes nothing at all; `beside` may do a short act, which waits for the server's as the server's wait for one another.
 * Rejects with a `StartupError` when there is no database, or one of another version.
 */
export async function openBeside(settings: Settings, access: 'beside' | 'reading'): Promise<OpenedDatabase> {
  const files = dataFiles(settings);
  if (!settings.databaseUrl) assertThere(files.database);
  const ring = readKeyFile(settings.keyFile);
  await assertSameVersion(settings);
  const handles: Database.Database[] = [];
  const source = dataSource(settings, access === 'reading' ? 'read' : 'write', (raw) => handles.push(raw));
  await source.initialize();
  await assertInstallMatches(source, ring);
  const seals = new SealFile(settings.databaseUrl ? undefined : files.seals);
  if (access === 'reading') return { writer: new ReadingWriter(source), ring, seals, lock: undefined };
  const [raw] = handles;
  if (!raw) return { writer: new PostgresWriter(source), ring, seals, lock: undefined };
  assertPragmas(raw);
  return { writer: new SqliteWriter(source, raw), ring, seals, lock: undefined };
}

function assertThere(path: string): void {
  if (!existsSync(path))
    throw new StartupError(`there is no database at ${path}; the server makes one at its first start`);
  assertOurs(path);
}

async function assertSameVersion(settings: Settings): Promise<void> {
  const inspector = dataSource(settings, 'inspect');
  await inspector.initialize();
  try {
    const unknown = await unknownMigrations(inspector);
    if (unknown.length > 0)
      throw new StartupError(`the database was written by a newer program (${unknown.join(', ')})`);
    const pending = await pendingMigrations(inspector);
    if (pending.length > 0)
      throw new StartupError('the database is of an older version; start the server once, it migrates');
  } finally {
    await inspector.destroy();
  }
}
