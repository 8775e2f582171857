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
    'night.sealedOnce',
    "SELECT p.seal_id AS id FROM night_seal_step p WHERE p.action = 'seal' GROUP BY p.seal_id HAVING count(*) > 1",
  ),
  faults(
    'night.sealedDesksRest',
    'SELECT n.id FROM night_seal n JOIN shift s ON s.desk_id = n.desk_id AND s.id <> n.last_shift_id ' +
      'WHERE s.opened_at > n.sealed_at AND (n.accepted_at IS NULL OR s.opened_at < n.accepted_at)',
  ),
  faults(
    'night.closedDaysAreSealed',
    'SELECT DISTINCT s.id FROM day_snapshot y JOIN shift s ON s.store_id = y.store_id AND s.business_date = y.business_date ' +
      'WHERE EXISTS (SELECT 1 FROM night_seal n WHERE n.store_id = y.store_id AND n.business_date = y.business_date) AND NOT EXISTS (' +
      'SELECT 1 FROM night_seal n WHERE n.desk_id = s.desk_id AND n.business_date = s.business_date AND n.sealed_at >= s.opened_at)',
  ),
];
