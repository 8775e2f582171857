import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addColumn, optional, text } from './support/tables.js';

/** Where the twelve items a charter must carry stand in its text, as the person who entered it has read them. */
export class NoteCharterClauses1763800022300 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await addColumn(runner, 'charter_version', 'clauses', optional(text()));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE charter_version DROP COLUMN clauses');
  }
}
