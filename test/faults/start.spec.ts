import { closeSync, ftruncateSync, openSync, readFileSync, rmSync, statSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { createKeyFile } from '../../src/platform/crypto/key-ring.js';
import { assertPragmas } from '../../src/platform/database/checklist.js';
import { dataFiles } from '../../src/platform/database/data-files.js';
import { preparePragmas } from '../../src/platform/database/data-sources.js';
import { openDatabase } from '../../src/platform/database/open-database.js';
import { readSettings, type Settings } from '../../src/platform/settings/settings.js';
import { PrintingModule } from '../../src/platform/printing/printing.module.js';
import { LedgerModule } from '../../src/ledger/ledger.module.js';
import { describeOnSqlite } from '../support/databases.js';
import { instant, openRooms } from '../support/world.js';
import { creditPoint } from './support/acts.js';
import { fingerprintOf, tamper } from './support/files.js';

const now = instant('2026-11-21T14:00');

async function startAndStop(settings: Settings): Promise<void> {
  const { writer, seals, lock } = await openDatabase(settings, now);
  await writer.close();
  seals.flush();
  lock?.release();
}

describeOnSqlite('the server does not start on what it cannot trust', (db) => {
  let settings: Settings;
  let file: string;

  beforeEach(async () => {
    await db.renew();
    settings = db.settings;
    file = dataFiles(settings).database;
    const world = await openRooms(db, [LedgerModule, PrintingModule]);
    for (const key of ['a', 'b', 'c']) await creditPoint(world, key);
    await world.close();
  });

  /** Refused with `words`, and the file is afterwards what it was before. */
  async function expectRefused(words: RegExp, using: Settings = settings): Promise<void> {
    const before = fingerprintOf(file);
    await expect(openDatabase(using, now)).rejects.toThrow(words);
    expect(fingerprintOf(file)).toBe(before);
  }

  it('starts on a sound directory, as often as one likes', async () => {
    await startAndStop(settings);
    await startAndStop(settings);
  });

  it('names a database that is missing and offers the restore', async () => {
    rmSync(file);
    await expectRefused(/is missing; put it back with: npm run restore/);
  });

  it('names a database that is empty', async () => {
    writeFileSync(file, '');
    await expectRefused(/is empty.*npm run restore/);
  });

  it('names a file that is no database', async () => {
    writeFileSync(file, 'Dear diary, '.repeat(1000));
    await expectRefused(/cannot be read/);
  });

  it('names a database of another program', async () => {
    rmSync(file);
    const foreign = new Database(file);
    foreign.exec('CREATE TABLE song (title text)');
    foreign.close();
    await expectRefused(/is not a database of this program/);
  });

  it('names a truncated database', async () => {
    const handle = openSync(file, 'r+');
    ftruncateSync(handle, statSync(file).size - 3 * 4096);
    closeSync(handle);
    await expectRefused(/is damaged|cannot be read/);
  });

  it('names a damaged database', async () => {
    const handle = openSync(file, 'r+');
    for (let page = 2; page < statSync(file).size / 4096; page += 3)
      writeSync(handle, Buffer.alloc(512, 0xa5), 0, 512, page * 4096);
    closeSync(handle);
    await expectRefused(/is damaged|cannot be read/);
  });

  it('leaves the database of a newer program alone', async () => {
    tamper(
      file,
      "INSERT INTO schema_migration (timestamp, name) VALUES (1999999999999, 'AddKaraokeRobots1999999999999')",
    );
    await expectRefused(/written by a newer program \(AddKaraokeRobots/);
  });

  it('notices that the tail of the journal was cut off', async () => {
    tamper(
      file,
      `DROP TRIGGER journal_entry_no_delete; DELETE FROM journal_entry WHERE seq = 3;
       CREATE TRIGGER journal_entry_no_delete BEFORE DELETE ON journal_entry BEGIN SELECT RAISE(ABORT, 'append-only'); END`,
    );
    await expectRefused(/acts are missing.*npm run restore/s);
  });

  it('notices that a table of evidence lost its guard', async () => {
    tamper(file, 'DROP TRIGGER ledger_transfer_no_update');
    await expectRefused(/ledger_transfer has lost its append-only guard/);
  });

  it('refuses a database of another installation', async () => {
    writeFileSync(dataFiles(settings).install, JSON.stringify({ id: 'somebody-else', demo: false }));
    await expectRefused(/another installation/);
  });

  it('refuses a database that came without its directory', async () => {
    rmSync(dataFiles(settings).install);
    await expectRefused(/install\.json is missing/);
  });

  it('refuses a second server and lets the first go on', async () => {
    const first = await openDatabase(settings, now);
    await expect(openDatabase(settings, now)).rejects.toThrow(/another server is running/);
    await first.writer.unit('store-1', (session) => session.rows('SELECT 1 AS one'));
    await first.writer.close();
    first.lock?.release();
    await startAndStop(settings);
  });

  it('refuses to start without the key, and makes no new one', async () => {
    rmSync(settings.keyFile);
    await expectRefused(/key file .* is missing/);
    expect(fingerprintOf(settings.keyFile)).toBe('absent');
  });

  it('refuses another key and a damaged one', async () => {
    const key = readFileSync(settings.keyFile);
    rmSync(settings.keyFile);
    createKeyFile(settings.keyFile);
    await expectRefused(/not the one this database was written with/);
    writeFileSync(settings.keyFile, key.subarray(0, 20));
    await expectRefused(/is damaged/);
  });

  it('refuses a key inside the data directory, where a backup would carry it along', () => {
    const inside = { ...db.environment, KTV_KEY_FILE: join(settings.dataDir, 'ktv.key') };
    expect(() => readSettings(inside)).toThrow(/must lie outside KTV_DATA_DIR/);
  });

  it.each([
    ['journal_mode', 'DELETE', /journal_mode is delete/],
    ['synchronous', 'NORMAL', /synchronous is 1, must be 2/],
    ['foreign_keys', 'OFF', /foreign_keys is 0/],
  ])('refuses a connection whose %s is %s', (pragma, value, words) => {
    const raw = new Database(file);
    preparePragmas(raw);
    expect(() => assertPragmas(raw)).not.toThrow();
    raw.pragma(`${pragma} = ${value}`);
    expect(() => assertPragmas(raw)).toThrow(words);
    raw.close();
  });
});
