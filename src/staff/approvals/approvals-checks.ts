import type { VerifyCheck } from '../../platform/journal/verify.js';

const gaps = (name: string, sql: string): VerifyCheck => ({
  name,
  run: async (db) => (await db.rows<{ id: string }>(sql)).map(({ id }) => id),
});

/** The short lists of what is open say exactly what the evidence says. */
export const approvalsChecks: readonly VerifyCheck[] = [
  gaps(
    'approvals.openOrDecided',
    'SELECT r.id FROM approval_request r LEFT JOIN open_approval o ON o.request_id = r.id ' +
      'LEFT JOIN approval_decision d ON d.request_id = r.id WHERE (o.request_id IS NULL) = (d.request_id IS NULL)',
  ),
  gaps(
    'signatures.openOrGiven',
    'SELECT p.id FROM pending_signature p LEFT JOIN open_signature o ON o.pending_signature_id = p.id ' +
      'LEFT JOIN given_signature g ON g.pending_signature_id = p.id ' +
      'WHERE (o.pending_signature_id IS NULL) = (g.pending_signature_id IS NULL)',
  ),
  gaps(
    'approvals.neverTheSamePerson',
    'SELECT r.id FROM approval_request r JOIN approval_decision d ON d.request_id = r.id ' +
      "WHERE d.state IN ('APPROVED', 'REFUSED', 'FAILED') AND d.decided_by = r.requested_by " +
      'UNION ALL SELECT p.id FROM pending_signature p JOIN given_signature g ON g.pending_signature_id = p.id ' +
      'WHERE g.signed_by = p.actor_id',
  ),
];
