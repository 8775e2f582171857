import type { MigrationInterface, QueryRunner } from 'typeorm';
import { makeAppendOnly } from './support/append-only.js';
import { amount, count, createTable, day, id, instant, optional, word } from './support/tables.js';

/** Birthday gifts from Finance to the guest, and the periods that close to zero. */
export class CreateGiftCustody1763800020200 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createBirthdayGift(runner);
    await createBirthdayGiftMove(runner);
    await createGiftReconciliation(runner);
    await createGiftReconciliationLine(runner);
    await createGiftReconciledMove(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of [
      'gift_reconciled_move',
      'gift_reconciliation_line',
      'gift_reconciliation',
      'birthday_gift_move',
      'birthday_gift',
    ])
      await runner.dropTable(table);
  }
}

async function createBirthdayGift(runner: QueryRunner): Promise<void> {
  await createTable(runner, 'birthday_gift', {
    columns: {
      item_id: id(),
      store_id: id(),
      cost_fen: amount(),
      market_fen: amount(),
      perishable: count(),
      minimum: count(),
      offered: count(),
      updated_at: instant(),
    },
    primary: ['item_id'],
    foreign: { item_id: 'gift_item' },
  });
}

async function createBirthdayGiftMove(runner: QueryRunner): Promise<void> {
  await createTable(runner, 'birthday_gift_move', {
    columns: {
      id: id(),
      store_id: id(),
      kind: word(16),
      item_id: id(),
      entry_id: optional(id()),
      pieces: count(),
      for_date: optional(day()),
      business_date: day(),
      cost_fen: amount(),
      market_fen: amount(),
      document_id: id(),
      reason: optional(word(200)),
      by_id: id(),
      co_signer_id: optional(id()),
      at: instant(),
      journal_id: id(),
    },
    primary: ['id'],
    indexes: [['store_id', 'business_date'], ['entry_id'], ['item_id'], ['document_id'], ['journal_id']],
    foreign: { item_id: 'gift_item', entry_id: 'birthday_entry', document_id: 'document' },
  });
  await makeAppendOnly(runner, 'birthday_gift_move', ['pieces', 'cost_fen', 'market_fen', 'at']);
}

async function createGiftReconciliation(runner: QueryRunner): Promise<void> {
  await createTable(runner, 'gift_reconciliation', {
    columns: {
      id: id(),
      store_id: id(),
      period_from: day(),
      period_to: day(),
      document_id: id(),
      manager_id: id(),
      finance_id: id(),
      at: instant(),
      journal_id: id(),
    },
    primary: ['id'],
    unique: [['store_id', 'period_to']],
    indexes: [['document_id'], ['journal_id']],
    foreign: { document_id: 'document' },
  });
  await makeAppendOnly(runner, 'gift_reconciliation', ['at']);
}

async function createGiftReconciliationLine(runner: QueryRunner): Promise<void> {
  await createTable(runner, 'gift_reconciliation_line', {
    columns: {
      id: id(),
      reconciliation_id: id(),
      item_id: id(),
      entry_id: optional(id()),
      opening: count(),
      drawn: count(),
      delivered: count(),
      returned: count(),
      lost: count(),
      difference: count(),
      closing: count(),
      reason: optional(word(200)),
      journal_id: id(),
    },
    primary: ['id'],
    indexes: [['reconciliation_id'], ['item_id'], ['entry_id'], ['journal_id']],
    foreign: { reconciliation_id: 'gift_reconciliation', item_id: 'gift_item', entry_id: 'birthday_entry' },
  });
  await makeAppendOnly(runner, 'gift_reconciliation_line', [
    'opening',
    'drawn',
    'delivered',
    'returned',
    'lost',
    'difference',
    'closing',
  ]);
}

async function createGiftReconciledMove(runner: QueryRunner): Promise<void> {
  await createTable(runner, 'gift_reconciled_move', {
    columns: {
      move_id: id(),
      reconciliation_id: id(),
    },
    primary: ['move_id'],
    indexes: [['reconciliation_id']],
    foreign: { move_id: 'birthday_gift_move', reconciliation_id: 'gift_reconciliation' },
  });
}
