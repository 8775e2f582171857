import type { MigrationInterface, QueryRunner } from 'typeorm';
import { count, createTable, id, instant, text } from './support/tables.js';

/** What gifts look like. */
export class CreateGiftPhotos1763800022600 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, 'gift_photo', {
      columns: { item_id: id(), width: count(), height: count(), picture: text(), by_id: id(), at: instant() },
      primary: ['item_id'],
      foreign: { item_id: 'gift_item' },
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('gift_photo');
  }
}
