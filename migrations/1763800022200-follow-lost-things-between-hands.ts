import type { MigrationInterface, QueryRunner } from 'typeorm';
import { makeAppendOnly } from './support/append-only.js';
import { addColumn, createTable, id, instant, optional, word } from './support/tables.js';

/** Found things go from hand to hand without leaving their place: with the shift, with the key of the safe. And who watched a destruction. */
export class FollowLostThingsBetweenHands1763800022200 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await addColumn(runner, 'lost_item_step', 'witness_id', optional(id()));
    await createTable(runner, 'lost_passing', {
      columns: {
        id: id(),
        item_id: id(),
        kind: word(8),
        from_id: id(),
        to_id: id(),
        shift_id: optional(id()),
        document_id: optional(id()),
        at: instant(),
        journal_id: id(),
      },
      primary: ['id'],
      indexes: [['item_id'], ['document_id'], ['journal_id']],
      foreign: { item_id: 'lost_item', document_id: 'document' },
    });
    await makeAppendOnly(runner, 'lost_passing', ['at']);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('lost_passing');
    await runner.query('ALTER TABLE lost_item_step DROP COLUMN witness_id');
  }
}
