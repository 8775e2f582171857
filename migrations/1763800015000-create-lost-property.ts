import type { MigrationInterface, QueryRunner } from 'typeorm';
import { makeAppendOnly, wholeNumbers } from './support/append-only.js';
import { amount, count, createTable, day, id, instant, optional, text, word } from './support/tables.js';

/** Things left behind: the register, each step of their story, who handed them in, who saw the details. */
export class CreateLostProperty1763800015000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createItem(runner);
    await createStory(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    const tables = ['lost_reveal', 'lost_photo', 'lost_finder', 'lost_item_step', 'lost_item'];
    for (const table of tables) await runner.dropTable(table);
  }
}

async function createItem(runner: QueryRunner): Promise<void> {
  await createTable(runner, 'lost_item', {
    columns: {
      id: id(),
      store_id: id(),
      number: word(32),
      document_id: id(),
      name: word(40),
      colour: word(20),
      place: word(40),
      found_at: instant(),
      found_on: day(),
      category: word(16),
      valuable: count(),
      words: word(600),
      sealed_features: optional(text()),
      sealed_question: optional(text()),
      sealed_answer: optional(text()),
      state: word(16),
      state_since: instant(),
      safe_by: optional(instant()),
      slot: optional(word(20)),
      bag_no: optional(word(40)),
      key_holder_id: optional(id()),
      cash_fen: optional(amount()),
      custody_on: optional(day()),
      last_day: optional(day()),
      hand_over_on: optional(day()),
      hold_until: day(),
      registered_by: id(),
      registered_at: instant(),
      pending_signature_id: id(),
    },
    primary: ['id'],
    indexes: [['store_id', 'state'], ['store_id', 'found_on'], ['document_id']],
    foreign: { document_id: 'document' },
  });
  await wholeNumbers(runner, 'lost_item', ['cash_fen', 'found_at', 'state_since']);
}

async function createStory(runner: QueryRunner): Promise<void> {
  await createTable(runner, 'lost_item_step', {
    columns: {
      id: id(),
      item_id: id(),
      action: word(20),
      from_state: word(16),
      to_state: word(16),
      business_date: day(),
      at: instant(),
      by_id: id(),
      co_signer_id: optional(id()),
      place: optional(word(120)),
      note: optional(word(200)),
      document_id: optional(id()),
      journal_id: id(),
    },
    primary: ['id'],
    indexes: [['item_id'], ['document_id'], ['journal_id']],
    foreign: { item_id: 'lost_item', document_id: 'document' },
  });
  await makeAppendOnly(runner, 'lost_item_step', ['at']);
  await createTable(runner, 'lost_finder', {
    columns: {
      id: id(),
      item_id: id(),
      staff_id: optional(id()),
      sealed_name: optional(text()),
      sealed_phone: optional(text()),
      journal_id: id(),
    },
    primary: ['id'],
    indexes: [['item_id'], ['journal_id']],
    foreign: { item_id: 'lost_item' },
  });
  await makeAppendOnly(runner, 'lost_finder');
  await createTable(runner, 'lost_photo', {
    columns: {
      id: id(),
      item_id: id(),
      width: count(),
      height: count(),
      sealed_picture: text(),
      by_id: id(),
      at: instant(),
    },
    primary: ['id'],
    indexes: [['item_id']],
    foreign: { item_id: 'lost_item' },
  });
  await createTable(runner, 'lost_reveal', {
    columns: { id: id(), item_id: id(), by_id: id(), task: word(16), at: instant(), journal_id: id() },
    primary: ['id'],
    indexes: [['item_id', 'by_id'], ['journal_id']],
    foreign: { item_id: 'lost_item' },
  });
  await makeAppendOnly(runner, 'lost_reveal', ['at']);
}
