import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTable, id, instant, optional, text, word } from './support/tables.js';

/** The people who work in the house, and the one-time codes that let them set their secrets. */
export class CreateStaff1763800002500 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, 'staff', {
      columns: {
        id: id(),
        store_id: id(),
        staff_no: word(12),
        name: word(40),
        roles: text(),
        phone_hash: optional(word(64)),
        badge_hash: optional(word(64)),
        password_hash: optional(word(200)),
        pin_hash: optional(word(200)),
        created_at: instant(),
        deactivated_at: optional(instant()),
      },
      primary: ['id'],
      unique: [['staff_no'], ['badge_hash']],
      indexes: [['store_id'], ['phone_hash']],
      foreign: { store_id: 'store' },
    });
    await createTable(runner, 'staff_code', {
      columns: {
        id: id(),
        staff_id: id(),
        code_hash: word(64),
        created_by: id(),
        created_at: instant(),
        expires_at: instant(),
        used_at: optional(instant()),
      },
      primary: ['id'],
      unique: [['code_hash']],
      indexes: [['staff_id']],
      foreign: { staff_id: 'staff' },
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('staff_code');
    await runner.dropTable('staff');
  }
}
