import type { MigrationInterface, QueryRunner } from 'typeorm';
import { makeAppendOnly, wholeNumbers } from './support/append-only.js';
import { amount, createTable, day, id, instant, optional, word } from './support/tables.js';

export class CreateLedger1763800004000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, 'ledger_account', {
      columns: { id: id(), unit: word(64), kind: word(32), owner: word(64), part: id(), balance: optional(amount()) },
      primary: ['id'],
      unique: [['owner', 'kind', 'unit', 'part']],
    });
    await wholeNumbers(runner, 'ledger_account', ['balance']);
    await createTable(runner, 'ledger_transfer', {
      columns: {
        id: id(),
        unit: word(64),
        from_account_id: id(),
        to_account_id: id(),
        amount: amount(),
        kind: word(48),
        document_id: id(),
        journal_id: id(),
        store_id: id(),
        business_date: day(),
        at: instant(),
        reverses_id: optional(id()),
        relates_to_id: optional(id()),
      },
      primary: ['id'],
      unique: [['reverses_id']],
      indexes: [['document_id'], ['from_account_id'], ['to_account_id'], ['journal_id'], ['relates_to_id']],
      foreign: {
        from_account_id: 'ledger_account',
        to_account_id: 'ledger_account',
        document_id: 'document',
        reverses_id: 'ledger_transfer',
        relates_to_id: 'ledger_transfer',
      },
    });
    await makeAppendOnly(runner, 'ledger_transfer', ['amount', 'at']);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('ledger_transfer');
    await runner.dropTable('ledger_account');
  }
}
