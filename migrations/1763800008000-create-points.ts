import { type MigrationInterface, type QueryRunner, TableIndex } from 'typeorm';
import { constraintName } from '../src/platform/database/naming-strategy.js';
import { makeAppendOnly } from './support/append-only.js';
import { amount, count, createTable, day, id, instant, optional, word } from './support/tables.js';

/** Slips credited, what was later taken back, the guests' signatures and the runs that let points expire. */
export class CreatePoints1763800008000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createConfirmation(runner);
    await createTable(runner, 'points_adjustment', {
      columns: {
        id: id(),
        confirmation_id: id(),
        cause: word(16),
        ref_id: id(),
        points: amount(),
        document_id: id(),
        reason: optional(word(200)),
        by_id: id(),
        at: instant(),
        journal_id: id(),
      },
      primary: ['id'],
      unique: [['confirmation_id', 'cause', 'ref_id']],
      indexes: [['document_id'], ['journal_id']],
      foreign: { confirmation_id: 'points_confirmation', document_id: 'document' },
    });
    await makeAppendOnly(runner, 'points_adjustment', ['points', 'at']);
    await createTable(runner, 'points_signature', {
      columns: { id: id(), confirmation_id: id(), state: word(8), by_id: id(), at: instant(), journal_id: id() },
      primary: ['id'],
      indexes: [['confirmation_id'], ['journal_id']],
      foreign: { confirmation_id: 'points_confirmation' },
    });
    await makeAppendOnly(runner, 'points_signature', ['at']);
    await createTable(runner, 'points_expiry_run', {
      columns: {
        id: id(),
        store_id: id(),
        business_date: day(),
        batch: count(),
        last: count(),
        lots: count(),
        points: amount(),
        document_id: optional(id()),
        at: instant(),
        journal_id: id(),
      },
      primary: ['id'],
      unique: [['business_date', 'batch']],
      indexes: [['document_id'], ['journal_id']],
      foreign: { document_id: 'document' },
    });
    await makeAppendOnly(runner, 'points_expiry_run', ['points', 'at']);
    // The expiry run asks for lots by their last day, whoever owns them.
    const columns = ['kind', 'part'];
    await runner.createIndex(
      'ledger_account',
      new TableIndex({ name: constraintName('idx', 'ledger_account', columns), columnNames: columns }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropIndex('ledger_account', constraintName('idx', 'ledger_account', ['kind', 'part']));
    const tables = ['points_expiry_run', 'points_signature', 'points_adjustment', 'points_confirmation'];
    for (const table of tables) await runner.dropTable(table);
  }
}

async function createConfirmation(runner: QueryRunner): Promise<void> {
  await createTable(runner, 'points_confirmation', {
    columns: {
      id: id(),
      store_id: id(),
      membership_id: id(),
      card_id: id(),
      slip_id: id(),
      document_id: id(),
      business_date: day(),
      base_fen: amount(),
      unit_fen: amount(),
      group_buy_earns: count(),
      tier: word(16),
      on_birthday: count(),
      multiplier: word(16),
      points: amount(),
      repaid_points: amount(),
      balance_before: amount(),
      expires_on: day(),
      late_reason: optional(word(200)),
      by_id: id(),
      clerk_name: word(64),
      terminal_id: optional(id()),
      at: instant(),
      journal_id: id(),
    },
    primary: ['id'],
    unique: [['document_id']],
    indexes: [['membership_id', 'at'], ['slip_id'], ['store_id', 'business_date'], ['journal_id']],
    foreign: { membership_id: 'membership', card_id: 'card', slip_id: 'slip', document_id: 'document' },
  });
  await makeAppendOnly(runner, 'points_confirmation', [
    'base_fen',
    'unit_fen',
    'points',
    'repaid_points',
    'balance_before',
    'at',
  ]);
}
