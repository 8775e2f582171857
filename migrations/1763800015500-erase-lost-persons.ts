import type { MigrationInterface, QueryRunner } from 'typeorm';
import { makeAppendOnly } from './support/append-only.js';
import { count, createTable, day, id, instant } from './support/tables.js';

/** What the end of its keeping time took away, in figures. */
export class EraseLostPersons1763800015500 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, 'lost_erasure', {
      columns: {
        id: id(),
        store_id: id(),
        business_date: day(),
        claims: count(),
        finders: count(),
        calls: count(),
        details: count(),
        photos: count(),
        enquiries: count(),
        at: instant(),
        journal_id: id(),
      },
      primary: ['id'],
      indexes: [['store_id', 'business_date'], ['journal_id']],
    });
    await makeAppendOnly(runner, 'lost_erasure', [
      'claims',
      'finders',
      'calls',
      'details',
      'photos',
      'enquiries',
      'at',
    ]);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('lost_erasure');
  }
}
