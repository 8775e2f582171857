import type { MigrationInterface, QueryRunner } from 'typeorm';
import { makeAppendOnly } from './support/append-only.js';
import { createTable, id, word } from './support/tables.js';

export class NameWhoCameForTheHolder1763800023200 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, 'holder_agent', {
      columns: { check_id: id(), person_id: id(), relation: word(40), journal_id: id() },
      primary: ['check_id'],
      indexes: [['person_id'], ['journal_id']],
      foreign: { check_id: 'holder_check', person_id: 'person' },
    });
    await makeAppendOnly(runner, 'holder_agent', []);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE holder_agent');
  }
}
