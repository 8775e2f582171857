import type { MigrationInterface, QueryRunner } from 'typeorm';
import { makeAppendOnly } from './support/append-only.js';
import { amount, count, createTable, day, id, instant, word } from './support/tables.js';

/** A company's list was entered wrongly: what still waited for its holder went back to the blanks. */
export class TakeBackUnitCards1763800023310 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, 'unit_card_undo', {
      columns: {
        id: id(),
        sale_id: id(),
        cards: count(),
        fee_fen: amount(),
        reason: word(200),
        document_id: id(),
        business_date: day(),
        at: instant(),
        by_id: id(),
        co_signer_id: id(),
        journal_id: id(),
      },
      primary: ['id'],
      indexes: [['sale_id'], ['document_id'], ['journal_id']],
      foreign: { sale_id: 'unit_card_sale', document_id: 'document' },
    });
    await makeAppendOnly(runner, 'unit_card_undo', ['cards', 'fee_fen', 'at']);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('unit_card_undo');
  }
}
