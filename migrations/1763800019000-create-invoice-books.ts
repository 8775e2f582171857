import type { MigrationInterface, QueryRunner } from 'typeorm';
import { makeAppendOnly, wholeNumbers } from './support/append-only.js';
import { amount, createTable, day, id, instant, optional, word } from './support/tables.js';

/** Books of numbered sheets, every number that left blank, and the invoices that stand on them. */
export class CreateInvoiceBooks1763800019000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createBook(runner);
    await createInvoice(runner);
    await createPart(runner);
    await createNumber(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    const tables = ['invoice_number_step', 'invoice_number', 'invoice_part', 'invoice_change', 'invoice'];
    for (const table of [...tables, 'invoice_book_step', 'invoice_book']) await runner.dropTable(table);
  }
}

async function createBook(runner: QueryRunner): Promise<void> {
  await createTable(runner, 'invoice_book', {
    columns: {
      id: id(),
      store_id: id(),
      label: word(32),
      kind: word(8),
      code: word(12),
      first_no: word(8),
      last_no: word(8),
      next_no: optional(word(8)),
      denomination_fen: optional(amount()),
      place: word(12),
      holder_id: optional(id()),
      place_since: instant(),
      queued_at: instant(),
      retain_until: optional(day()),
    },
    primary: ['id'],
    unique: [['code', 'first_no']],
    indexes: [['store_id', 'place'], ['holder_id']],
  });
  await wholeNumbers(runner, 'invoice_book', ['denomination_fen', 'place_since', 'queued_at']);
  await createTable(runner, 'invoice_book_step', {
    columns: {
      id: id(),
      book_id: id(),
      action: word(12),
      from_place: word(12),
      from_id: optional(id()),
      to_place: word(12),
      to_id: optional(id()),
      blank_first: optional(word(8)),
      blank_last: optional(word(8)),
      shift_id: optional(id()),
      business_date: day(),
      at: instant(),
      by_id: id(),
      co_signer_id: optional(id()),
      document_id: optional(id()),
      journal_id: id(),
    },
    primary: ['id'],
    indexes: [['book_id'], ['shift_id'], ['document_id'], ['journal_id']],
    foreign: { book_id: 'invoice_book', document_id: 'document' },
  });
  await makeAppendOnly(runner, 'invoice_book_step', ['at']);
}

async function createInvoice(runner: QueryRunner): Promise<void> {
  await createTable(runner, 'invoice', {
    columns: {
      id: id(),
      store_id: id(),
      kind: word(8),
      total_fen: amount(),
      uncovered_fen: amount(),
      title_kind: word(8),
      title: optional(word(100)),
      tax_no: optional(word(18)),
      item: word(8),
      room_no: word(20),
      corrects_id: optional(id()),
      clerk_id: id(),
      desk_id: optional(id()),
      shift_id: optional(id()),
      business_date: day(),
      at: instant(),
      document_id: id(),
      journal_id: id(),
    },
    primary: ['id'],
    indexes: [['store_id', 'business_date'], ['shift_id'], ['corrects_id'], ['document_id'], ['journal_id']],
    foreign: { corrects_id: 'invoice', document_id: 'document' },
  });
  await makeAppendOnly(runner, 'invoice', ['total_fen', 'uncovered_fen', 'at']);
  await createTable(runner, 'invoice_change', {
    columns: {
      id: id(),
      invoice_id: id(),
      kind: word(8),
      reason: word(12),
      amount_fen: amount(),
      proof: optional(word(60)),
      note: optional(word(200)),
      shift_id: optional(id()),
      business_date: day(),
      at: instant(),
      by_id: id(),
      co_signer_id: optional(id()),
      document_id: optional(id()),
      journal_id: id(),
    },
    primary: ['id'],
    indexes: [['invoice_id'], ['shift_id'], ['document_id'], ['journal_id']],
    foreign: { invoice_id: 'invoice', document_id: 'document' },
  });
  await makeAppendOnly(runner, 'invoice_change', ['amount_fen', 'at']);
}

async function createPart(runner: QueryRunner): Promise<void> {
  await createTable(runner, 'invoice_part', {
    columns: {
      id: id(),
      invoice_id: id(),
      change_id: optional(id()),
      source_kind: word(12),
      source_id: id(),
      amount_fen: amount(),
      at: instant(),
      journal_id: id(),
    },
    primary: ['id'],
    indexes: [['source_kind', 'source_id'], ['invoice_id'], ['change_id'], ['journal_id']],
    foreign: { invoice_id: 'invoice', change_id: 'invoice_change' },
  });
  await makeAppendOnly(runner, 'invoice_part', ['amount_fen', 'at']);
}

async function createNumber(runner: QueryRunner): Promise<void> {
  await createTable(runner, 'invoice_number', {
    columns: {
      id: id(),
      store_id: id(),
      book_id: optional(id()),
      kind: word(8),
      code: word(12),
      number: word(20),
      amount_fen: amount(),
      state: word(8),
      first_state: word(8),
      invoice_id: optional(id()),
      change_id: optional(id()),
      desk_id: optional(id()),
      shift_id: optional(id()),
      clerk_id: id(),
      business_date: day(),
      at: instant(),
      state_since: instant(),
    },
    primary: ['id'],
    unique: [['code', 'number']],
    indexes: [['store_id', 'business_date'], ['shift_id'], ['book_id', 'number'], ['invoice_id'], ['change_id']],
    foreign: { book_id: 'invoice_book', invoice_id: 'invoice', change_id: 'invoice_change' },
  });
  await wholeNumbers(runner, 'invoice_number', ['amount_fen', 'at', 'state_since']);
  await createTable(runner, 'invoice_number_step', {
    columns: {
      id: id(),
      number_id: id(),
      action: word(8),
      from_state: word(8),
      to_state: word(8),
      reason: optional(word(200)),
      shift_id: optional(id()),
      business_date: day(),
      at: instant(),
      by_id: id(),
      co_signer_id: optional(id()),
      document_id: optional(id()),
      journal_id: id(),
    },
    primary: ['id'],
    indexes: [['number_id'], ['document_id'], ['journal_id']],
    foreign: { number_id: 'invoice_number', document_id: 'document' },
  });
  await makeAppendOnly(runner, 'invoice_number_step', ['at']);
}
