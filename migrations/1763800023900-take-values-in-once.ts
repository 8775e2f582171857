import type { MigrationInterface, QueryRunner } from 'typeorm';
import { makeAppendOnly } from './support/append-only.js';
import { createTable, id, instant, word } from './support/tables.js';

/** Money of before comes from one file, whoever confirms it beside whom; a file Finance cannot sign is withdrawn. */
export class TakeValuesInOnce1763800023900 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, 'import_value_claim', {
      columns: { membership_id: id(), batch_id: id() },
      primary: ['membership_id'],
      indexes: [['batch_id']],
      foreign: { membership_id: 'membership', batch_id: 'import_batch' },
    });
    await runner.query(
      'INSERT INTO import_value_claim (membership_id, batch_id) SELECT membership_id, MIN(batch_id) FROM import_value GROUP BY membership_id',
    );
    await createTable(runner, 'import_withdrawal', {
      columns: { batch_id: id(), reason: word(200), by_id: id(), at: instant(), journal_id: id() },
      primary: ['batch_id'],
      indexes: [['journal_id']],
      foreign: { batch_id: 'import_batch' },
    });
    await makeAppendOnly(runner, 'import_withdrawal', ['at']);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('import_withdrawal');
    await runner.dropTable('import_value_claim');
  }
}
