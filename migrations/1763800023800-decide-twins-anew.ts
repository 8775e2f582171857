import type { MigrationInterface, QueryRunner } from 'typeorm';
import { makeAppendOnly } from './support/append-only.js';
import { createTable, id, instant, word } from './support/tables.js';

const WORD = { entry_id: id(), outcome: word(16), reason: word(200), by_id: id(), at: instant(), journal_id: id() };
const NAMES = Object.keys(WORD).join(', ');

/** A word on two records can be taken back by a later one. */
export class DecideTwinsAnew1763800023800 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE birthday_twin_before AS SELECT ${NAMES} FROM birthday_twin`);
    await runner.dropTable('birthday_twin');
    await createTable(runner, 'birthday_twin', {
      columns: { id: id(), ...WORD },
      primary: ['id'],
      indexes: [['entry_id'], ['journal_id']],
      foreign: { entry_id: 'birthday_entry' },
    });
    await runner.query(
      `INSERT INTO birthday_twin (id, ${NAMES}) SELECT entry_id AS id, ${NAMES} FROM birthday_twin_before`,
    );
    await runner.query('DROP TABLE birthday_twin_before');
    await makeAppendOnly(runner, 'birthday_twin', ['at']);
  }

  /** Only the last word on each record fits into the table as it was. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE TABLE birthday_twin_last AS SELECT ${NAMES} FROM birthday_twin t WHERE t.id = (SELECT MAX(u.id) FROM birthday_twin u WHERE u.entry_id = t.entry_id)`,
    );
    await runner.dropTable('birthday_twin');
    await createTable(runner, 'birthday_twin', {
      columns: WORD,
      primary: ['entry_id'],
      indexes: [['journal_id']],
      foreign: { entry_id: 'birthday_entry' },
    });
    await runner.query(`INSERT INTO birthday_twin (${NAMES}) SELECT ${NAMES} FROM birthday_twin_last`);
    await runner.query('DROP TABLE birthday_twin_last');
    await makeAppendOnly(runner, 'birthday_twin', ['at']);
  }
}
