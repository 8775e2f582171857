import type { MigrationInterface, QueryRunner } from 'typeorm';
import { makeAppendOnly, wholeNumbers } from './support/append-only.js';
import { amount, count, createTable, day, id, instant, optional, word } from './support/tables.js';

/** What points are redeemed for, in which dated activity, and what became of it. */
export class CreateGifts1763800009000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createCatalogue(runner);
    await createRedemptions(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    const tables = ['owed_gift', 'redemption_step', 'redemption', 'gift_offer', 'gift_activity', 'gift_item'];
    for (const table of tables) await runner.dropTable(table);
  }
}

async function createCatalogue(runner: QueryRunner): Promise<void> {
  await createTable(runner, 'gift_item', {
    columns: {
      id: id(),
      store_id: id(),
      code: word(32),
      name_zh: word(80),
      name_en: word(80),
      retired_at: optional(instant()),
      created_at: instant(),
    },
    primary: ['id'],
    unique: [['store_id', 'code']],
  });
  await createTable(runner, 'gift_activity', {
    columns: {
      id: id(),
      store_id: id(),
      name: word(80),
      starts_on: day(),
      ends_on: day(),
      returned_at: optional(instant()),
      created_at: instant(),
    },
    primary: ['id'],
    indexes: [['store_id', 'ends_on']],
  });
  await createTable(runner, 'gift_offer', {
    columns: {
      id: id(),
      activity_id: id(),
      item_id: id(),
      points_price: amount(),
      per_day: optional(count()),
      in_total: optional(count()),
    },
    primary: ['id'],
    unique: [['activity_id', 'item_id']],
    indexes: [['item_id']],
    foreign: { activity_id: 'gift_activity', item_id: 'gift_item' },
  });
  await wholeNumbers(runner, 'gift_offer', ['points_price', 'per_day', 'in_total']);
}

async function createRedemptions(runner: QueryRunner): Promise<void> {
  await createTable(runner, 'redemption', {
    columns: {
      id: id(),
      store_id: id(),
      membership_id: id(),
      card_id: id(),
      activity_id: id(),
      item_id: id(),
      quantity: count(),
      points: amount(),
      balance_before: amount(),
      later: count(),
      document_id: id(),
      by_id: id(),
      clerk_name: word(64),
      terminal_id: optional(id()),
      business_date: day(),
      at: instant(),
      journal_id: id(),
    },
    primary: ['id'],
    unique: [['document_id']],
    indexes: [['membership_id', 'activity_id', 'item_id'], ['store_id', 'business_date'], ['journal_id']],
    foreign: {
      membership_id: 'membership',
      card_id: 'card',
      activity_id: 'gift_activity',
      item_id: 'gift_item',
      document_id: 'document',
    },
  });
  await makeAppendOnly(runner, 'redemption', ['quantity', 'points', 'balance_before', 'at']);
  await createTable(runner, 'redemption_step', {
    columns: {
      id: id(),
      redemption_id: id(),
      kind: word(16),
      ordinal: count(),
      pieces: count(),
      reason: optional(word(200)),
      document_id: id(),
      by_id: id(),
      at: instant(),
      journal_id: id(),
    },
    primary: ['id'],
    unique: [['redemption_id', 'kind', 'ordinal']],
    indexes: [['document_id'], ['journal_id']],
    foreign: { redemption_id: 'redemption', document_id: 'document' },
  });
  await makeAppendOnly(runner, 'redemption_step', ['pieces', 'at']);
  await createTable(runner, 'owed_gift', {
    columns: { redemption_id: id(), store_id: id(), since: instant() },
    primary: ['redemption_id'],
    indexes: [['store_id', 'since']],
    foreign: { redemption_id: 'redemption' },
  });
}
