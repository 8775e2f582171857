import type { MigrationInterface, QueryRunner } from 'typeorm';
import { makeAppendOnly, wholeNumbers } from './support/append-only.js';
import { count, createTable, day, id, instant, optional, text, word } from './support/tables.js';

/** Printed documents, their numbers, copies and the queue to the printers. */
export class CreateDocuments1763800003000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createPrinter(runner);
    await createDocument(runner);
    await createDocumentCounter(runner);
    await createDocumentPrint(runner);
    await createPrintJob(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['print_job', 'document_print', 'document_counter', 'document', 'printer']) {
      await runner.dropTable(table);
    }
  }
}

function createPrinter(runner: QueryRunner): Promise<void> {
  return createTable(runner, 'printer', {
    columns: {
      id: id(),
      store_id: id(),
      name: word(64),
      host: word(255),
      port: count(),
      created_at: instant(),
      removed_at: optional(instant()),
    },
    primary: ['id'],
    indexes: [['store_id']],
  });
}

async function createDocument(runner: QueryRunner): Promise<void> {
  await createTable(runner, 'document', {
    columns: {
      id: id(),
      kind: word(64),
      store_id: id(),
      prefix: word(8),
      business_date: day(),
      sequence: count(),
      number: word(32),
      body: text(),
      body_key_person_id: optional(id()),
      copies: text(),
      created_at: instant(),
      journal_id: id(),
    },
    primary: ['id'],
    unique: [
      ['store_id', 'number'],
      ['store_id', 'prefix', 'business_date', 'sequence'],
    ],
    indexes: [['body_key_person_id'], ['journal_id']],
    foreign: { body_key_person_id: 'person_key.person_id' },
  });
  await makeAppendOnly(runner, 'document', ['sequence', 'created_at']);
}

async function createDocumentCounter(runner: QueryRunner): Promise<void> {
  await createTable(runner, 'document_counter', {
    columns: { store_id: id(), prefix: word(8), business_date: day(), last_sequence: count() },
    primary: ['store_id', 'prefix', 'business_date'],
  });
  await wholeNumbers(runner, 'document_counter', ['last_sequence']);
}

async function createDocumentPrint(runner: QueryRunner): Promise<void> {
  await createTable(runner, 'document_print', {
    columns: {
      id: id(),
      document_id: id(),
      copy: word(32),
      reprint: count(),
      mark: optional(word(200)),
      printer_id: optional(id()),
      printed_by: id(),
      terminal_id: optional(id()),
      created_at: instant(),
      journal_id: id(),
    },
    primary: ['id'],
    unique: [['document_id', 'copy', 'reprint']],
    indexes: [['journal_id']],
    foreign: { document_id: 'document', printer_id: 'printer' },
  });
  await makeAppendOnly(runner, 'document_print', ['reprint', 'created_at']);
}

async function createPrintJob(runner: QueryRunner): Promise<void> {
  await createTable(runner, 'print_job', {
    columns: {
      id: id(),
      document_print_id: id(),
      printer_id: id(),
      state: word(16),
      tries: count(),
      next_try_at: instant(),
      last_error: optional(word(64)),
      created_at: instant(),
      updated_at: instant(),
    },
    primary: ['id'],
    indexes: [['state', 'next_try_at'], ['document_print_id']],
    foreign: { document_print_id: 'document_print', printer_id: 'printer' },
  });
}
