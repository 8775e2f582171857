import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addColumn, optional, text } from './support/tables.js';

/** Where a guest lives, sealed, for those who said so: the register of birthday gifts has a column for it. */
export class KeepAddresses1763800023700 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await addColumn(runner, 'person', 'sealed_address', optional(text()));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE person DROP COLUMN sealed_address');
  }
}
