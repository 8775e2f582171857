import { Client } from 'pg';
import { verifyBooks } from '../../src/cli/verify-books.js';
import { LedgerModule } from '../../src/ledger/ledger.module.js';
import { dataFiles } from '../../src/platform/database/data-files.js';
import { PrintingModule } from '../../src/platform/printing/printing.module.js';
import { describeOnBothDatabases } from '../support/databases.js';
import { openRooms } from '../support/world.js';
import { creditPoint } from './support/acts.js';
import { tamper } from './support/files.js';

const everyGuardOff = {
  sqlite: [
    'ledger_transfer_no_update',
    'ledger_transfer_no_delete',
    'journal_entry_no_update',
    'journal_entry_no_delete',
  ].map((trigger) => `DROP TRIGGER ${trigger};`),
  postgres: ['ledger_transfer', 'journal_entry'].map((table) => `ALTER TABLE ${table} DISABLE TRIGGER USER;`),
};

describeOnBothDatabases('somebody edits the books by hand', (db) => {
  beforeEach(async () => {
    await db.renew();
    const world = await openRooms(db, [LedgerModule, PrintingModule]);
    for (const key of ['a', 'b', 'c']) await creditPoint(world, key);
    await world.close();
  });

  async function byHand(sql: string): Promise<void> {
    const all = [...everyGuardOff[db.kind], sql].join('\n');
    if (db.kind === 'sqlite') return tamper(dataFiles(db.settings).database, all);
    const client = new Client({ connectionString: db.settings.databaseUrl });
    await client.connect();
    await client.query(all);
    await client.end();
  }

  async function failedChecks(): Promise<string[]> {
    const report = await verifyBooks(db.settings);
    expect(report.ok).toBe(report.checks.every(({ ok }) => ok));
    return report.checks.filter(({ ok }) => !ok).map(({ name }) => name);
  }

  it('finds nothing wrong when nobody did', async () => {
    expect(await failedChecks()).toEqual([]);
  });

  it('finds a transfer whose amount was changed, even with its balance made to fit', async () => {
    await byHand(
      "UPDATE ledger_transfer SET amount = 1000; UPDATE ledger_account SET balance = 3000 WHERE kind = 'points.lot'",
    );
    expect(await failedChecks()).toEqual(['journal.evidenceUnchanged']);
  });

  it('finds a balance that was helped along', async () => {
    await byHand("UPDATE ledger_account SET balance = 99 WHERE kind = 'points.lot'");
    expect(await failedChecks()).toEqual(['ledger.balancesEqualTransfers', 'ledger.unitsSumToZero']);
  });

  it('finds an act that was put under another name', async () => {
    await byHand("UPDATE journal_entry SET actor_id = 'clerk-2' WHERE seq = 2");
    expect(await failedChecks()).toEqual(['journal.sealsVerify']);
  });

  it('finds an act that was cut out of the chain', async () => {
    await byHand('DELETE FROM journal_entry WHERE seq = 2');
    expect(await failedChecks()).toEqual(expect.arrayContaining(['journal.sealsVerify', 'journal.evidenceUnchanged']));
  });

  it('finds a cut tail', async () => {
    await byHand('DELETE FROM journal_entry WHERE seq = 3');
    expect(await failedChecks()).toEqual(expect.arrayContaining(['journal.sealsVerify']));
  });
});
