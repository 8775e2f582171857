import type { MigrationInterface, QueryRunner } from 'typeorm';
import { makeAppendOnly, wholeNumbers } from './support/append-only.js';
import { count, createTable, day, id, instant, optional, text, word } from './support/tables.js';

/** Persons under their own keys, the tokens that find them, their memberships, consents and what a profile said before. */
export class CreateMembers1763800005000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createPersons(runner);
    await createTable(runner, 'membership', {
      columns: {
        id: id(),
        person_id: id(),
        store_id: id(),
        tier: word(16),
        joined_on: day(),
        joined_at: instant(),
        closed_at: optional(instant()),
        closed_reason: optional(word(16)),
      },
      primary: ['id'],
      indexes: [['person_id']],
      foreign: { person_id: 'person' },
    });
    await wholeNumbers(runner, 'membership', ['joined_at', 'closed_at']);
    await createTable(runner, 'consent', {
      columns: {
        id: id(),
        person_id: id(),
        purpose: word(16),
        version: count(),
        given: count(),
        channel: word(16),
        at: instant(),
        by_id: id(),
        journal_id: id(),
      },
      primary: ['id'],
      indexes: [['person_id'], ['journal_id']],
      foreign: { person_id: 'person' },
    });
    await makeAppendOnly(runner, 'consent', ['version', 'given', 'at']);
    await createTable(runner, 'profile_change', {
      columns: {
        id: id(),
        person_id: id(),
        field: word(16),
        sealed_old: optional(text()),
        proof: word(24),
        at: instant(),
        by_id: id(),
        journal_id: id(),
      },
      primary: ['id'],
      indexes: [['person_id'], ['journal_id']],
      foreign: { person_id: 'person' },
    });
    await makeAppendOnly(runner, 'profile_change', ['at']);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['profile_change', 'consent', 'membership', 'person_token', 'person'])
      await runner.dropTable(table);
  }
}

async function createPersons(runner: QueryRunner): Promise<void> {
  await createTable(runner, 'person', {
    columns: {
      id: id(),
      sealed_name: optional(text()),
      sealed_phone: optional(text()),
      sealed_birthday: optional(text()),
      sealed_id_document: optional(text()),
      sealed_preferences: optional(text()),
      title: word(8),
      phone_hash: optional(word(64)),
      id_hash: optional(word(64)),
      created_at: instant(),
      updated_at: instant(),
      erased_at: optional(instant()),
    },
    primary: ['id'],
    indexes: [['phone_hash'], ['id_hash']],
    foreign: { id: 'person_key.person_id' },
  });
  await createTable(runner, 'person_token', {
    columns: { token: word(24), person_id: id() },
    primary: ['token', 'person_id'],
    indexes: [['person_id']],
    foreign: { person_id: 'person' },
  });
}
