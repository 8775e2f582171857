import type { MigrationInterface, QueryRunner } from 'typeorm';
import { makeAppendOnly, wholeNumbers } from './support/append-only.js';
import { amount, count, createTable, day, id, instant, optional, text, word } from './support/tables.js';

/** Consumption slips, what came back of them, what they have served, and pushes that contradict what is held. */
export class CreateSlips1763800007000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createSlip(runner);
    await createLinesAndTenders(runner);
    await createRefunds(runner);
    await createTable(runner, 'slip_conflict', {
      columns: {
        id: id(),
        slip_id: id(),
        store_id: id(),
        held: text(),
        given: text(),
        digest: word(43),
        source: word(8),
        state: word(8),
        received_at: instant(),
        resolved_by: optional(id()),
        resolved_at: optional(instant()),
        reason: optional(word(200)),
      },
      primary: ['id'],
      unique: [['slip_id', 'digest']],
      indexes: [['store_id', 'state']],
      foreign: { slip_id: 'slip' },
    });
    await createTable(runner, 'slip_claim', {
      columns: {
        id: id(),
        slip_id: id(),
        kind: word(16),
        released: id(),
        ref_id: id(),
        holder_id: id(),
        tail: word(8),
        clerk_name: word(64),
        claimed_at: instant(),
        released_at: optional(instant()),
      },
      primary: ['id'],
      unique: [['slip_id', 'kind', 'released']],
      indexes: [['ref_id'], ['holder_id']],
      foreign: { slip_id: 'slip' },
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    const tables = [
      'slip_claim',
      'slip_conflict',
      'slip_refund_tender',
      'slip_refund',
      'slip_tender',
      'slip_line',
      'slip',
    ];
    for (const table of tables) await runner.dropTable(table);
  }
}

async function createSlip(runner: QueryRunner): Promise<void> {
  await createTable(runner, 'slip', {
    columns: {
      id: id(),
      store_id: id(),
      slip_no: word(40),
      room_no: word(20),
      visit_no: optional(word(40)),
      settled_at: optional(instant()),
      business_date: optional(day()),
      source: word(8),
      keyed_fen: optional(amount()),
      charged_fen: amount(),
      version: count(),
      digest: word(43),
      replaces_id: optional(id()),
      replaced_by_id: optional(id()),
      received_at: instant(),
    },
    primary: ['id'],
    unique: [['store_id', 'slip_no']],
    indexes: [
      ['store_id', 'received_at'],
      ['store_id', 'visit_no', 'business_date'],
    ],
    foreign: { replaces_id: 'slip', replaced_by_id: 'slip' },
  });
  await wholeNumbers(runner, 'slip', ['keyed_fen', 'charged_fen', 'settled_at']);
}

async function createLinesAndTenders(runner: QueryRunner): Promise<void> {
  await createTable(runner, 'slip_line', {
    columns: {
      slip_id: id(),
      version: count(),
      position: count(),
      kind: word(16),
      list_fen: amount(),
      charged_fen: amount(),
      journal_id: id(),
    },
    primary: ['slip_id', 'version', 'position'],
    indexes: [['journal_id']],
    foreign: { slip_id: 'slip' },
  });
  await makeAppendOnly(runner, 'slip_line', ['list_fen', 'charged_fen']);
  await createTable(runner, 'slip_tender', {
    columns: {
      slip_id: id(),
      version: count(),
      position: count(),
      kind: word(16),
      amount_fen: amount(),
      bonus_fen: amount(),
      journal_id: id(),
    },
    primary: ['slip_id', 'version', 'position'],
    indexes: [['journal_id']],
    foreign: { slip_id: 'slip' },
  });
  await makeAppendOnly(runner, 'slip_tender', ['amount_fen', 'bonus_fen']);
}

async function createRefunds(runner: QueryRunner): Promise<void> {
  await createTable(runner, 'slip_refund', {
    columns: { id: id(), slip_id: id(), store_id: id(), refund_no: word(40), received_at: instant(), journal_id: id() },
    primary: ['id'],
    unique: [['store_id', 'refund_no']],
    indexes: [['slip_id'], ['journal_id']],
    foreign: { slip_id: 'slip' },
  });
  await makeAppendOnly(runner, 'slip_refund', ['received_at']);
  await createTable(runner, 'slip_refund_tender', {
    columns: { refund_id: id(), position: count(), kind: word(16), amount_fen: amount(), journal_id: id() },
    primary: ['refund_id', 'position'],
    indexes: [['journal_id']],
    foreign: { refund_id: 'slip_refund' },
  });
  await makeAppendOnly(runner, 'slip_refund_tender', ['amount_fen']);
}
