import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addColumn, optional, word } from './support/tables.js';

/** Which legal person runs a store: cards sold by one and spent at another are settled between them. */
export class AddStoreLegalEntity1763800017700 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await addColumn(runner, 'store', 'legal_entity', optional(word(64)));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE store DROP COLUMN legal_entity');
  }
}
