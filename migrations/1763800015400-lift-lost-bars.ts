import type { MigrationInterface, QueryRunner } from 'typeorm';
import { makeAppendOnly } from './support/append-only.js';
import { addColumn, createTable, id, instant, optional, text, word } from './support/tables.js';

/** Who let a thing be claimed again after wrong answers; and notes about a member's call under the member's own key. */
export class LiftLostBars1763800015400 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, 'lost_bar_lift', {
      columns: {
        id: id(),
        item_id: id(),
        reason: word(200),
        by_id: id(),
        supervisor_id: id(),
        at: instant(),
        journal_id: id(),
      },
      primary: ['id'],
      indexes: [['item_id'], ['journal_id']],
      foreign: { item_id: 'lost_item' },
    });
    await makeAppendOnly(runner, 'lost_bar_lift', ['at']);
    await addColumn(runner, 'lost_contact', 'sealed_note', optional(text()));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('lost_bar_lift');
    await runner.query('ALTER TABLE lost_contact DROP COLUMN sealed_note');
  }
}
