import type { MigrationInterface, QueryRunner } from 'typeorm';
import { makeAppendOnly } from './support/append-only.js';
import { createTable, day, id, instant, optional, text, word } from './support/tables.js';

/** Seals on what a desk leaves for the night, the steps of their story, and the copies that follow a closed day. */
export class CreateNightSeals1763800019500 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createSeals(runner);
    await createTable(runner, 'night_backup', {
      columns: {
        id: id(),
        store_id: id(),
        business_date: day(),
        outcome: word(12),
        cause: optional(word(40)),
        file: optional(word(120)),
        bytes: optional(instant()),
        at: instant(),
        journal_id: id(),
      },
      primary: ['id'],
      indexes: [['store_id', 'business_date'], ['journal_id']],
      foreign: { store_id: 'store' },
    });
    await makeAppendOnly(runner, 'night_backup', ['bytes', 'at']);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['night_backup', 'night_seal_step', 'night_seal']) await runner.dropTable(table);
  }
}

async function createSeals(runner: QueryRunner): Promise<void> {
  await createTable(runner, 'night_seal', {
    columns: {
      id: id(),
      store_id: id(),
      desk_id: id(),
      business_date: day(),
      state: word(12),
      live_desk_id: optional(id()),
      last_shift_id: id(),
      number: optional(word(40)),
      created_at: instant(),
      sealed_at: optional(instant()),
      accepted_at: optional(instant()),
    },
    primary: ['id'],
    unique: [['live_desk_id'], ['store_id', 'number']],
    indexes: [['store_id', 'business_date'], ['desk_id', 'created_at'], ['last_shift_id']],
    foreign: { store_id: 'store', desk_id: 'desk', last_shift_id: 'shift' },
  });
  await createTable(runner, 'night_seal_step', {
    columns: {
      id: id(),
      seal_id: id(),
      action: word(12),
      state: word(12),
      by_id: id(),
      second_id: optional(id()),
      attested_by: optional(id()),
      sealed_witness: optional(text()),
      problem: optional(word(500)),
      figures: text(),
      document_id: optional(id()),
      at: instant(),
      journal_id: id(),
    },
    primary: ['id'],
    indexes: [['seal_id'], ['document_id'], ['journal_id']],
    foreign: { seal_id: 'night_seal', document_id: 'document' },
  });
  await makeAppendOnly(runner, 'night_seal_step', ['at']);
}
