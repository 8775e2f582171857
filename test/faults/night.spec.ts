import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { uuidv7 } from 'uuidv7';
import { verifyBooks } from '../../src/cli/verify-books.js';
import { NightBackups } from '../../src/night/night-backups.js';
import { provenDump } from '../../src/operations/database-dumps.js';
import { Reader } from '../../src/platform/database/reader.js';
import { describeOnBothDatabases } from '../support/databases.js';
import { hire, openHouse } from '../support/people.js';
import { scratchFolder } from '../support/templates.js';
import { openWorld } from '../support/world.js';
import { startProgram } from './support/processes.js';

/** At which line the server is killed: inside the unit of a seal, its step written and nothing kept; and after a close. */
const KILLS = [/^inside 1$/, /^closed /] as const;

describeOnBothDatabases('a server that is killed in the middle of the seal', (db) => {
  it('goes on where it was: each night sealed once, closed once, and copied in the end', async () => {
    const first = await openWorld(db, { at: '2026-11-20T12:00' });
    const { world: _, ...house } = await openHouse(first);
    const founded = { ...house, world: first };
    const people = {
      clerk: await hire(founded, '8801', 'CLERK', { name: '王丽' }),
      lead: await hire(founded, '8001', 'DUTY_SUPERVISOR', { name: '李主管' }),
      guard: await hire(founded, '6001', 'SECURITY_GUARD', { name: '高强' }),
    };
    await first.close();
    const environment = { ...db.environment, STORY: JSON.stringify({ house, people }) };
    const confirmed: string[] = [];
    for (const after of KILLS) {
      const KNOCK = confirmed.length === 0 ? '1' : '';
      const counter = startProgram('test/faults/support/night-program.js', { ...environment, KNOCK, NIGHTS: '9' });
      await counter.line(after);
      counter.process.kill('SIGKILL');
      expect(await counter.ended()).toBe('SIGKILL');
      confirmed.push(...counter.lines);
    }
    const firstSealed = confirmed.findIndex((line) => line.startsWith('sealed'));
    expect(firstSealed).toBeGreaterThan(confirmed.indexOf('inside 1'));
    const last = startProgram('test/faults/support/night-program.js', environment);
    expect(await last.ended()).toBe(0);
    confirmed.push(...last.lines);
    const report = await verifyBooks(db.settings);
    expect(report.checks.filter(({ ok }) => !ok)).toEqual([]);

    const world = await openWorld(db, { at: '2026-12-20T12:00' });
    const sealed = await world.rows<{ number: string }>('SELECT number FROM night_seal WHERE number IS NOT NULL');
    const numbers = sealed.map(({ number }) => number);
    const told = confirmed.flatMap((line) => /^sealed (.*)$/.exec(line)?.[1] ?? []);
    expect(told.filter((number) => !numbers.includes(number))).toEqual([]);
    const days = await world.rows('SELECT id FROM day_snapshot');
    expect(numbers).toHaveLength(days.length);
    await world.get(NightBackups).runIfDue();
    const [night] = await world.get(NightBackups).newest(world.get(Reader));
    expect(night!.outcome).toBe(db.kind === 'sqlite' ? 'KEPT' : 'FAILED');
    await world.close();
  });
});

describe('a dump of the database server', () => {
  const lastOfSixty = 'YiAe72dueZwVZIj93o1MAAhOg+qbRbCz8Bqipe4DkgE=';
  const whole = readFileSync('test/support/sixty-nights.dump');
  const there = spawnSync('pg_restore', ['--version']).status === 0;
  const proven = (content: Buffer, seal = lastOfSixty) => {
    const folder = join(scratchFolder(), uuidv7());
    mkdirSync(folder);
    writeFileSync(join(folder, 'ktv.dump'), content);
    return provenDump(folder, 0, [{ storeId: 'store-1', seq: 60, seal }]);
  };

  it('is believed when it can be read to its end and holds what was sealed', async () => {
    expect(await proven(whole)).toEqual(there ? { file: 'ktv.dump', bytes: whole.length } : 'noDumpTool');
  });

  it.each([0, 5, 2_000, whole.length - 400])('is refused when it was cut off after %d bytes', async (kept) => {
    expect(await proven(whole.subarray(0, kept))).toBe(there ? 'dumpSpoilt' : 'noDumpTool');
  });

  it('is refused when it lacks the close', async () => {
    expect(await proven(whole, 'another')).toBe(there ? 'dumpSpoilt' : 'noDumpTool');
  });

  it('is not believed where nothing can read it', async () => {
    const path = process.env['PATH'];
    process.env['PATH'] = scratchFolder();
    const found = await proven(whole);
    process.env['PATH'] = path;
    expect(found).toBe('noDumpTool');
  });
});
