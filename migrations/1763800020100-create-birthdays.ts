import type { MigrationInterface, QueryRunner } from 'typeorm';
import { makeAppendOnly } from './support/append-only.js';
import { count, createTable, day, id, instant, optional, word } from './support/tables.js';

/** Whose birthday comes, who was called, and the eight steps of the evening. */
export class CreateBirthdays1763800020100 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createBirthdayRoster(runner);
    await createBirthdayEntry(runner);
    await createBirthdayCall(runner);
    await createBirthdayStep(runner);
    await createBirthdayTwin(runner);
    await createBirthdayDaySheet(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of [
      'birthday_day_sheet',
      'birthday_twin',
      'birthday_step',
      'birthday_call',
      'birthday_entry',
      'birthday_roster',
    ])
      await runner.dropTable(table);
  }
}

async function createBirthdayRoster(runner: QueryRunner): Promise<void> {
  await createTable(runner, 'birthday_roster', {
    columns: {
      id: id(),
      store_id: id(),
      month: word(7),
      made_at: instant(),
      frozen_at: optional(instant()),
      scanned_at: instant(),
      confirmed_count: optional(count()),
      confirmed_by: optional(id()),
      confirmed_at: optional(instant()),
    },
    primary: ['id'],
    unique: [['store_id', 'month']],
  });
}

async function createBirthdayEntry(runner: QueryRunner): Promise<void> {
  await createTable(runner, 'birthday_entry', {
    columns: {
      id: id(),
      store_id: id(),
      roster_id: id(),
      person_id: id(),
      membership_id: id(),
      calendar: word(8),
      year: count(),
      on_date: day(),
      late: count(),
      twin_hash: word(64),
      attend: optional(word(16)),
      next_call_at: optional(instant()),
      hold_id: optional(id()),
      greeted_at: optional(instant()),
      given_at: optional(instant()),
      slip_id: optional(id()),
      slip_state: optional(word(8)),
      created_at: instant(),
    },
    primary: ['id'],
    unique: [['person_id', 'calendar', 'year']],
    indexes: [['store_id', 'on_date'], ['roster_id'], ['membership_id'], ['twin_hash'], ['store_id', 'slip_state']],
    foreign: {
      roster_id: 'birthday_roster',
      person_id: 'person',
      membership_id: 'membership',
      hold_id: 'room_hold',
      slip_id: 'document',
    },
  });
}

async function createBirthdayCall(runner: QueryRunner): Promise<void> {
  await createTable(runner, 'birthday_call', {
    columns: {
      id: id(),
      entry_id: id(),
      kind: word(16),
      channel: word(16),
      outcome: word(16),
      agreed: count(),
      next_at: optional(instant()),
      note: optional(word(200)),
      by_id: id(),
      at: instant(),
      journal_id: id(),
    },
    primary: ['id'],
    indexes: [['entry_id'], ['journal_id']],
    foreign: { entry_id: 'birthday_entry' },
  });
  await makeAppendOnly(runner, 'birthday_call', ['agreed', 'next_at', 'at']);
}

async function createBirthdayStep(runner: QueryRunner): Promise<void> {
  await createTable(runner, 'birthday_step', {
    columns: {
      id: id(),
      entry_id: id(),
      step: word(16),
      result: optional(word(16)),
      id_hash: optional(word(64)),
      reason: optional(word(200)),
      by_id: id(),
      co_signer_id: optional(id()),
      at: instant(),
      journal_id: id(),
    },
    primary: ['id'],
    unique: [['entry_id', 'step']],
    indexes: [['id_hash'], ['journal_id']],
    foreign: { entry_id: 'birthday_entry' },
  });
  await makeAppendOnly(runner, 'birthday_step', ['at']);
}

async function createBirthdayTwin(runner: QueryRunner): Promise<void> {
  await createTable(runner, 'birthday_twin', {
    columns: {
      entry_id: id(),
      outcome: word(16),
      reason: word(200),
      by_id: id(),
      at: instant(),
      journal_id: id(),
    },
    primary: ['entry_id'],
    indexes: [['journal_id']],
    foreign: { entry_id: 'birthday_entry' },
  });
  await makeAppendOnly(runner, 'birthday_twin', ['at']);
}

async function createBirthdayDaySheet(runner: QueryRunner): Promise<void> {
  await createTable(runner, 'birthday_day_sheet', {
    columns: {
      id: id(),
      store_id: id(),
      on_date: day(),
      guests: count(),
      by_id: id(),
      at: instant(),
      journal_id: id(),
    },
    primary: ['id'],
    unique: [['store_id', 'on_date']],
    indexes: [['journal_id']],
  });
  await makeAppendOnly(runner, 'birthday_day_sheet', ['guests', 'at']);
}
