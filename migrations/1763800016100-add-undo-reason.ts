import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addColumn, optional, word } from './support/tables.js';

/** Why an enrolment was taken back. */
export class AddUndoReason1763800016100 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await addColumn(runner, 'enrolment_undo', 'reason', optional(word(200)));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE enrolment_undo DROP COLUMN reason');
  }
}
