import type { VerifyCheck } from '../platform/journal/verify.js';

/** What must hold of lists that came in at go-live. */
export const importChecks: readonly VerifyCheck[] = [
  {
    name: 'imports.valueOfOneFile',
    run: async (db) => {
      const rows = await db.rows<{ id: string; papers: number }>(
        `SELECT membership_id AS id, COUNT(DISTINCT document_id) AS papers FROM top_up_lot WHERE cause = 'OPENING'
         GROUP BY membership_id HAVING COUNT(DISTINCT document_id) > 1`,
      );
      return rows.map(({ id, papers }) => `membership ${id} brought its opening value in ${papers} signed files`);
    },
  },
  {
    name: 'imports.pointsOfOneFile',
    run: async (db) => {
      const rows = await db.rows<{ id: string; papers: number }>(
        `SELECT o.membership_id AS id, COUNT(*) AS papers FROM import_opening o JOIN import_signature s ON s.batch_id = o.batch_id
         GROUP BY o.membership_id HAVING COUNT(*) > 1`,
      );
      return rows.map(({ id, papers }) => `membership ${id} brought its opening points in ${papers} signed files`);
    },
  },
];
