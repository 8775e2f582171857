import type { MigrationInterface, QueryRunner } from 'typeorm';
import { makeAppendOnly, wholeNumbers } from './support/append-only.js';
import { amount, count, createTable, day, id, instant, optional, text, word } from './support/tables.js';

/** Tables taken in from files, what was wrong with them, and the opening points that Finance signs. */
export class CreateImports1763800011000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, 'import_batch', {
      columns: {
        id: id(),
        store_id: id(),
        kind: word(16),
        file_name: word(120),
        state: word(16),
        row_count: count(),
        error_count: count(),
        warning_count: count(),
        findings: text(),
        preview: text(),
        result: optional(text()),
        by_id: id(),
        created_at: instant(),
        finished_at: optional(instant()),
      },
      primary: ['id'],
      indexes: [['store_id', 'created_at']],
    });
    await wholeNumbers(runner, 'import_batch', ['row_count', 'error_count', 'warning_count']);
    await createTable(runner, 'import_file', {
      columns: { batch_id: id(), sealed_content: text() },
      primary: ['batch_id'],
      foreign: { batch_id: 'import_batch' },
    });
    await createTable(runner, 'import_opening', {
      columns: {
        id: id(),
        batch_id: id(),
        membership_id: id(),
        points: amount(),
        expires_on: day(),
        at: instant(),
        journal_id: id(),
      },
      primary: ['id'],
      unique: [['membership_id']],
      indexes: [['batch_id'], ['journal_id']],
      foreign: { batch_id: 'import_batch', membership_id: 'membership' },
    });
    await makeAppendOnly(runner, 'import_opening', ['points', 'at']);
    await createTable(runner, 'import_signature', {
      columns: {
        batch_id: id(),
        members: count(),
        points: amount(),
        document_id: id(),
        signed_by: id(),
        signed_at: instant(),
        journal_id: id(),
      },
      primary: ['batch_id'],
      indexes: [['document_id'], ['journal_id']],
      foreign: { batch_id: 'import_batch', document_id: 'document' },
    });
    await makeAppendOnly(runner, 'import_signature', ['members', 'points', 'signed_at']);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['import_signature', 'import_opening', 'import_file', 'import_batch'])
      await runner.dropTable(table);
  }
}
