import type { MigrationInterface, QueryRunner } from 'typeorm';
import { makeAppendOnly } from './support/append-only.js';
import { amount, count, createTable, day, id, instant, optional, text, word } from './support/tables.js';

/** Shifts with a drawer of their own, what happens to the drawer, its counts and the sheets that were signed. */
export class CreateShifts1763800012000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createShift(runner);
    await createDrawerActs(runner);
    await createCounts(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['handover_sheet', 'cash_count', 'drawer_act', 'shift_step', 'shift'])
      await runner.dropTable(table);
  }
}

async function createShift(runner: QueryRunner): Promise<void> {
  await createTable(runner, 'shift', {
    columns: {
      id: id(),
      store_id: id(),
      desk_id: id(),
      business_date: day(),
      template: word(8),
      clerk_id: id(),
      state: word(12),
      open_desk_id: optional(id()),
      open_clerk_id: optional(id()),
      opened_at: instant(),
      cut_at: optional(instant()),
      closed_at: optional(instant()),
      taken_over_by: optional(id()),
      checklist: text(),
    },
    primary: ['id'],
    unique: [['open_desk_id'], ['open_clerk_id']],
    indexes: [
      ['store_id', 'business_date'],
      ['clerk_id', 'opened_at'],
      ['desk_id', 'opened_at'],
    ],
    foreign: { store_id: 'store', desk_id: 'desk', clerk_id: 'staff' },
  });
  await createTable(runner, 'shift_step', {
    columns: {
      id: id(),
      shift_id: id(),
      action: word(12),
      state: word(12),
      by_id: id(),
      witness_id: optional(id()),
      reason: optional(word(200)),
      at: instant(),
      journal_id: id(),
    },
    primary: ['id'],
    indexes: [['shift_id'], ['journal_id']],
    foreign: { shift_id: 'shift' },
  });
  await makeAppendOnly(runner, 'shift_step', ['at']);
}

async function createDrawerActs(runner: QueryRunner): Promise<void> {
  await createTable(runner, 'drawer_act', {
    columns: {
      id: id(),
      shift_id: id(),
      kind: word(32),
      amount_fen: amount(),
      asked_fen: optional(amount()),
      reason: optional(word(200)),
      reference: optional(word(64)),
      witness_id: optional(id()),
      other_shift_id: optional(id()),
      document_id: id(),
      by_id: id(),
      at: instant(),
      journal_id: id(),
    },
    primary: ['id'],
    indexes: [['shift_id'], ['document_id'], ['journal_id']],
    foreign: { shift_id: 'shift', document_id: 'document' },
  });
  await makeAppendOnly(runner, 'drawer_act', ['amount_fen', 'asked_fen', 'at']);
}

async function createCounts(runner: QueryRunner): Promise<void> {
  await createTable(runner, 'cash_count', {
    columns: {
      id: id(),
      shift_id: id(),
      cycle: count(),
      round: count(),
      counts: text(),
      counted_fen: amount(),
      expected_fen: amount(),
      verdict: word(8),
      by_id: id(),
      at: instant(),
      journal_id: id(),
    },
    primary: ['id'],
    unique: [['shift_id', 'cycle', 'round']],
    indexes: [['journal_id']],
    foreign: { shift_id: 'shift' },
  });
  await makeAppendOnly(runner, 'cash_count', ['cycle', 'round', 'counted_fen', 'expected_fen', 'at']);
  await createTable(runner, 'handover_sheet', {
    columns: {
      id: id(),
      shift_id: id(),
      cash_count_id: id(),
      over_fen: amount(),
      short_fen: amount(),
      reason: optional(word(200)),
      approved_by: optional(id()),
      float_to: word(8),
      float_fen: amount(),
      lines: text(),
      tenders: text(),
      note: word(500),
      document_id: id(),
      signed_by: id(),
      signed_at: instant(),
      journal_id: id(),
    },
    primary: ['id'],
    unique: [['cash_count_id']],
    indexes: [['shift_id'], ['document_id'], ['journal_id']],
    foreign: { shift_id: 'shift', cash_count_id: 'cash_count', document_id: 'document' },
  });
  await makeAppendOnly(runner, 'handover_sheet', ['over_fen', 'short_fen', 'float_fen', 'signed_at']);
}
