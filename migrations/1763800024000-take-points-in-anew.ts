import type { MigrationInterface, QueryRunner } from 'typeorm';
import { makeAppendOnly } from './support/append-only.js';
import { amount, createTable, day, id, instant, word } from './support/tables.js';

/** Points of before that Finance cannot sign are withdrawn too: one claim by member and kind says which file speaks. */
export class TakePointsInAnew1763800024000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, 'import_claim', {
      columns: { membership_id: id(), kind: word(16), batch_id: id() },
      primary: ['membership_id', 'kind'],
      indexes: [['batch_id']],
      foreign: { membership_id: 'membership', batch_id: 'import_batch' },
    });
    await runner.query(
      "INSERT INTO import_claim (membership_id, kind, batch_id) SELECT membership_id, 'VALUES', batch_id FROM import_value_claim " +
        "UNION ALL SELECT membership_id, 'POINTS', batch_id FROM import_opening",
    );
    await runner.dropTable('import_value_claim');
    await rebuild(runner, { unique: [['batch_id', 'membership_id']], indexes: [['membership_id'], ['journal_id']] });
  }

  async down(runner: QueryRunner): Promise<void> {
    await rebuild(runner, { unique: [['membership_id']], indexes: [['batch_id'], ['journal_id']] });
    await createTable(runner, 'import_value_claim', {
      columns: { membership_id: id(), batch_id: id() },
      primary: ['membership_id'],
      indexes: [['batch_id']],
      foreign: { membership_id: 'membership', batch_id: 'import_batch' },
    });
    await runner.query(
      "INSERT INTO import_value_claim (membership_id, batch_id) SELECT membership_id, batch_id FROM import_claim WHERE kind = 'VALUES'",
    );
    await runner.dropTable('import_claim');
  }
}

/** SQLite cannot change what is unique in a table that is there; the rows stay as the journal sealed them. */
async function rebuild(runner: QueryRunner, keys: { unique: string[][]; indexes: string[][] }): Promise<void> {
  await runner.query('CREATE TABLE import_opening_aside AS SELECT * FROM import_opening');
  await runner.query('DROP TABLE import_opening');
  await createTable(runner, 'import_opening', {
    columns: {
      id: id(),
      batch_id: id(),
      membership_id: id(),
      points: amount(),
      expires_on: day(),
      at: instant(),
      journal_id: id(),
    },
    primary: ['id'],
    foreign: { batch_id: 'import_batch', membership_id: 'membership' },
    ...keys,
  });
  const columns = 'id, batch_id, membership_id, points, expires_on, at, journal_id';
  await runner.query(`INSERT INTO import_opening (${columns}) SELECT ${columns} FROM import_opening_aside`);
  await runner.query('DROP TABLE import_opening_aside');
  await makeAppendOnly(runner, 'import_opening', ['points', 'at']);
}
