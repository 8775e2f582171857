import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTable, id, instant, optional } from './support/tables.js';

/** Merchant copies that were not in the pile when a shift was handed over. */
export class CreateMissingCopies1763800022000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, 'missing_copy', {
      columns: {
        id: id(),
        store_id: id(),
        shift_id: id(),
        document_id: id(),
        missed_at: instant(),
        found_at: optional(instant()),
        found_by: optional(id()),
      },
      primary: ['id'],
      unique: [['document_id']],
      indexes: [['store_id', 'found_at'], ['shift_id']],
      foreign: { store_id: 'store', shift_id: 'shift', document_id: 'document' },
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('missing_copy');
  }
}
