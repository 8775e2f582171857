import type Database from 'better-sqlite3';
import { existsSync, mkdirSync } from 'node:fs';
import type { DataSource } from 'typeorm';
import { createKeyFile, type KeyRing, readKeyFile } from '../crypto/key-ring.js';
import { SealFile } from '../journal/seal-file.js';
import type { Settings } from '../settings/settings.js';
import { assertAppendOnlyGuards, assertPragmas } from './checklist.js';
import { dataFiles } from './data-files.js';
import { dataSource } from './data-sources.js';
import { assertInstall } from './install.js';
import { migrate, unknownMigrations } from './migrate.js';
import { PostgresWriter } from './postgres-writer.js';
import { type ServerLock, takeServerLock } from './server-lock.js';
import { SqliteWriter } from './sqlite-writer.js';
import { isFirstStart, prepareSqliteFile } from './start-sqlite.js';
import { StartupError } from './startup-error.js';
import type { Writer } from './writer.js';

export interface OpenedDatabase {
  writer: Writer;
  ring: KeyRing;
  seals: SealFile;
  lock: ServerLock | undefined;
}

/** The start-up checklist, in order. Rejects with a `StartupError` and leaves every file as it was. */
export async function openDatabase(settings: Settings, now: number): Promise<OpenedDatabase> {
  return settings.databaseUrl ? openPostgres(settings, now) : openSqlite(settings, now);
}

async function openSqlite(settings: Settings, now: number): Promise<OpenedDatabase> {
  const files = dataFiles(settings);
  const first = isFirstStart(settings);
  const ring = first && !existsSync(settings.keyFile) ? createKeyFile(settings.keyFile) : readKeyFile(settings.keyFile);
  mkdirSync(settings.dataDir, { recursive: true });
  const lock = takeServerLock(files.lock);
  try {
    const install = await prepareSqliteFile(settings, now);
    const handles: Database.Database[] = [];
    const source = dataSource(settings, 'write', (raw) => handles.push(raw));
    await source.initialize();
    const [raw] = handles;
    if (!raw) throw new StartupError('the database driver gave no connection');
    assertPragmas(raw);
    await assertWhole(source, ring, { id: install.id, demo: install.demo, now });
    const seals = new SealFile(files.seals);
    await assertTailPresent(source, seals);
    return { writer: new SqliteWriter(source, raw), ring, seals, lock };
  } catch (error) {
    lock.release();
    throw error;
  }
}

async function openPostgres(settings: Settings, now: number): Promise<OpenedDatabase> {
  const ring = existsSync(settings.keyFile) ? readKeyFile(settings.keyFile) : createKeyFile(settings.keyFile);
  const migrator = dataSource(settings, 'migrate');
  await migrator.initialize();
  try {
    const unknown = await unknownMigrations(migrator);
    if (unknown.length > 0)
      throw new StartupError(`the database was written by a newer program (${unknown.join(', ')})`);
    await migratePostgres(migrator);
  } finally {
    await migrator.destroy();
  }
  const source = dataSource(settings, 'write');
  await source.initialize();
  await assertWhole(source, ring, { id: undefined, demo: settings.demo, now });
  return { writer: new PostgresWriter(source), ring, seals: new SealFile(undefined), lock: undefined };
}

/** Two processes may start at once: the second waits here and finds the work done. pg_dump is the operator's (docs). */
async function migratePostgres(source: DataSource): Promise<void> {
  const runner = source.createQueryRunner();
  await runner.query(`SELECT pg_advisory_lock(hashtext('schema_migration'))`);
  try {
    await migrate(source, () => Promise.resolve());
  } finally {
    await runner.query(`SELECT pg_advisory_unlock(hashtext('schema_migration'))`);
    await runner.release();
  }
}

async function assertWhole(
  source: DataSource,
  ring: KeyRing,
  expected: { id: string | undefined; demo: boolean; now: number },
): Promise<void> {
  await assertInstall(source, ring, expected);
  await assertAppendOnlyGuards(source);
}

/** The seal file is never ahead of the database, unless the database's tail was cut off or an old copy put back. */
async function assertTailPresent(source: DataSource, seals: SealFile): Promise<void> {
  for (const [chain, { seq, seal }] of Object.entries(seals.known())) {
    const rows: { seal: string }[] = await source.query(
      'SELECT seal FROM journal_entry WHERE store_id = ? AND seq = ?',
      [chain, seq],
    );
    if (rows[0]?.seal !== seal) {
      throw new StartupError(
        `the journal ends before its last seal (entry ${seq}): acts are missing from this database; ` +
          'put back the newest backup with: npm run restore -- <backup file>',
      );
    }
  }
}
