import type { MigrationInterface, QueryRunner } from 'typeorm';
import { makeAppendOnly } from './support/append-only.js';
import { createTable, day, id, instant, optional, text, word } from './support/tables.js';

/** Second signatures: acts that wait for one, acts still to be signed before handover, and who signs in whose stead. */
export class CreateApprovals1763800002000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createApprovals(runner);
    await createSignatures(runner);
    await createDelegations(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    const tables = ['open_signature', 'given_signature', 'pending_signature', 'open_approval', 'approval_decision'];
    for (const table of [...tables, 'approval_request', 'delegation_end', 'delegation']) await runner.dropTable(table);
  }
}

async function createApprovals(runner: QueryRunner): Promise<void> {
  await createTable(runner, 'approval_request', {
    columns: {
      id: id(),
      kind: word(64),
      store_id: id(),
      business_date: optional(day()),
      requested_by: id(),
      terminal_id: optional(id()),
      decider_roles: word(400),
      person_id: optional(id()),
      input: text(),
      summary: text(),
      created_at: instant(),
      journal_id: id(),
    },
    primary: ['id'],
    indexes: [['requested_by', 'created_at'], ['person_id'], ['journal_id']],
    foreign: { person_id: 'person_key.person_id' },
  });
  await makeAppendOnly(runner, 'approval_request', ['created_at']);
  await createTable(runner, 'approval_decision', {
    columns: {
      request_id: id(),
      state: word(16),
      decided_by: id(),
      role: optional(word(40)),
      reason: optional(word(200)),
      result: text(),
      decided_at: instant(),
      journal_id: id(),
    },
    primary: ['request_id'],
    indexes: [['journal_id']],
    foreign: { request_id: 'approval_request' },
  });
  await makeAppendOnly(runner, 'approval_decision', ['decided_at']);
  await createTable(runner, 'open_approval', {
    columns: { request_id: id(), store_id: id() },
    primary: ['request_id'],
    indexes: [['store_id']],
    foreign: { request_id: 'approval_request' },
  });
}

async function createSignatures(runner: QueryRunner): Promise<void> {
  await createTable(runner, 'pending_signature', {
    columns: {
      id: id(),
      kind: word(64),
      store_id: id(),
      business_date: day(),
      actor_id: id(),
      signer_roles: word(400),
      document_id: optional(id()),
      summary: text(),
      created_at: instant(),
      journal_id: id(),
    },
    primary: ['id'],
    indexes: [['store_id', 'business_date'], ['journal_id']],
  });
  await makeAppendOnly(runner, 'pending_signature', ['created_at']);
  await createTable(runner, 'given_signature', {
    columns: { pending_signature_id: id(), signed_by: id(), role: word(40), signed_at: instant(), journal_id: id() },
    primary: ['pending_signature_id'],
    indexes: [['journal_id']],
    foreign: { pending_signature_id: 'pending_signature' },
  });
  await makeAppendOnly(runner, 'given_signature', ['signed_at']);
  await createTable(runner, 'open_signature', {
    columns: { pending_signature_id: id(), store_id: id(), business_date: day() },
    primary: ['pending_signature_id'],
    indexes: [['store_id', 'business_date']],
    foreign: { pending_signature_id: 'pending_signature' },
  });
}

async function createDelegations(runner: QueryRunner): Promise<void> {
  await createTable(runner, 'delegation', {
    columns: {
      id: id(),
      store_id: id(),
      staff_id: id(),
      role: word(40),
      from_date: day(),
      to_date: day(),
      reason: word(200),
      created_by: id(),
      created_at: instant(),
      journal_id: id(),
    },
    primary: ['id'],
    indexes: [['staff_id', 'to_date'], ['store_id', 'to_date'], ['journal_id']],
  });
  await makeAppendOnly(runner, 'delegation', ['created_at']);
  await createTable(runner, 'delegation_end', {
    columns: { delegation_id: id(), ended_by: id(), ended_at: instant(), journal_id: id() },
    primary: ['delegation_id'],
    indexes: [['journal_id']],
    foreign: { delegation_id: 'delegation' },
  });
  await makeAppendOnly(runner, 'delegation_end', ['ended_at']);
}
