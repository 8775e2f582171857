import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addColumn, id, optional } from './support/tables.js';

/** The journal says to which shift an act belongs. */
export class ActsBelongToShifts1763800012200 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await addColumn(runner, 'journal_entry', 'shift_id', optional(id()));
    await runner.query('CREATE INDEX idx_journal_entry_shift_id ON journal_entry (shift_id)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX idx_journal_entry_shift_id');
    await runner.query('ALTER TABLE journal_entry DROP COLUMN shift_id');
  }
}
