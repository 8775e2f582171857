import type { MigrationInterface, QueryRunner } from 'typeorm';
import { makeAppendOnly } from './support/append-only.js';
import { createTable, id, instant, word } from './support/tables.js';

/** Why a guest was forgotten, and which two persons did it. */
export class NoteErasures1763800023710 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, 'person_erasure', {
      columns: {
        person_id: id(),
        reason: word(200),
        by_id: id(),
        co_signer_id: id(),
        at: instant(),
        journal_id: id(),
      },
      primary: ['person_id'],
      indexes: [['journal_id']],
      foreign: { person_id: 'person' },
    });
    await makeAppendOnly(runner, 'person_erasure', ['at']);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE person_erasure');
  }
}
