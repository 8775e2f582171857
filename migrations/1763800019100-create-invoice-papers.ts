import type { MigrationInterface, QueryRunner } from 'typeorm';
import { makeAppendOnly, wholeNumbers } from './support/append-only.js';
import { amount, count, createTable, day, id, instant, optional, text, word } from './support/tables.js';

/** What surrounds an invoice: a receipt the guest lost, a refund that waits for the red one, the platform's list, the mode of a counter. */
export class CreateInvoicePapers1763800019100 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createLostReceipt(runner);
    await createRefundWait(runner);
    await createPlatformList(runner);
    await createTable(runner, 'invoice_desk', {
      columns: { desk_id: id(), store_id: id(), mode: word(8), changed_by: id(), changed_at: instant() },
      primary: ['desk_id'],
      indexes: [['store_id']],
      foreign: { desk_id: 'desk' },
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    const tables = ['invoice_desk', 'invoice_platform_row', 'invoice_platform_list', 'invoice_refund_wait'];
    for (const table of [...tables, 'invoice_lost_receipt']) await runner.dropTable(table);
  }
}

async function createLostReceipt(runner: QueryRunner): Promise<void> {
  await createTable(runner, 'invoice_lost_receipt', {
    columns: {
      id: id(),
      store_id: id(),
      slip_id: id(),
      reason: word(200),
      requested_by: id(),
      approved_by: id(),
      business_date: day(),
      at: instant(),
      journal_id: id(),
    },
    primary: ['id'],
    indexes: [['slip_id'], ['journal_id']],
    foreign: { slip_id: 'slip' },
  });
  await makeAppendOnly(runner, 'invoice_lost_receipt', ['at']);
}

async function createRefundWait(runner: QueryRunner): Promise<void> {
  await createTable(runner, 'invoice_refund_wait', {
    columns: {
      id: id(),
      store_id: id(),
      number: word(32),
      source_kind: word(12),
      source_id: id(),
      ref_no: word(40),
      amount_fen: amount(),
      tenders: text(),
      state: word(8),
      requested_by: id(),
      requested_at: instant(),
      business_date: day(),
      settled_at: optional(instant()),
      document_id: id(),
    },
    primary: ['id'],
    unique: [['store_id', 'ref_no']],
    indexes: [['source_kind', 'source_id'], ['store_id', 'state'], ['document_id']],
    foreign: { document_id: 'document' },
  });
  await wholeNumbers(runner, 'invoice_refund_wait', ['amount_fen', 'requested_at', 'settled_at']);
}

async function createPlatformList(runner: QueryRunner): Promise<void> {
  await createTable(runner, 'invoice_platform_list', {
    columns: {
      id: id(),
      store_id: id(),
      business_date: day(),
      row_count: count(),
      sum_fen: amount(),
      file_name: word(120),
      imported_by: id(),
      imported_at: instant(),
      journal_id: id(),
    },
    primary: ['id'],
    indexes: [['store_id', 'business_date'], ['journal_id']],
  });
  await makeAppendOnly(runner, 'invoice_platform_list', ['sum_fen', 'imported_at']);
  await createTable(runner, 'invoice_platform_row', {
    columns: { list_id: id(), number: word(20), amount_fen: amount(), journal_id: id() },
    primary: ['list_id', 'number'],
    indexes: [['journal_id']],
    foreign: { list_id: 'invoice_platform_list' },
  });
  await makeAppendOnly(runner, 'invoice_platform_row', ['amount_fen']);
}
