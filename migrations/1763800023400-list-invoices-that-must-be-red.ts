import type { MigrationInterface, QueryRunner } from 'typeorm';
import { amount, createTable, id, instant } from './support/tables.js';

/** Slips whose invoices say more than they are worth: red due. */
export class ListInvoicesThatMustBeRed1763800023400 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, 'invoice_red_due', {
      columns: { slip_id: id(), store_id: id(), over_fen: amount(), since: instant() },
      primary: ['slip_id'],
      indexes: [['store_id']],
      foreign: { slip_id: 'slip' },
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('invoice_red_due');
  }
}
