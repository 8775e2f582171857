import type { MigrationInterface, QueryRunner } from 'typeorm';
import { makeAppendOnly } from './support/append-only.js';
import { count, createTable, day, id, instant, optional, text, word } from './support/tables.js';

/** The chain, its stores, desks and PCs, the days they were open, and what was in force on each. */
export class CreateVenue1763800001000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, 'venue', {
      columns: { id: id(), name: word(64), created_at: instant(), set_up_at: optional(instant()) },
      primary: ['id'],
    });
    await createTable(runner, 'store', {
      columns: { id: id(), name: word(64), created_at: instant() },
      primary: ['id'],
    });
    await createDesks(runner);
    await createTable(runner, 'business_day', {
      columns: {
        id: id(),
        store_id: id(),
        business_date: day(),
        open_store_id: optional(id()),
        opened_at: instant(),
        opened_by: id(),
        closed_at: optional(instant()),
        closed_by: optional(id()),
      },
      primary: ['id'],
      unique: [['store_id', 'business_date'], ['open_store_id']],
      foreign: { store_id: 'store' },
    });
    await createVersions(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['charter_version', 'policy_version', 'business_day', 'terminal', 'desk', 'store', 'venue']) {
      await runner.dropTable(table);
    }
  }
}

async function createDesks(runner: QueryRunner): Promise<void> {
  await createTable(runner, 'desk', {
    columns: { id: id(), store_id: id(), name: word(64), drawer_id: id(), created_at: instant() },
    primary: ['id'],
    indexes: [['store_id']],
    foreign: { store_id: 'store' },
  });
  await createTable(runner, 'terminal', {
    columns: {
      id: id(),
      store_id: id(),
      desk_id: id(),
      name: word(64),
      token_hash: word(64),
      printer_id: optional(id()),
      enrolled_by: id(),
      enrolled_at: instant(),
      revoked_at: optional(instant()),
    },
    primary: ['id'],
    unique: [['token_hash']],
    indexes: [['store_id'], ['desk_id']],
    foreign: { store_id: 'store', desk_id: 'desk' },
  });
}

async function createVersions(runner: QueryRunner): Promise<void> {
  await createTable(runner, 'policy_version', {
    columns: {
      id: id(),
      store_id: id(),
      version: count(),
      effective_from: day(),
      value: text(),
      reason: word(200),
      created_by: id(),
      created_at: instant(),
      journal_id: id(),
    },
    primary: ['id'],
    unique: [['store_id', 'version']],
    indexes: [['journal_id']],
    foreign: { store_id: 'store' },
  });
  await makeAppendOnly(runner, 'policy_version', ['version', 'created_at']);
  await createTable(runner, 'charter_version', {
    columns: {
      id: id(),
      number: count(),
      text: text(),
      effective_from: day(),
      created_by: id(),
      created_at: instant(),
      journal_id: id(),
    },
    primary: ['id'],
    unique: [['number']],
    indexes: [['journal_id']],
  });
  await makeAppendOnly(runner, 'charter_version', ['number', 'created_at']);
}
