import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addColumn, count, optional } from './support/tables.js';

/** How often a gift has been given for a birthday, where it went to the wrong guest before. */
export class GiveAGiftAnew1763800023500 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await addColumn(runner, 'birthday_entry', 'gift_round', optional(count()));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE birthday_entry DROP COLUMN gift_round');
  }
}
