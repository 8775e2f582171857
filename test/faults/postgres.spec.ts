import { Client } from 'pg';
import { LedgerModule } from '../../src/ledger/ledger.module.js';
import { UnitOfWork } from '../../src/platform/database/unit-of-work.js';
import { Writer } from '../../src/platform/database/writer.js';
import { PrintingModule } from '../../src/platform/printing/printing.module.js';
import { describeOnPostgres } from '../support/databases.js';
import { expectBooksToBalance } from '../support/invariants.js';
import { openRooms, type World } from '../support/world.js';
import { actCommand, creditPoint, movePoints } from './support/acts.js';
import { startProgram } from './support/processes.js';

const rooms = [LedgerModule, PrintingModule];

describeOnPostgres('the database server has a bad night', (db) => {
  let world: World;
  let admin: Client;
  beforeAll(async () => {
    world = await openRooms(db, rooms);
    admin = new Client({ connectionString: db.settings.databaseUrl });
    await admin.connect();
  });
  afterEach(() => expectBooksToBalance(world));
  afterAll(async () => {
    await admin.end();
    await world.close();
  });

  const timesDone = async (key: string) =>
    (await world.one<{ n: number }>('SELECT count(*) AS n FROM journal_entry WHERE idempotency_key = ?', [key]))?.n;

  it('does an act once although its connection was cut in the middle', async () => {
    let attempts = 0;
    const { result } = await world.get(UnitOfWork).run(actCommand('cut'), async (tx) => {
      attempts += 1;
      const number = await movePoints(world, tx, 1);
      const { pid } = (await tx.one<{ pid: number }>('SELECT pg_backend_pid() AS pid'))!;
      if (attempts === 1) await admin.query('SELECT pg_terminate_backend($1)', [pid]);
      return `${number} by ${(await tx.one<{ one: number }>('SELECT 1 AS one'))?.one}`;
    });
    expect(attempts).toBe(2);
    expect(result).toMatch(/^JF/);
    expect(await timesDone('cut')).toBe(1);
  });

  it('goes on after every idle connection was cut', async () => {
    await admin.query(
      'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
    );
    expect((await creditPoint(world, 'after-the-cut')).repeated).toBe(false);
    expect(await timesDone('after-the-cut')).toBe(1);
  });

  it('repeats an act that lost a conflict, without doing it twice', async () => {
    await world
      .get(Writer)
      .unit('store-1', (session) => session.run('CREATE TABLE tray (id integer PRIMARY KEY, cups integer)'));
    await world.get(Writer).unit('store-1', (session) => session.run('INSERT INTO tray VALUES (1, 0)'));
    let attempts = 0;
    const take = (key: string, storeId: string) =>
      world.get(UnitOfWork).run(actCommand(key, { storeId, businessDate: null }), async (tx) => {
        attempts += 1;
        const { cups } = (await tx.one<{ cups: number }>('SELECT cups FROM tray WHERE id = 1'))!;
        await tx.one('SELECT pg_sleep(0.2) AS slept');
        await tx.run('UPDATE tray SET cups = ? WHERE id = 1', [cups + 1]);
        return null;
      });
    await Promise.all([take('left', 'store-1'), take('right', 'store-2')]);
    const { rows } = await admin.query<{ cups: number }>('SELECT cups FROM tray');
    expect(rows).toEqual([{ cups: 2 }]);
    expect(attempts).toBeGreaterThan(2);
  });

  it('gives up plainly when the conflict never ends', async () => {
    let attempts = 0;
    const hopeless = world.get(UnitOfWork).run(actCommand('hopeless'), () => {
      attempts += 1;
      return Promise.reject(Object.assign(new Error('could not serialize access'), { code: '40001' }));
    });
    await expect(hopeless).rejects.toThrow('could not serialize');
    expect(attempts).toBe(6);
    expect(await timesDone('hopeless')).toBe(0);
  });
});

describeOnPostgres('two app processes on one database', (db) => {
  it('do every act once, although both were asked to do each', async () => {
    const both = [1, 2].map(() =>
      startProgram('test/faults/support/desk-program.js', {
        ...db.environment,
        ACTS: '150',
        LANES: '8',
        PREFIX: 'shared',
      }),
    );
    expect(await Promise.all(both.map((program) => program.ended()))).toEqual([0, 0]);
    for (const program of both) expect(program.lines.filter((line) => line !== 'ready')).toHaveLength(150);
    const world = await openRooms(db, rooms);
    expect(await world.one("SELECT balance FROM ledger_account WHERE kind = 'points.lot'")).toEqual({ balance: 150 });
    await expectBooksToBalance(world);
    await world.close();
  });

  it('let exactly one take the last point', async () => {
    const [left, right] = [await openRooms(db, rooms), await openRooms(db, rooms)];
    await left.get(UnitOfWork).run(actCommand('one-point'), (tx) => movePoints(left, tx, 1, 'last'));
    const takes = Array.from({ length: 50 }, (_, n) => {
      const world = n % 2 === 0 ? left : right;
      return world.get(UnitOfWork).run(actCommand(`take-${n}`), (tx) => movePoints(world, tx, -1, 'last'));
    });
    const results = await Promise.allSettled(takes);
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const refusals = results.flatMap((result) => (result.status === 'rejected' ? [String(result.reason)] : []));
    expect(new Set(refusals)).toEqual(new Set(['DomainError: ledger.short']));
    await expectBooksToBalance(left);
    await Promise.all([left.close(), right.close()]);
  });
});
