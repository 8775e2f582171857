import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LedgerModule } from '../../src/ledger/ledger.module.js';
import { createKeyFile } from '../../src/platform/crypto/key-ring.js';
import { dataFiles } from '../../src/platform/database/data-files.js';
import { PrintingModule } from '../../src/platform/printing/printing.module.js';
import { projectRoot } from '../../src/platform/settings/paths.js';
import { describeOnSqlite } from '../support/databases.js';
import { openRooms } from '../support/world.js';
import { creditPoint } from './support/acts.js';
import { dumpOf, fingerprintOf } from './support/files.js';
import { startProgram } from './support/processes.js';

/** The npm scripts, as the manual tells the operator to call them. */
function scriptOf(name: string): string {
  const { scripts } = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8')) as {
    scripts: Record<string, string>;
  };
  const file = /^node dist\/(\S+)$/.exec(scripts[name] ?? '')?.[1];
  if (file === undefined) throw new Error(`npm run ${name} does not start a compiled file`);
  return file;
}

describeOnSqlite('the database is lost and put back', (db) => {
  let file: string;

  async function call(script: string, ...parameters: string[]) {
    const program = startProgram(scriptOf(script), db.environment, parameters);
    const code = await program.ended();
    return { code, out: program.lines, complaint: program.complaints.join('') };
  }

  async function actsOf(...keys: string[]): Promise<void> {
    const world = await openRooms(db, [LedgerModule, PrintingModule]);
    for (const key of keys) await creditPoint(world, key);
    await world.close();
  }

  beforeEach(async () => {
    await db.renew();
    file = dataFiles(db.settings).database;
    await actsOf('a', 'b');
  });

  it('says in its manual how', () => {
    const manual = readFileSync(join(projectRoot, 'docs/operating.md'), 'utf8');
    for (const command of ['npm run -s backup', 'npm run restore -- ', 'npm run -s verify'])
      expect(manual).toContain(command);
  });

  it('holds the same afterwards, and the books balance', async () => {
    const { out } = await call('backup');
    const before = dumpOf(file);
    await actsOf('c');
    rmSync(file);
    const restored = await call('restore', String(out[0]));
    expect(restored).toMatchObject({ code: 0, complaint: '' });
    expect(dumpOf(file)).toEqual(before);
    const verified = await call('verify', '--json');
    expect(verified.code).toBe(0);
    expect(JSON.parse(String(verified.out[0]))).toMatchObject({ ok: true });
    await actsOf('d');
  });

  it('can be put back on a new PC from the backup and the key alone', async () => {
    const { out } = await call('backup', join(db.settings.dataDir, '..', 'stick'));
    const before = dumpOf(file);
    rmSync(db.settings.dataDir, { recursive: true });
    expect((await call('restore', String(out[0]))).code).toBe(0);
    expect(dumpOf(file)).toEqual(before);
    await actsOf('e');
  });

  it('copies while a server works, and restores only when none does', async () => {
    const world = await openRooms(db, [LedgerModule, PrintingModule]);
    const acts = Array.from({ length: 200 }, (_, n) => creditPoint(world, `rush-${n}`));
    const [{ out }] = await Promise.all([call('backup'), ...acts]);
    const refused = await call('restore', String(out[0]));
    expect(refused).toMatchObject({ code: 1, complaint: expect.stringContaining('another server is running') });
    await creditPoint(world, 'afterwards');
    await world.close();
    expect((await call('restore', String(out[0]))).code).toBe(0);
    expect((await call('verify')).code).toBe(0);
  });

  it.each<[string, (backup: string) => void, RegExp]>([
    [
      'a file that is no backup',
      (backup) => writeFileSync(backup, 'receipts'),
      /cannot be read|not a database of this program/,
    ],
    [
      'a backup cut short',
      (backup) => writeFileSync(backup, readFileSync(backup).subarray(0, 40_000)),
      /damaged|cannot be read/,
    ],
    ['a backup that is gone', (backup) => rmSync(backup), /no backup file/],
    [
      'a backup of another key',
      () => (rmSync(db.settings.keyFile), void createKeyFile(db.settings.keyFile)),
      /key file is not the one/,
    ],
  ])('refuses %s and leaves the database as it was', async (_, spoil, words) => {
    const { out } = await call('backup');
    spoil(String(out[0]));
    const before = fingerprintOf(file);
    const refused = await call('restore', String(out[0]));
    expect(refused.code).toBe(1);
    expect(refused.complaint).toMatch(words);
    expect(fingerprintOf(file)).toBe(before);
  });

  it('says what is wrong instead of verifying a database that is gone', async () => {
    rmSync(file);
    const { code, out } = await call('verify', '--json');
    expect(code).toBe(1);
    expect(JSON.parse(String(out[0]))).toMatchObject({ ok: false, checks: [{ name: 'database.opens', ok: false }] });
  });
});
