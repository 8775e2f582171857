import type { MigrationInterface, QueryRunner } from 'typeorm';
import { makeAppendOnly } from './support/append-only.js';
import { amount, count, createTable, id, instant, optional, word } from './support/tables.js';

/** What comes after a spend: what went back, what was corrected, who proved to be the holder, what a slip was paid with. */
export class CreateSpendReturns1763800017100 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createReturns(runner);
    await createProofs(runner);
    await createTable(runner, 'slip_stored_value', {
      columns: {
        id: id(),
        store_id: id(),
        slip_no: word(40),
        amount_fen: amount(),
        gift_fen: amount(),
        cause: word(8),
        ref_id: id(),
        journal_id: id(),
      },
      primary: ['id'],
      indexes: [['store_id', 'slip_no'], ['journal_id']],
    });
    await makeAppendOnly(runner, 'slip_stored_value', ['amount_fen', 'gift_fen']);
  }

  async down(runner: QueryRunner): Promise<void> {
    const tables = [
      'slip_stored_value',
      'spend_review',
      'spending_secret',
      'holder_check',
      'top_up_correction',
      'spend_return_part',
      'spend_return',
    ];
    for (const table of tables) await runner.dropTable(table);
  }
}

async function createReturns(runner: QueryRunner): Promise<void> {
  await createTable(runner, 'spend_return', {
    columns: {
      id: id(),
      spend_id: id(),
      cause: word(16),
      amount_fen: amount(),
      principal_fen: amount(),
      bonus_fen: amount(),
      list_fen: amount(),
      ref_id: optional(id()),
      reason: optional(word(200)),
      document_id: id(),
      by_id: id(),
      at: instant(),
      journal_id: id(),
    },
    primary: ['id'],
    indexes: [['spend_id'], ['document_id'], ['ref_id'], ['journal_id']],
    foreign: { spend_id: 'spend', document_id: 'document' },
  });
  await makeAppendOnly(runner, 'spend_return', ['amount_fen', 'principal_fen', 'bonus_fen', 'list_fen', 'at']);
  await createTable(runner, 'spend_return_part', {
    columns: {
      return_id: id(),
      lot_id: id(),
      principal_fen: amount(),
      bonus_fen: amount(),
      list_fen: amount(),
      journal_id: id(),
    },
    primary: ['return_id', 'lot_id'],
    indexes: [['lot_id'], ['journal_id']],
    foreign: { return_id: 'spend_return', lot_id: 'top_up_lot' },
  });
  await makeAppendOnly(runner, 'spend_return_part', ['principal_fen', 'bonus_fen', 'list_fen']);
  await createTable(runner, 'top_up_correction', {
    columns: {
      lot_id: id(),
      right_lot_id: optional(id()),
      reason: word(200),
      document_id: id(),
      by_id: id(),
      at: instant(),
      journal_id: id(),
    },
    primary: ['lot_id'],
    indexes: [['document_id'], ['journal_id']],
    foreign: { lot_id: 'top_up_lot', right_lot_id: 'top_up_lot', document_id: 'document' },
  });
  await makeAppendOnly(runner, 'top_up_correction', ['at']);
}

async function createProofs(runner: QueryRunner): Promise<void> {
  await createTable(runner, 'holder_check', {
    columns: {
      id: id(),
      membership_id: id(),
      person_id: id(),
      occasion: word(16),
      document: word(24),
      by_agent: count(),
      by_id: id(),
      at: instant(),
      journal_id: id(),
    },
    primary: ['id'],
    indexes: [['membership_id', 'at'], ['journal_id']],
    foreign: { membership_id: 'membership', person_id: 'person' },
  });
  await makeAppendOnly(runner, 'holder_check', ['by_agent', 'at']);
  await createTable(runner, 'spending_secret', {
    columns: { membership_id: id(), hash: word(200), set_at: instant(), set_by: id() },
    primary: ['membership_id'],
    foreign: { membership_id: 'membership' },
  });
  await createTable(runner, 'spend_review', {
    columns: {
      store_id: id(),
      exception_key: word(120),
      finding: word(200),
      by_id: id(),
      at: instant(),
      journal_id: id(),
    },
    primary: ['store_id', 'exception_key'],
    indexes: [['journal_id']],
  });
  await makeAppendOnly(runner, 'spend_review', ['at']);
}
