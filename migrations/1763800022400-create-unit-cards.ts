import type { MigrationInterface, QueryRunner } from 'typeorm';
import { makeAppendOnly } from './support/append-only.js';
import { addColumn, amount, count, createTable, day, id, instant, optional, word } from './support/tables.js';

/** Cards sold to a company on one list, and the agent who came for it. */
export class CreateUnitCards1763800022400 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, 'unit_card_sale', {
      columns: {
        id: id(),
        store_id: id(),
        unit_name: word(100),
        credit_code: word(18),
        agent_person_id: id(),
        kind_code: word(32),
        cards: count(),
        fee_fen: amount(),
        tender: optional(word(16)),
        document_id: id(),
        business_date: day(),
        at: instant(),
        by_id: id(),
        journal_id: id(),
      },
      primary: ['id'],
      indexes: [['store_id', 'business_date'], ['agent_person_id'], ['document_id'], ['journal_id']],
      foreign: { agent_person_id: 'person', document_id: 'document' },
    });
    await makeAppendOnly(runner, 'unit_card_sale', ['cards', 'fee_fen', 'at']);
    await createTable(runner, 'unit_card', {
      columns: { id: id(), sale_id: id(), line: count(), card_id: id(), membership_id: id(), journal_id: id() },
      primary: ['id'],
      indexes: [['sale_id'], ['card_id'], ['membership_id'], ['journal_id']],
      foreign: { sale_id: 'unit_card_sale', card_id: 'card', membership_id: 'membership' },
    });
    await makeAppendOnly(runner, 'unit_card', ['line']);
    await addColumn(runner, 'unit_purchase', 'agent_person_id', optional(id()));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE unit_purchase DROP COLUMN agent_person_id');
    for (const table of ['unit_card', 'unit_card_sale']) await runner.dropTable(table);
  }
}
