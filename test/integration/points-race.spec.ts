import type { DataSource } from 'typeorm';
import { uuidv7 } from 'uuidv7';
import { DomainError } from '../../src/kernel/domain-error.js';
import { dataSource } from '../../src/platform/database/data-sources.js';
import { Writer } from '../../src/platform/database/writer.js';
import { UndoCredit } from '../../src/points/undo-credit.js';
import { commandOfTheDay } from '../../src/staff/desk-context.js';
import { describeOnBothDatabases } from '../support/databases.js';
import { expectBooksToBalance } from '../support/invariants.js';
import { clerkOf, credit, deskOf, guest, type Guest, type Night, openNight, push } from '../support/points.js';

const DESKS = 50;
const desks = Array.from({ length: DESKS }, (_, index) => index);
const codeOf = (result: PromiseSettledResult<unknown>) =>
  result.status === 'rejected' && result.reason instanceof DomainError ? result.reason.code : result.status;
const tally = (results: readonly PromiseSettledResult<unknown>[]) => {
  const codes = results.map(codeOf);
  return Object.fromEntries([...new Set(codes)].map((code) => [code, codes.filter((each) => each === code).length]));
};

describeOnBothDatabases('one slip at fifty desks', (db) => {
  let night: Night;
  const guests: Guest[] = [];
  beforeAll(async () => {
    night = await openNight(db);
    for (const _ of desks) guests.push(await guest(night));
  });
  afterAll(() => night.world.close());

  it('is credited to one card, and the others are told', async () => {
    await push(night);
    const results = await Promise.allSettled(guests.map((each) => credit(night, each)));
    expect(tally(results)).toEqual({ fulfilled: 1, 'points.slip.used': DESKS - 1 });
    expect(await night.world.one("SELECT COUNT(*) AS n FROM ledger_transfer WHERE kind = 'points.credited'")).toEqual({
      n: 1,
    });
    await expectBooksToBalance(night.world);
  });

  it('is undone once', async () => {
    const made = await night.world.one<{ id: string }>('SELECT id FROM points_confirmation');
    const desk = deskOf(night);
    const input = { confirmationId: made!.id, reason: '积错会员' };
    const undo = () =>
      night.world.get(UndoCredit).run(commandOfTheDay(desk, 'points.undoCredit', uuidv7(), input), clerkOf(desk));
    expect(tally(await Promise.allSettled(desks.map(undo)))).toEqual({ fulfilled: 1, 'points.undo.done': DESKS - 1 });
    await expectBooksToBalance(night.world);
  });

  it('control: with look-then-write on a plain connection it goes to more than one', async () => {
    const plain = await plainSource(db.settings);
    const question =
      db.kind === 'postgres'
        ? 'INSERT INTO plain_claim (slip_no, guest) VALUES ($1, $2)'
        : 'INSERT INTO plain_claim (slip_no, guest) VALUES (?, ?)';
    const takeIfFree = async (guestNo: number) => {
      const taken: unknown[] = await plain.query('SELECT guest FROM plain_claim');
      if (taken.length === 0) await plain.query(question, ['J1120-0387', guestNo]);
    };
    await Promise.all(desks.map(takeIfFree));
    const claims: unknown[] = await plain.query('SELECT guest FROM plain_claim');
    await plain.query('DROP TABLE plain_claim');
    await plain.destroy();
    expect(claims.length).toBeGreaterThan(1);
  });

  it('a credit asks the database at most seventeen times, another slip of the visit included', async () => {
    await push(night, { slipNo: 'J1120-0500', visitNo: 'KF-500' });
    await push(night, { slipNo: 'J1120-0501', visitNo: 'KF-500' });
    const zhang = await guest(night);
    await credit(night, zhang, 'J1120-0500');
    const statements = await countStatements(night.world.get(Writer).source, () => credit(night, zhang, 'J1120-0501'));
    expect(statements.length).toBeGreaterThan(8);
    expect(statements.length).toBeLessThanOrEqual(17);
  });
});

async function plainSource(settings: Parameters<typeof dataSource>[0]): Promise<DataSource> {
  const plain = await dataSource(settings, 'write').initialize();
  await plain.query('CREATE TABLE plain_claim (slip_no varchar(40), guest integer)');
  return plain;
}

/** What opens and closes a unit on PostgreSQL; SQLite's own is not sent through the same door. */
const framing = /^(BEGIN|COMMIT|SELECT pg_advisory)/;

/** The statements the writer sends while `work` runs. */
async function countStatements(source: DataSource, work: () => Promise<unknown>): Promise<string[]> {
  const sent: string[] = [];
  const { logger } = source;
  const nothing = () => undefined;
  source.logger = {
    logQuery: (query) => {
      if (!framing.test(query)) sent.push(query);
    },
    logQueryError: nothing,
    logQuerySlow: nothing,
    logSchemaBuild: nothing,
    logMigration: nothing,
    log: nothing,
  };
  await work();
  source.logger = logger;
  return sent;
}
