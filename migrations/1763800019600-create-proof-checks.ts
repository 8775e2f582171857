import type { MigrationInterface, QueryRunner } from 'typeorm';
import { makeAppendOnly } from './support/append-only.js';
import { count, createTable, id, instant, optional, word } from './support/tables.js';

/** Finance's word on the receipts and copies of a shift. */
export class CreateProofChecks1763800019600 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, 'proof_check', {
      columns: {
        id: id(),
        shift_id: id(),
        receipts: count(),
        copies: count(),
        note: optional(word(200)),
        by_id: id(),
        at: instant(),
        journal_id: id(),
      },
      primary: ['id'],
      indexes: [['shift_id'], ['journal_id']],
      foreign: { shift_id: 'shift' },
    });
    await makeAppendOnly(runner, 'proof_check', ['receipts', 'copies', 'at']);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('proof_check');
  }
}
