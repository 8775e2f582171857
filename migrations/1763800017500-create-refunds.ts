import type { MigrationInterface, QueryRunner } from 'typeorm';
import { makeAppendOnly } from './support/append-only.js';
import { amount, count, createTable, day, id, optional, text, word } from './support/tables.js';

/** Refunds of stored value: what each top-up comes to, how the money goes back, and that it went. */
export class CreateRefunds1763800017500 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, 'refund', {
      columns: {
        id: id(),
        store_id: id(),
        membership_id: id(),
        person_id: id(),
        document_id: id(),
        cause: word(16),
        rescinded_on: day(),
        choice: word(16),
        refund_fen: amount(),
        residue_fen: amount(),
        bonus_cancelled_fen: amount(),
        bonus_residue_fen: amount(),
        gift_offset_fen: amount(),
        gift_reason: optional(word(200)),
        reason: optional(word(200)),
        receiver: word(12),
        sealed_receiver: text(),
        ends_card: count(),
        takes_tier_back: count(),
        by_id: id(),
        business_date: day(),
        at: amount(),
        journal_id: id(),
      },
      primary: ['id'],
      indexes: [['membership_id'], ['store_id', 'business_date'], ['document_id'], ['person_id'], ['journal_id']],
      foreign: { membership_id: 'membership', person_id: 'person_key.person_id', document_id: 'document' },
    });
    await makeAppendOnly(runner, 'refund', [
      'refund_fen',
      'residue_fen',
      'bonus_cancelled_fen',
      'bonus_residue_fen',
      'gift_offset_fen',
      'ends_card',
      'takes_tier_back',
      'at',
    ]);
    await createTable(runner, 'refund_lot', {
      columns: {
        refund_id: id(),
        lot_id: id(),
        basis: word(16),
        price: optional(word(8)),
        used_fen: amount(),
        refund_fen: amount(),
        residue_fen: amount(),
        bonus_cancelled_fen: amount(),
        bonus_residue_fen: amount(),
        rate: count(),
        rate_kind: word(8),
        invoiced_fen: amount(),
        journal_id: id(),
      },
      primary: ['refund_id', 'lot_id'],
      indexes: [['lot_id'], ['journal_id']],
      foreign: { refund_id: 'refund', lot_id: 'top_up_lot' },
    });
    await makeAppendOnly(runner, 'refund_lot', [
      'used_fen',
      'refund_fen',
      'residue_fen',
      'bonus_cancelled_fen',
      'bonus_residue_fen',
      'rate',
      'invoiced_fen',
    ]);
    await createTable(runner, 'refund_line', {
      columns: {
        id: id(),
        refund_id: id(),
        lot_id: id(),
        way: word(16),
        amount_fen: amount(),
        journal_id: id(),
      },
      primary: ['id'],
      indexes: [['refund_id'], ['lot_id'], ['journal_id']],
      foreign: { refund_id: 'refund', lot_id: 'top_up_lot' },
    });
    await makeAppendOnly(runner, 'refund_line', ['amount_fen']);
    await createTable(runner, 'refund_payment', {
      columns: {
        line_id: id(),
        refund_id: id(),
        way: word(16),
        amount_fen: amount(),
        interest_fen: amount(),
        reference: optional(word(64)),
        reason: optional(word(200)),
        account_owner: id(),
        document_id: id(),
        by_id: id(),
        business_date: day(),
        at: amount(),
        journal_id: id(),
      },
      primary: ['line_id'],
      indexes: [['refund_id'], ['document_id'], ['journal_id']],
      foreign: { line_id: 'refund_line', refund_id: 'refund', document_id: 'document' },
    });
    await makeAppendOnly(runner, 'refund_payment', ['amount_fen', 'interest_fen', 'at']);
    await createTable(runner, 'refund_standing', {
      columns: {
        refund_id: id(),
        store_id: id(),
        state: word(16),
        updated_at: amount(),
      },
      primary: ['refund_id'],
      indexes: [['store_id', 'state']],
      foreign: { refund_id: 'refund' },
    });
    await createTable(runner, 'refund_step', {
      columns: {
        id: id(),
        refund_id: id(),
        from_state: word(16),
        action: word(16),
        to_state: word(16),
        note: optional(word(200)),
        by_id: id(),
        at: amount(),
        journal_id: id(),
      },
      primary: ['id'],
      indexes: [['refund_id'], ['journal_id']],
      foreign: { refund_id: 'refund' },
    });
    await makeAppendOnly(runner, 'refund_step', ['at']);
    await createTable(runner, 'lot_red_note', {
      columns: {
        lot_id: id(),
        number: word(40),
        by_id: id(),
        at: amount(),
        journal_id: id(),
      },
      primary: ['lot_id'],
      indexes: [['journal_id']],
      foreign: { lot_id: 'top_up_lot' },
    });
    await makeAppendOnly(runner, 'lot_red_note', ['at']);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of [
      'lot_red_note',
      'refund_step',
      'refund_standing',
      'refund_payment',
      'refund_line',
      'refund_lot',
      'refund',
    ])
      await runner.dropTable(table);
  }
}
