import Database from 'better-sqlite3';
import { DomainError } from '../../src/kernel/domain-error.js';
import { LedgerModule } from '../../src/ledger/ledger.module.js';
import { dataFiles } from '../../src/platform/database/data-files.js';
import { dataSource } from '../../src/platform/database/data-sources.js';
import { Reader } from '../../src/platform/database/reader.js';
import { UnitOfWork } from '../../src/platform/database/unit-of-work.js';
import { Writer } from '../../src/platform/database/writer.js';
import { PrintingModule } from '../../src/platform/printing/printing.module.js';
import { describeOnBothDatabases, describeOnSqlite, type TestDatabase } from '../support/databases.js';
import { expectBooksToBalance } from '../support/invariants.js';
import { openRooms, type World } from '../support/world.js';
import { actCommand, creditPoint, movePoints } from './support/acts.js';

const rooms = [LedgerModule, PrintingModule];

/** What somebody else sees: another connection, opened now. */
function seenFromOutside(db: TestDatabase, key: string): boolean {
  const raw = new Database(dataFiles(db.settings).database, { readonly: true });
  const row = raw.prepare('SELECT 1 FROM journal_entry WHERE idempotency_key = ?').get(key);
  raw.close();
  return row !== undefined;
}

describeOnBothDatabases('acts that go wrong beside acts that do not', (db) => {
  let world: World;
  beforeAll(async () => {
    world = await openRooms(db, rooms);
  });
  afterEach(() => expectBooksToBalance(world));
  afterAll(() => world.close());

  it('keeps every other act when one fails in the middle', async () => {
    const uow = world.get(UnitOfWork);
    const acts = Array.from({ length: 60 }, (_, n) =>
      uow.run(actCommand(`mixed-${n}`), async (tx) => {
        const number = await movePoints(world, tx, 1, 'mixed');
        if (n % 3 === 0) throw new Error('the printer caught fire');
        return number;
      }),
    );
    const results = await Promise.allSettled(acts);
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(40);
    expect(await world.one("SELECT balance FROM ledger_account WHERE owner = 'mixed'")).toEqual({ balance: 40 });
  });

  it('writes down what a rule refused, and leaves the key to be used again', async () => {
    const refused = world.get(UnitOfWork).run(actCommand('second-try'), async (tx) => {
      await movePoints(world, tx, 1, 'refused');
      throw new DomainError('ledger.short');
    });
    await expect(refused).rejects.toThrow('ledger.short');
    expect(await world.one("SELECT balance FROM ledger_account WHERE owner = 'refused'")).toBeUndefined();
    const row = await world.one(
      "SELECT outcome, idempotency_key FROM journal_entry WHERE outcome = 'REFUSED' AND result LIKE '%short%'",
    );
    expect(row).toEqual({ outcome: 'REFUSED', idempotencyKey: null });
    expect((await creditPoint(world, 'second-try')).repeated).toBe(false);
  });

  it('gives a second arrival the first result, and refuses the key with another input', async () => {
    const first = await creditPoint(world, 'twice');
    const again = await creditPoint(world, 'twice');
    expect(again).toEqual({ result: first.result, repeated: true });
    await expect(creditPoint(world, 'twice', { input: { amount: 2 } })).rejects.toThrow('form.keyReused');
  });

  it('refuses a unit of work inside another', async () => {
    const nested = world.get(UnitOfWork).run(actCommand('outer'), async () => {
      await creditPoint(world, 'inner');
      return null;
    });
    await expect(nested).rejects.toThrow(/inside another/);
    expect(
      await world.one("SELECT 1 AS one FROM journal_entry WHERE idempotency_key IN ('outer', 'inner')"),
    ).toBeUndefined();
  });

  it('refuses every change through the door that pages read by', async () => {
    const reader = world.get(Reader);
    await expect(reader.rows('DELETE FROM journal_head')).rejects.toThrow(/read-?only/i);
    await expect(reader.rows('UPDATE install SET demo = 1')).rejects.toThrow(/read-?only/i);
  });

  it('refuses to change evidence even through the writer', async () => {
    const rewrite = world
      .get(Writer)
      .unit('store-1', (session) => session.run('UPDATE ledger_transfer SET amount = 1000'));
    await expect(rewrite).rejects.toThrow(/append-only/);
    const erase = world.get(Writer).unit('store-1', (session) => session.run('DELETE FROM journal_entry'));
    await expect(erase).rejects.toThrow(/append-only/);
  });

  it('never lets the time of acts go back, whatever the clock of the PC does', async () => {
    await creditPoint(world, 'before-the-jump');
    const latest = world.clock.now();
    world.clock.advance(-3_600_000);
    await creditPoint(world, 'after-the-jump');
    const { at } = (await world.one<{ at: number }>(
      "SELECT at FROM journal_entry WHERE idempotency_key = 'after-the-jump'",
    ))!;
    expect(at).toBeGreaterThanOrEqual(latest);
    world.clock.advance(3_600_000);
  });
});

describeOnSqlite('the control: what the textbook loses', (db) => {
  it('loses confirmed work when transactions share one connection', async () => {
    const source = dataSource(db.settings, 'write');
    await source.initialize();
    await source.query('CREATE TABLE point (id integer PRIMARY KEY)');
    const results = await Promise.allSettled(
      Array.from({ length: 60 }, (_, n) =>
        source.transaction(async (manager) => {
          await manager.query('INSERT INTO point (id) VALUES (?)', [n]);
          if (n % 3 === 0) throw new Error('the printer caught fire');
        }),
      ),
    );
    const confirmed = results.filter(({ status }) => status === 'fulfilled').length;
    const [{ kept }] = await source.query('SELECT count(*) AS kept FROM point');
    await source.destroy();
    expect(confirmed === 40 && kept === 40).toBe(false);
  });
});

describeOnSqlite('a disk that fails', (db) => {
  let world: World;
  beforeEach(async () => {
    await db.renew();
    world = await openRooms(db, rooms);
  });
  afterEach(async () => {
    await expectBooksToBalance(world);
    await world.close();
  });

  it('is full: a clear error, nothing half done, and the next act after the cure is durable', async () => {
    const writer = world.get(Writer);
    await creditPoint(world, 'before');
    const [{ page_count: pages }] = await writer.source.query('PRAGMA page_count');
    await writer.source.query(`PRAGMA max_page_count = ${pages}`);
    const full = world.get(UnitOfWork).run(actCommand('full'), async (tx) => {
      for (let n = 0; n < 200; n += 1) await movePoints(world, tx, 1, `guest-${n}`);
      return null;
    });
    await expect(full).rejects.toThrow(/full/);
    expect(await world.one("SELECT 1 AS one FROM ledger_account WHERE owner LIKE 'guest-%'")).toBeUndefined();
    await writer.source.query('PRAGMA max_page_count = 1073741823');
    await creditPoint(world, 'after');
    expect(seenFromOutside(db, 'full')).toBe(false);
    expect(seenFromOutside(db, 'after')).toBe(true);
  });

  it('fails at COMMIT: the act is refused and the next one is durable', async () => {
    const writer = world.get(Writer);
    await writer.unit('store-1', (session) => session.run('CREATE TABLE fault_parent (id integer PRIMARY KEY)'));
    await writer.unit('store-1', (session) =>
      session.run(
        'CREATE TABLE fault_child (parent integer REFERENCES fault_parent (id) DEFERRABLE INITIALLY DEFERRED)',
      ),
    );
    const dangling = world
      .get(UnitOfWork)
      .run(actCommand('dangling'), (tx) => tx.run('INSERT INTO fault_child VALUES (7)'));
    await expect(dangling).rejects.toMatchObject({ message: expect.stringContaining('FOREIGN KEY') });
    await creditPoint(world, 'after');
    expect(seenFromOutside(db, 'dangling')).toBe(false);
    expect(seenFromOutside(db, 'after')).toBe(true);
  });

  it('the control: TypeORM alone confirms an act after a failed COMMIT that nobody else ever sees', async () => {
    const source = dataSource(db.settings, 'write');
    await source.initialize();
    await source.query('CREATE TABLE fault_parent (id integer PRIMARY KEY)');
    await source.query(
      'CREATE TABLE fault_child (parent integer REFERENCES fault_parent (id) DEFERRABLE INITIALLY DEFERRED)',
    );
    const runner = source.createQueryRunner();
    await runner.startTransaction();
    await runner.query('INSERT INTO fault_child VALUES (7)');
    await expect(runner.commitTransaction()).rejects.toThrow(/FOREIGN KEY/);
    await source.query('INSERT INTO fault_parent VALUES (1)');
    const outside = new Database(dataFiles(db.settings).database, { readonly: true });
    expect(outside.prepare('SELECT count(*) AS n FROM fault_parent').get()).toEqual({ n: 0 });
    outside.close();
    await source.query('ROLLBACK');
    await source.destroy();
  });
});
