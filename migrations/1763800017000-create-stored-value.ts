import type { MigrationInterface, QueryRunner } from 'typeorm';
import { makeAppendOnly } from './support/append-only.js';
import { amount, count, createTable, day, id, instant, optional, text, word } from './support/tables.js';

/** Stored value: lots with their terms and tenders, spends with their parts. */
export class CreateStoredValue1763800017000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createLots(runner);
    await createSpends(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    const tables = ['spend_part', 'spend', 'unit_purchase', 'lot_tender', 'top_up_lot'];
    for (const table of tables) await runner.dropTable(table);
  }
}

async function createLots(runner: QueryRunner): Promise<void> {
  await createTable(runner, 'top_up_lot', {
    columns: {
      id: id(),
      act_id: id(),
      store_id: id(),
      membership_id: id(),
      card_id: optional(id()),
      document_id: id(),
      cause: word(16),
      via: word(16),
      principal_fen: amount(),
      bonus_fen: amount(),
      paid_at: instant(),
      business_date: day(),
      bonus_rule: optional(word(40)),
      terms: text(),
      charter_number: optional(count()),
      recommender_no: optional(word(20)),
      invoice_mode: word(8),
      invoiced_before_at: optional(instant()),
      corrects_lot_id: optional(id()),
      unit_purchase_id: optional(id()),
      principal_transfer_id: optional(id()),
      bonus_transfer_id: optional(id()),
      by_id: id(),
      journal_id: id(),
    },
    primary: ['id'],
    indexes: [
      ['membership_id', 'paid_at'],
      ['act_id'],
      ['document_id'],
      ['card_id'],
      ['corrects_lot_id'],
      ['store_id', 'business_date'],
      ['journal_id'],
    ],
    foreign: {
      membership_id: 'membership',
      card_id: 'card',
      document_id: 'document',
      corrects_lot_id: 'top_up_lot',
    },
  });
  await makeAppendOnly(runner, 'top_up_lot', ['principal_fen', 'bonus_fen', 'paid_at']);
  await createTable(runner, 'lot_tender', {
    columns: {
      lot_id: id(),
      position: count(),
      kind: word(16),
      amount_fen: amount(),
      reference: optional(word(40)),
      account_owner: id(),
      transfer_id: optional(id()),
      journal_id: id(),
    },
    primary: ['lot_id', 'position'],
    indexes: [['journal_id']],
    foreign: { lot_id: 'top_up_lot' },
  });
  await makeAppendOnly(runner, 'lot_tender', ['amount_fen']);
  await createTable(runner, 'unit_purchase', {
    columns: {
      id: id(),
      store_id: id(),
      unit_name: word(100),
      credit_code: word(18),
      payer_account: optional(word(64)),
      cards: count(),
      principal_fen: amount(),
      bonus_fen: amount(),
      document_id: id(),
      business_date: day(),
      by_id: id(),
      at: instant(),
      journal_id: id(),
    },
    primary: ['id'],
    indexes: [['document_id'], ['store_id', 'business_date'], ['journal_id']],
    foreign: { document_id: 'document' },
  });
  await makeAppendOnly(runner, 'unit_purchase', ['cards', 'principal_fen', 'bonus_fen', 'at']);
}

async function createSpends(runner: QueryRunner): Promise<void> {
  await createTable(runner, 'spend', {
    columns: {
      id: id(),
      store_id: id(),
      slip_no: word(40),
      room_no: optional(word(20)),
      card_id: id(),
      membership_id: id(),
      amount_fen: amount(),
      principal_fen: amount(),
      bonus_fen: amount(),
      list_fen: amount(),
      via: word(8),
      proof: word(8),
      document_id: id(),
      business_date: day(),
      terminal_id: optional(id()),
      by_id: id(),
      at: instant(),
      journal_id: id(),
    },
    primary: ['id'],
    indexes: [
      ['store_id', 'slip_no'],
      ['store_id', 'business_date'],
      ['membership_id', 'at'],
      ['card_id'],
      ['document_id'],
      ['journal_id'],
    ],
    foreign: { card_id: 'card', membership_id: 'membership', document_id: 'document' },
  });
  await makeAppendOnly(runner, 'spend', ['amount_fen', 'principal_fen', 'bonus_fen', 'list_fen', 'at']);
  await createTable(runner, 'spend_part', {
    columns: {
      spend_id: id(),
      lot_id: id(),
      principal_fen: amount(),
      bonus_fen: amount(),
      list_fen: amount(),
      document_id: id(),
      principal_transfer_id: optional(id()),
      bonus_transfer_id: optional(id()),
      journal_id: id(),
    },
    primary: ['spend_id', 'lot_id'],
    indexes: [['lot_id'], ['document_id'], ['journal_id']],
    foreign: { spend_id: 'spend', lot_id: 'top_up_lot', document_id: 'document' },
  });
  await makeAppendOnly(runner, 'spend_part', ['principal_fen', 'bonus_fen', 'list_fen']);
}
