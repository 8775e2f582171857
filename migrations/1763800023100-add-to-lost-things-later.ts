import type { MigrationInterface, QueryRunner } from 'typeorm';
import { makeAppendOnly } from './support/append-only.js';
import { createTable, id, instant, optional, text } from './support/tables.js';

/** What somebody notices about a found thing later stands beside its registration, with who and when. */
export class AddToLostThingsLater1763800023100 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, 'lost_addition', {
      columns: {
        id: id(),
        item_id: id(),
        sealed_features: optional(text()),
        sealed_question: optional(text()),
        sealed_answer: optional(text()),
        by_id: id(),
        at: instant(),
        journal_id: id(),
      },
      primary: ['id'],
      indexes: [['item_id'], ['journal_id']],
      foreign: { item_id: 'lost_item' },
    });
    await makeAppendOnly(runner, 'lost_addition', ['at']);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('lost_addition');
  }
}
