import type { MigrationInterface, QueryRunner } from 'typeorm';
import { makeAppendOnly, wholeNumbers } from './support/append-only.js';
import { amount, createTable, day, id, instant, optional, text, word } from './support/tables.js';

/** Cards and their steps, the charter as signed, and the walk from the offer to the activated card. */
export class CreateCards1763800006000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createCards(runner);
    await createSignatures(runner);
    await createDrafts(runner);
    await createEnrolments(runner);
    await createRefusals(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    const tables = [
      'offer_decline',
      'enrolment_undo',
      'enrolment',
      'age_refusal',
      'enrolment_draft',
      'charter_signature',
      'card_step',
      'card',
    ];
    for (const table of tables) await runner.dropTable(table);
  }
}

async function createCards(runner: QueryRunner): Promise<void> {
  await createTable(runner, 'card', {
    columns: {
      id: id(),
      card_no: word(40),
      raw: word(80),
      kind_code: word(32),
      state: word(16),
      store_id: id(),
      membership_id: optional(id()),
      valid_until: optional(day()),
      created_at: instant(),
      updated_at: instant(),
    },
    primary: ['id'],
    unique: [['card_no']],
    indexes: [['membership_id']],
    foreign: { membership_id: 'membership' },
  });
  await wholeNumbers(runner, 'card', ['created_at', 'updated_at']);
  await createTable(runner, 'card_step', {
    columns: {
      id: id(),
      card_id: id(),
      from_state: word(16),
      action: word(16),
      to_state: word(16),
      membership_id: optional(id()),
      at: instant(),
      by_id: id(),
      journal_id: id(),
    },
    primary: ['id'],
    indexes: [['card_id'], ['journal_id']],
    foreign: { card_id: 'card', membership_id: 'membership' },
  });
  await makeAppendOnly(runner, 'card_step', ['at']);
}

async function createSignatures(runner: QueryRunner): Promise<void> {
  await createTable(runner, 'charter_signature', {
    columns: {
      id: id(),
      person_id: id(),
      charter_version_id: id(),
      way: word(8),
      sealed_statement: text(),
      sealed_strokes: optional(text()),
      at: instant(),
      by_id: id(),
      journal_id: id(),
    },
    primary: ['id'],
    indexes: [['person_id'], ['journal_id']],
    foreign: { person_id: 'person', charter_version_id: 'charter_version' },
  });
  await makeAppendOnly(runner, 'charter_signature', ['at']);
}

async function createDrafts(runner: QueryRunner): Promise<void> {
  await createTable(runner, 'enrolment_draft', {
    columns: {
      id: id(),
      person_id: id(),
      store_id: id(),
      kind_code: word(32),
      sealed_values: text(),
      state: word(8),
      started_by: id(),
      started_at: instant(),
      saved_by: id(),
      saved_at: instant(),
      expires_at: instant(),
    },
    primary: ['id'],
    indexes: [['store_id', 'state', 'expires_at']],
    foreign: { person_id: 'person_key.person_id' },
  });
  await wholeNumbers(runner, 'enrolment_draft', ['started_at', 'saved_at', 'expires_at']);
}

async function createEnrolments(runner: QueryRunner): Promise<void> {
  await createTable(runner, 'enrolment', {
    columns: {
      id: id(),
      draft_id: id(),
      store_id: id(),
      membership_id: id(),
      person_id: id(),
      card_id: id(),
      kind_code: word(32),
      fee_fen: amount(),
      tender: optional(word(16)),
      received_fen: amount(),
      change_fen: amount(),
      document_id: id(),
      explained_by: id(),
      entered_by: id(),
      recommender_no: optional(word(16)),
      adult_outcome: word(16),
      adult_document: optional(word(24)),
      proof: optional(word(24)),
      after_refusal_id: optional(id()),
      business_date: day(),
      at: instant(),
      journal_id: id(),
    },
    primary: ['id'],
    unique: [['draft_id'], ['membership_id']],
    indexes: [['person_id'], ['card_id'], ['store_id', 'business_date'], ['journal_id'], ['document_id']],
    foreign: {
      draft_id: 'enrolment_draft',
      membership_id: 'membership',
      person_id: 'person',
      card_id: 'card',
      document_id: 'document',
    },
  });
  await makeAppendOnly(runner, 'enrolment', ['fee_fen', 'received_fen', 'change_fen', 'at']);
  await createTable(runner, 'enrolment_undo', {
    columns: {
      id: id(),
      enrolment_id: id(),
      document_id: id(),
      business_date: day(),
      at: instant(),
      by_id: id(),
      journal_id: id(),
    },
    primary: ['id'],
    unique: [['enrolment_id']],
    indexes: [['journal_id']],
    foreign: { enrolment_id: 'enrolment', document_id: 'document' },
  });
  await makeAppendOnly(runner, 'enrolment_undo', ['at']);
}

async function createRefusals(runner: QueryRunner): Promise<void> {
  await createTable(runner, 'age_refusal', {
    columns: {
      id: id(),
      store_id: id(),
      draft_id: id(),
      night_mark: optional(word(64)),
      business_date: day(),
      at: instant(),
      by_id: id(),
      journal_id: id(),
    },
    primary: ['id'],
    indexes: [['store_id', 'business_date'], ['night_mark'], ['draft_id'], ['journal_id']],
  });
  await makeAppendOnly(runner, 'age_refusal', ['at']);
  await createTable(runner, 'offer_decline', {
    columns: { id: id(), store_id: id(), business_date: day(), at: instant(), by_id: id(), journal_id: id() },
    primary: ['id'],
    indexes: [['store_id', 'business_date'], ['journal_id']],
  });
  await makeAppendOnly(runner, 'offer_decline', ['at']);
}
