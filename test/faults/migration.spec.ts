import { DataSource, type MigrationInterface, type QueryRunner } from 'typeorm';
import { backupsIn, verifiedBackup } from '../../src/platform/database/backup.js';
import { dataFiles } from '../../src/platform/database/data-files.js';
import { dataSource } from '../../src/platform/database/data-sources.js';
import { migrate } from '../../src/platform/database/migrate.js';
import { openDatabase } from '../../src/platform/database/open-database.js';
import { describeOnBothDatabases, describeOnSqlite, type TestDatabase } from '../support/databases.js';
import { instant } from '../support/world.js';
import { dumpOf } from './support/files.js';

class AddSongList1999999999998 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE TABLE song (id integer PRIMARY KEY)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE song');
  }
}

class BreakHalfWay1999999999999 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE install ADD COLUMN mood varchar(8)');
    await runner.query("UPDATE install SET mood = 'glad'");
    await runner.query('INSERT INTO no_such_table VALUES (1)');
  }

  async down(): Promise<void> {}
}

/** The migrations of a newer program: ours, one that works and one that does not. */
async function newerProgram(db: TestDatabase): Promise<DataSource> {
  const ours = dataSource(db.settings, 'migrate');
  const known = Array.isArray(ours.options.migrations) ? ours.options.migrations : [];
  const newer = new DataSource({
    ...ours.options,
    migrations: [...known, AddSongList1999999999998, BreakHalfWay1999999999999],
  });
  return newer.initialize();
}

async function columnsOf(source: DataSource, table: string): Promise<string[]> {
  const runner = source.createQueryRunner();
  const found = await runner.getTable(table);
  await runner.release();
  return (found?.columns ?? []).map(({ name }) => name).toSorted();
}

describeOnBothDatabases('a migration that fails half way', (db) => {
  it('leaves each step done or not done, never half', async () => {
    const source = await newerProgram(db);
    await expect(migrate(source, () => Promise.resolve())).rejects.toThrow(/no_such_table/);
    expect(await columnsOf(source, 'song')).toEqual(['id']);
    expect(await columnsOf(source, 'install')).not.toContain('mood');
    await source.destroy();
  });
});

describeOnSqlite('the counter PC after a failed migration', (db) => {
  it('had a backup taken first, keeps its data and starts again with foreign keys on', async () => {
    const { database, backups } = dataFiles(db.settings);
    const before = dumpOf(database);
    const source = await newerProgram(db);
    await expect(migrate(source, () => verifiedBackup(db.settings, 'before-migration'))).rejects.toThrow(
      /no_such_table/,
    );
    await source.destroy();

    const [backup] = backupsIn(backups);
    expect(dumpOf(backup?.path ?? '')).toEqual(before);
    const { song, schema_migration: migrations, ...rest } = dumpOf(database);
    expect(song).toEqual([]);
    expect({ ...rest, schema_migration: migrations?.filter((row) => !String(row).includes('AddSongList')) }).toEqual(
      before,
    );
    await expect(openDatabase(db.settings, instant('2026-11-21T14:00'))).rejects.toThrow(/newer program/);
  });

  it('takes no backup when there is nothing to migrate', async () => {
    await db.renew();
    const opened = await openDatabase(db.settings, instant('2026-11-21T14:00'));
    expect(await opened.writer.source.query('PRAGMA foreign_keys')).toEqual([{ foreign_keys: 1 }]);
    await opened.writer.close();
    opened.lock?.release();
    expect(backupsIn(dataFiles(db.settings).backups)).toEqual([]);
  });
});
