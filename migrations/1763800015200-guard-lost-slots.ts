import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTable, id, word } from './support/tables.js';

/** One found thing a slot of the safe, kept by the database; what lies in the safe already keeps its slot. */
export class GuardLostSlots1763800015200 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, 'lost_slot', {
      columns: { store_id: id(), slot: word(20), item_id: id() },
      primary: ['store_id', 'slot'],
      unique: [['item_id']],
      foreign: { item_id: 'lost_item' },
    });
    await runner.query(
      "UPDATE lost_item SET slot = upper(trim(slot)) WHERE slot IS NOT NULL AND state IN ('SAFE', 'VIP_CUSTODY')",
    );
    await runner.query(
      `INSERT INTO lost_slot (store_id, slot, item_id) SELECT store_id, slot, min(id) FROM lost_item
       WHERE slot IS NOT NULL AND state IN ('SAFE', 'VIP_CUSTODY') GROUP BY store_id, slot`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('lost_slot');
  }
}
