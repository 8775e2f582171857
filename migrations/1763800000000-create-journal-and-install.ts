import type { MigrationInterface, QueryRunner } from 'typeorm';
import { makeAppendOnly } from './support/append-only.js';
import { count, createTable, day, id, instant, optional, text, word } from './support/tables.js';

export class CreateJournalAndInstall1763800000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, 'install', {
      columns: { id: id(), key_fingerprint: word(16), created_at: instant(), demo: count() },
      primary: ['id'],
    });
    await createTable(runner, 'journal_entry', {
      columns: {
        store_id: id(),
        seq: instant(),
        journal_id: id(),
        at: instant(),
        business_date: optional(day()),
        kind: word(64),
        outcome: word(8),
        actor_id: id(),
        co_signers: optional(text()),
        terminal_id: optional(id()),
        idempotency_key: optional(word(64)),
        input_digest: word(64),
        result: text(),
        evidence: word(64),
        seal: word(64),
      },
      primary: ['store_id', 'seq'],
      unique: [['journal_id'], ['actor_id', 'idempotency_key']],
      indexes: [['store_id', 'business_date']],
    });
    await makeAppendOnly(runner, 'journal_entry', ['seq', 'at']);
    await createTable(runner, 'journal_head', {
      columns: { store_id: id(), seq: instant(), at: instant(), seal: word(64) },
      primary: ['store_id'],
    });
    await createTable(runner, 'person_key', {
      columns: {
        person_id: id(),
        key_version: count(),
        sealed_key: optional(word(200)),
        destroyed_at: optional(instant()),
      },
      primary: ['person_id'],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['person_key', 'journal_head', 'journal_entry', 'install']) await runner.dropTable(table);
  }
}
