import type { MigrationInterface, QueryRunner } from 'typeorm';
import { constraintName } from '../src/platform/database/naming-strategy.js';

const COLUMNS = ['store_id', 'state', 'kind_code'];

/** Blanks are counted at every handover and before every tier card: not by reading all cards ever sold. */
export class IndexBlankCards1763800018100 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE INDEX ${constraintName('idx', 'card', COLUMNS)} ON card (${COLUMNS.join(', ')})`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP INDEX ${constraintName('idx', 'card', COLUMNS)}`);
  }
}
