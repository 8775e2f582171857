import type { MigrationInterface, QueryRunner } from 'typeorm';
import { makeAppendOnly } from './support/append-only.js';
import { amount, count, createTable, day, id, word } from './support/tables.js';

/** Stored value taken over at go-live, and Finance's signature under its sums. */
export class CreateValueImports1763800017800 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, 'import_value', {
      columns: {
        id: id(),
        batch_id: id(),
        membership_id: id(),
        card_id: id(),
        principal_fen: amount(),
        bonus_fen: amount(),
        paid_on: day(),
        invoiced_before: count(),
        terms: word(200),
        tier_cause: word(100),
        at: amount(),
        journal_id: id(),
      },
      primary: ['id'],
      indexes: [['batch_id'], ['membership_id'], ['card_id'], ['journal_id']],
      foreign: { batch_id: 'import_batch', membership_id: 'membership', card_id: 'card' },
    });
    await makeAppendOnly(runner, 'import_value', ['principal_fen', 'bonus_fen', 'invoiced_before', 'at']);
    await createTable(runner, 'import_value_signature', {
      columns: {
        batch_id: id(),
        lots: count(),
        principal_fen: amount(),
        bonus_fen: amount(),
        document_id: id(),
        signed_by: id(),
        signed_at: amount(),
        journal_id: id(),
      },
      primary: ['batch_id'],
      indexes: [['document_id'], ['journal_id']],
      foreign: { batch_id: 'import_batch', document_id: 'document' },
    });
    await makeAppendOnly(runner, 'import_value_signature', ['lots', 'principal_fen', 'bonus_fen', 'signed_at']);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('import_value_signature');
    await runner.dropTable('import_value');
  }
}
