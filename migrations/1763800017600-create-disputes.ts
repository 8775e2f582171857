import type { MigrationInterface, QueryRunner } from 'typeorm';
import { makeAppendOnly } from './support/append-only.js';
import { amount, count, createTable, day, id, optional, text, word } from './support/tables.js';

/** Disputed top-ups and what was done about them. */
export class CreateDisputes1763800017600 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, 'top_up_dispute', {
      columns: {
        id: id(),
        store_id: id(),
        membership_id: id(),
        person_id: id(),
        pay_way: word(16),
        amount_fen: amount(),
        paid_at: amount(),
        sealed_details: text(),
        froze: count(),
        due_at: amount(),
        business_date: day(),
        by_id: id(),
        at: amount(),
        journal_id: id(),
      },
      primary: ['id'],
      indexes: [['membership_id'], ['store_id', 'at'], ['person_id'], ['journal_id']],
      foreign: { membership_id: 'membership', person_id: 'person_key.person_id' },
    });
    await makeAppendOnly(runner, 'top_up_dispute', ['amount_fen', 'paid_at', 'froze', 'due_at', 'at']);
    await createTable(runner, 'dispute_standing', {
      columns: {
        dispute_id: id(),
        store_id: id(),
        state: word(16),
        updated_at: amount(),
      },
      primary: ['dispute_id'],
      indexes: [['store_id', 'state']],
      foreign: { dispute_id: 'top_up_dispute' },
    });
    await createTable(runner, 'dispute_step', {
      columns: {
        id: id(),
        dispute_id: id(),
        action: word(16),
        to_state: word(16),
        note: optional(word(400)),
        lot_id: optional(id()),
        by_id: id(),
        at: amount(),
        journal_id: id(),
      },
      primary: ['id'],
      indexes: [['dispute_id'], ['lot_id'], ['journal_id']],
      foreign: { dispute_id: 'top_up_dispute', lot_id: 'top_up_lot' },
    });
    await makeAppendOnly(runner, 'dispute_step', ['at']);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['dispute_step', 'dispute_standing', 'top_up_dispute']) await runner.dropTable(table);
  }
}
