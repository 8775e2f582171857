import type { DataSource } from 'typeorm';
import type { VerifyCheck } from '../journal/verify.js';

/**
 * What the database can say about itself. SQLite has no checksums, so pages and keys are walked; PostgreSQL guards both
 * by itself and has nothing to add here.
 */
export function integrityChecks(source: DataSource): VerifyCheck[] {
  if (source.options.type === 'postgres') return [];
  return [
    {
      name: 'database.pagesWhole',
      run: async (db) => {
        const rows = await db.rows<{ integrityCheck: string }>('PRAGMA integrity_check(20)');
        return rows.map(({ integrityCheck }) => integrityCheck).filter((fault) => fault !== 'ok');
      },
    },
    {
      name: 'database.foreignKeysHold',
      run: async (db) => {
        const rows = await db.rows<{ table: string; rowid: number; parent: string }>('PRAGMA foreign_key_check');
        return rows.map(({ table, rowid, parent }) => `row ${rowid} of ${table} points to nothing in ${parent}`);
      },
    },
  ];
}
