import type { MigrationInterface, QueryRunner } from 'typeorm';
import { makeAppendOnly, wholeNumbers } from './support/append-only.js';
import { amount, createTable, day, id, instant, optional, text, word } from './support/tables.js';

/** Bags in which cash goes to Finance and the bank, the duty log, and the figures of closed days. */
export class CreateBagsAndDutyLog1763800012100 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createBags(runner);
    await createLogs(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['day_snapshot', 'duty_entry', 'bank_deposit', 'bag_step', 'cash_bag'])
      await runner.dropTable(table);
  }
}

async function createBags(runner: QueryRunner): Promise<void> {
  await createTable(runner, 'cash_bag', {
    columns: {
      id: id(),
      store_id: id(),
      shift_id: id(),
      clerk_id: id(),
      source: word(8),
      business_date: day(),
      state: word(12),
      number: optional(word(40)),
      takings_fen: amount(),
      float_fen: amount(),
      due_date: optional(day()),
      received_fen: optional(amount()),
      received_at: optional(instant()),
      deposit_id: optional(id()),
      created_at: instant(),
    },
    primary: ['id'],
    unique: [['store_id', 'number']],
    indexes: [['store_id', 'state'], ['clerk_id', 'state'], ['shift_id'], ['deposit_id']],
    foreign: { store_id: 'store', shift_id: 'shift' },
  });
  await wholeNumbers(runner, 'cash_bag', ['takings_fen', 'float_fen', 'received_fen']);
  await createTable(runner, 'bag_step', {
    columns: {
      id: id(),
      bag_id: id(),
      action: word(12),
      by_id: id(),
      witness_id: optional(id()),
      counts: optional(word(400)),
      counted_fen: optional(amount()),
      reason: optional(word(200)),
      document_id: optional(id()),
      at: instant(),
      journal_id: id(),
    },
    primary: ['id'],
    indexes: [['bag_id'], ['journal_id']],
    foreign: { bag_id: 'cash_bag' },
  });
  await makeAppendOnly(runner, 'bag_step', ['counted_fen', 'at']);
}

async function createLogs(runner: QueryRunner): Promise<void> {
  await createTable(runner, 'bank_deposit', {
    columns: {
      id: id(),
      store_id: id(),
      number: word(40),
      amount_fen: amount(),
      document_id: id(),
      by_id: id(),
      at: instant(),
      journal_id: id(),
    },
    primary: ['id'],
    unique: [['store_id', 'number']],
    indexes: [['journal_id']],
    foreign: { store_id: 'store', document_id: 'document' },
  });
  await makeAppendOnly(runner, 'bank_deposit', ['amount_fen', 'at']);
  await createTable(runner, 'duty_entry', {
    columns: {
      id: id(),
      store_id: id(),
      business_date: day(),
      kind: word(16),
      place: word(64),
      text: word(500),
      shift_id: optional(id()),
      by_id: id(),
      at: instant(),
      journal_id: id(),
    },
    primary: ['id'],
    indexes: [['store_id', 'at'], ['shift_id'], ['journal_id']],
    foreign: { store_id: 'store' },
  });
  await makeAppendOnly(runner, 'duty_entry', ['at']);
  await createTable(runner, 'day_snapshot', {
    columns: {
      id: id(),
      store_id: id(),
      business_date: day(),
      document_id: id(),
      figures: text(),
      closed_by: id(),
      at: instant(),
      journal_id: id(),
    },
    primary: ['id'],
    unique: [['store_id', 'business_date']],
    indexes: [['document_id'], ['journal_id']],
    foreign: { store_id: 'store', document_id: 'document' },
  });
  await makeAppendOnly(runner, 'day_snapshot', ['at']);
}
