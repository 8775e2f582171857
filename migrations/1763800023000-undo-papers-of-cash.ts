import type { MigrationInterface, QueryRunner } from 'typeorm';
import { makeAppendOnly } from './support/append-only.js';
import { addColumn, createTable, id, instant, optional, word } from './support/tables.js';

/** Papers of cash that a later paper took back, both of them kept; and how a missing copy was found. */
export class UndoPapersOfCash1763800023000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, 'undone_paper', {
      columns: {
        document_id: id(),
        undone_by_id: id(),
        reason: word(200),
        witness_id: optional(id()),
        by_id: id(),
        at: instant(),
        journal_id: id(),
      },
      primary: ['document_id'],
      indexes: [['undone_by_id'], ['journal_id']],
      foreign: { document_id: 'document', undone_by_id: 'document' },
    });
    await makeAppendOnly(runner, 'undone_paper', ['at']);
    await addColumn(runner, 'missing_copy', 'found_note', optional(word(200)));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE missing_copy DROP COLUMN found_note');
    await runner.dropTable('undone_paper');
  }
}
