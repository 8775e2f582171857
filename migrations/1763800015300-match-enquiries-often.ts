import type { MigrationInterface, QueryRunner } from 'typeorm';
import { constraintName } from '../src/platform/database/naming-strategy.js';
import { addColumn, createTable, id, instant, optional } from './support/tables.js';

/** An enquiry may have several things that fit; and it says when the person behind it was erased. */
export class MatchEnquiriesOften1763800015300 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // set aside first: on SQLite a table that others point to cannot be rebuilt
    await runner.query(
      'CREATE TABLE lost_match_before AS SELECT id, item_id, asked_at FROM lost_enquiry WHERE item_id IS NOT NULL',
    );
    await runner.dropForeignKey('lost_enquiry', constraintName('fk', 'lost_enquiry', ['item_id']));
    await runner.dropIndex('lost_enquiry', constraintName('idx', 'lost_enquiry', ['item_id']));
    await runner.dropColumn('lost_enquiry', 'item_id');
    await addColumn(runner, 'lost_enquiry', 'erased_at', optional(instant()));
    await createTable(runner, 'lost_match', {
      columns: { enquiry_id: id(), item_id: id(), at: instant(), dismissed_at: optional(instant()) },
      primary: ['enquiry_id', 'item_id'],
      indexes: [['item_id']],
      foreign: { enquiry_id: 'lost_enquiry', item_id: 'lost_item' },
    });
    await runner.query(
      'INSERT INTO lost_match (enquiry_id, item_id, at) SELECT id, item_id, asked_at FROM lost_match_before',
    );
    await runner.query('DROP TABLE lost_match_before');
  }

  async down(runner: QueryRunner): Promise<void> {
    await addColumn(runner, 'lost_enquiry', 'item_id', optional(id()));
    await runner.query(
      'UPDATE lost_enquiry SET item_id = (SELECT max(m.item_id) FROM lost_match m WHERE m.enquiry_id = lost_enquiry.id AND m.dismissed_at IS NULL)',
    );
    await runner.dropTable('lost_match');
    await runner.query('ALTER TABLE lost_enquiry DROP COLUMN erased_at');
  }
}
