import type { MigrationInterface, QueryRunner } from 'typeorm';
import { makeAppendOnly, wholeNumbers } from './support/append-only.js';
import { addColumn, amount, count, createTable, day, id, instant, optional, word } from './support/tables.js';

/** Blank stock, freezing beside the state, what was done with a card and on what proof, tiers with their cause, cards to hand over. */
export class CreateCardLives1763800018000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await extendCards(runner);
    await createStock(runner);
    await createActs(runner);
    await createTiers(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['card_handover', 'tier_step', 'card_transfer', 'card_act', 'blank_count', 'card_batch'])
      await runner.dropTable(table);
    for (const column of ['batch_id', 'holder_id', 'successor_id', 'lost_at', 'frozen_reason', 'frozen_at'])
      await runner.query(`ALTER TABLE card DROP COLUMN ${column}`);
  }
}

async function extendCards(runner: QueryRunner): Promise<void> {
  await addColumn(runner, 'card', 'frozen_at', optional(instant()));
  await addColumn(runner, 'card', 'frozen_reason', optional(word(24)));
  await addColumn(runner, 'card', 'lost_at', optional(instant()));
  await addColumn(runner, 'card', 'successor_id', optional(id()));
  await addColumn(runner, 'card', 'holder_id', optional(id()));
  await addColumn(runner, 'card', 'batch_id', optional(id()));
  await wholeNumbers(runner, 'card', ['frozen_at', 'lost_at']);
}

async function createStock(runner: QueryRunner): Promise<void> {
  await createTable(runner, 'card_batch', {
    columns: {
      id: id(),
      store_id: id(),
      kind_code: word(32),
      source: word(80),
      first_no: word(40),
      last_no: word(40),
      pieces: count(),
      document_id: id(),
      received_by: id(),
      witness_id: id(),
      business_date: day(),
      at: instant(),
      journal_id: id(),
    },
    primary: ['id'],
    indexes: [['store_id', 'kind_code'], ['document_id'], ['journal_id']],
    foreign: { document_id: 'document' },
  });
  await makeAppendOnly(runner, 'card_batch', ['pieces', 'at']);
  await createTable(runner, 'blank_count', {
    columns: {
      id: id(),
      store_id: id(),
      kind_code: word(32),
      expected: count(),
      counted: count(),
      document_id: optional(id()),
      witness_id: optional(id()),
      business_date: day(),
      at: instant(),
      by_id: id(),
      journal_id: id(),
    },
    primary: ['id'],
    indexes: [['store_id', 'kind_code'], ['document_id'], ['journal_id']],
    foreign: { document_id: 'document' },
  });
  await makeAppendOnly(runner, 'blank_count', ['expected', 'counted', 'at']);
}

async function createActs(runner: QueryRunner): Promise<void> {
  await createTable(runner, 'card_act', {
    columns: {
      id: id(),
      store_id: id(),
      kind: word(24),
      card_id: id(),
      other_card_id: optional(id()),
      membership_id: optional(id()),
      document_id: optional(id()),
      reason: optional(word(24)),
      note: optional(word(200)),
      proof: optional(word(24)),
      fee_fen: amount(),
      tender: optional(word(16)),
      co_signer_id: optional(id()),
      business_date: optional(day()),
      at: instant(),
      by_id: id(),
      journal_id: id(),
    },
    primary: ['id'],
    indexes: [['card_id'], ['other_card_id'], ['membership_id'], ['document_id'], ['journal_id']],
    foreign: { card_id: 'card', other_card_id: 'card', membership_id: 'membership', document_id: 'document' },
  });
  await makeAppendOnly(runner, 'card_act', ['fee_fen', 'at']);
  await createTable(runner, 'card_transfer', {
    columns: {
      id: id(),
      membership_id: id(),
      from_person_id: id(),
      to_person_id: id(),
      noticed_at: instant(),
      document_id: id(),
      at: instant(),
      by_id: id(),
      journal_id: id(),
    },
    primary: ['id'],
    indexes: [['membership_id'], ['from_person_id'], ['to_person_id'], ['document_id'], ['journal_id']],
    foreign: {
      membership_id: 'membership',
      from_person_id: 'person',
      to_person_id: 'person',
      document_id: 'document',
    },
  });
  await makeAppendOnly(runner, 'card_transfer', ['noticed_at', 'at']);
}

async function createTiers(runner: QueryRunner): Promise<void> {
  await createTable(runner, 'tier_step', {
    columns: {
      id: id(),
      store_id: id(),
      membership_id: id(),
      from_tier: word(16),
      to_tier: word(16),
      cause: word(24),
      top_up_fen: optional(amount()),
      figure_fen: optional(amount()),
      threshold_fen: optional(amount()),
      good_until: optional(day()),
      document_id: optional(id()),
      note: optional(word(200)),
      business_date: day(),
      at: instant(),
      by_id: id(),
      journal_id: id(),
    },
    primary: ['id'],
    indexes: [['membership_id'], ['document_id'], ['journal_id']],
    foreign: { membership_id: 'membership', document_id: 'document' },
  });
  await makeAppendOnly(runner, 'tier_step', ['top_up_fen', 'figure_fen', 'threshold_fen', 'at']);
  await createTable(runner, 'card_handover', {
    columns: {
      id: id(),
      store_id: id(),
      membership_id: id(),
      tier_step_id: id(),
      kind_code: word(32),
      state: word(16),
      old_card: optional(word(16)),
      old_card_id: optional(id()),
      new_card_id: optional(id()),
      document_id: optional(id()),
      opened_at: instant(),
      opened_by: id(),
      changed_at: instant(),
      changed_by: id(),
    },
    primary: ['id'],
    indexes: [['store_id', 'state'], ['membership_id'], ['tier_step_id'], ['document_id']],
    foreign: {
      membership_id: 'membership',
      tier_step_id: 'tier_step',
      old_card_id: 'card',
      new_card_id: 'card',
      document_id: 'document',
    },
  });
  await wholeNumbers(runner, 'card_handover', ['opened_at', 'changed_at']);
}
