import type { VerifyCheck } from '../platform/journal/verify.js';

const faults = (name: string, sql: string): VerifyCheck => ({
  name,
  run: async (db) => (await db.rows<{ id: string }>(sql)).map(({ id }) => id),
});

/** What must hold of the nights at any moment, whatever was killed in between. */
export const nightChecks: readonly VerifyCheck[] = [
  faults(
    'night.stateIsTheLastStep',
    'SELECT n.id FROM night_seal n WHERE n.state <> COALESCE((SELECT p.state FROM night_seal_step p WHERE p.seal_id = n.id ' +
      "ORDER BY p.id DESC LIMIT 1), '')",
  ),
  faults(
    'night.sealedHasNumberPaperAndWitness',
    "SELECT n.id FROM night_seal n WHERE n.state <> 'MATCHED' AND (n.number IS NULL OR n.sealed_at IS NULL OR NOT EXISTS (" +
      "SELECT 1 FROM night_seal_step p WHERE p.seal_id = n.id AND p.action = 'seal' AND p.document_id IS NOT NULL " +
      'AND COALESCE(p.second_id, p.attested_by) IS NOT NULL AND COALESCE(p.second_id, p.attested_by) <> p.by_id))',
  ),
  faults(
    'night.liveUntilAccepted',
    "SELECT n.id FROM night_seal n WHERE (n.state = 'ACCEPTED') <> (n.live_desk_id IS NULL)",
  ),
  faults(
    'night.closedDaysAreSealed',
    'SELECT DISTINCT s.id FROM day_snapshot y JOIN shift s ON s.store_id = y.store_id AND s.business_date = y.business_date ' +
      'WHERE EXISTS (SELECT 1 FROM night_seal n WHERE n.store_id = y.store_id AND n.business_date = y.business_date) AND NOT EXISTS (' +
      'SELECT 1 FROM night_seal n WHERE n.desk_id = s.desk_id AND n.business_date = s.business_date AND n.sealed_at >= s.opened_at)',
  ),
];
