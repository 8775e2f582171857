import type { MigrationInterface, QueryRunner } from 'typeorm';
import { makeAppendOnly } from './support/append-only.js';
import { amount, count, createTable, day, id, instant, optional, text, word } from './support/tables.js';

/** Who was called, who claims a thing, who asks for one; and the counts of the safe. */
export class CreateLostClaims1763800015100 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createClaims(runner);
    await createTable(runner, 'lost_enquiry', {
      columns: {
        id: id(),
        store_id: id(),
        wanted: word(120),
        words: word(600),
        sealed_name: text(),
        sealed_phone: text(),
        state: word(8),
        item_id: optional(id()),
        asked_by: id(),
        asked_at: instant(),
        closed_by: optional(id()),
        closed_at: optional(instant()),
        outcome: optional(word(200)),
      },
      primary: ['id'],
      indexes: [['store_id', 'state'], ['item_id']],
      foreign: { item_id: 'lost_item' },
    });
    await createTable(runner, 'lost_safe_count', {
      columns: {
        id: id(),
        store_id: id(),
        business_date: day(),
        expected: count(),
        counted: count(),
        missing: text(),
        note: optional(word(200)),
        by_id: id(),
        at: instant(),
        journal_id: id(),
      },
      primary: ['id'],
      indexes: [['store_id', 'at'], ['journal_id']],
    });
    await makeAppendOnly(runner, 'lost_safe_count', ['expected', 'counted', 'at']);
  }

  async down(runner: QueryRunner): Promise<void> {
    const tables = ['lost_safe_count', 'lost_enquiry', 'lost_claim_result', 'lost_claim', 'lost_contact'];
    for (const table of tables) await runner.dropTable(table);
  }
}

async function createClaims(runner: QueryRunner): Promise<void> {
  await createTable(runner, 'lost_contact', {
    columns: {
      id: id(),
      item_id: id(),
      channel: word(16),
      outcome: word(16),
      membership_id: optional(id()),
      note: optional(word(200)),
      by_id: id(),
      at: instant(),
      journal_id: id(),
    },
    primary: ['id'],
    indexes: [['item_id'], ['journal_id']],
    foreign: { item_id: 'lost_item' },
  });
  await makeAppendOnly(runner, 'lost_contact', ['at']);
  await createTable(runner, 'lost_claim', {
    columns: {
      id: id(),
      store_id: id(),
      item_id: id(),
      sealed_description: text(),
      by_id: id(),
      at: instant(),
      journal_id: id(),
    },
    primary: ['id'],
    indexes: [['item_id'], ['store_id', 'at'], ['journal_id']],
    foreign: { item_id: 'lost_item' },
  });
  await makeAppendOnly(runner, 'lost_claim', ['at']);
  await createTable(runner, 'lost_claim_result', {
    columns: {
      claim_id: id(),
      outcome: word(16),
      way: optional(word(16)),
      sealed_claimant: optional(text()),
      courier_no: optional(word(40)),
      courier_fen: optional(amount()),
      courier_paid_by: optional(word(8)),
      reason: optional(word(200)),
      document_id: optional(id()),
      by_id: id(),
      supervisor_id: optional(id()),
      at: instant(),
      journal_id: id(),
    },
    primary: ['claim_id'],
    indexes: [['document_id'], ['journal_id']],
    foreign: { claim_id: 'lost_claim', document_id: 'document' },
  });
  await makeAppendOnly(runner, 'lost_claim_result', ['courier_fen', 'at']);
}
