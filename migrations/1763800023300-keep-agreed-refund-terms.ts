import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addColumn, count, optional, word } from './support/tables.js';

const columns = { cooling_days: optional(count()), consumer_price: optional(word(8)), agreed_rate: optional(count()) };

/** What the papers of the old system say of a refund. */
export class KeepAgreedRefundTerms1763800023300 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const [column, spec] of Object.entries(columns)) await addColumn(runner, 'import_value', column, spec);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const column of Object.keys(columns)) await runner.query(`ALTER TABLE import_value DROP COLUMN ${column}`);
  }
}
