import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTable, day, id, instant, optional, word } from './support/tables.js';

/** Keys of the machines that speak to the integration API. */
export class CreateDeviceKeys1763800010000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, 'device_key', {
      columns: {
        id: id(),
        store_id: id(),
        name: word(64),
        hash: word(43),
        scopes: word(200),
        created_at: instant(),
        revoked_at: optional(instant()),
        last_used_day: optional(day()),
      },
      primary: ['id'],
      unique: [['hash']],
      indexes: [['store_id']],
      foreign: { store_id: 'store' },
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('device_key');
  }
}
