import type { SqlReads } from '../platform/database/sql-reads.js';
import type { GuestMatter } from './erasure-terms.js';

/** What waits for a second person and is sealed under the guest's key: acts to be approved, papers to be signed. */
export async function openPapers(db: SqlReads, membershipId: string): Promise<GuestMatter[]> {
  const row = await db.one<{ asked: number; unsigned: number }>(
    `SELECT (SELECT COUNT(*) FROM open_approval o JOIN approval_request r ON r.id = o.request_id WHERE r.person_id = m.person_id) AS asked,
       (SELECT COUNT(*) FROM open_signature o JOIN pending_signature s ON s.id = o.pending_signature_id
         JOIN document d ON d.id = s.document_id WHERE d.body_key_person_id = m.person_id) AS unsigned
     FROM membership m WHERE m.id = ?`,
    [membershipId],
  );
  const { asked = 0, unsigned = 0 } = row ?? {};
  return [
    ...(asked > 0 ? [{ key: 'members.erase.open.approvals', params: { count: asked }, href: '/approvals' }] : []),
    ...(unsigned > 0
      ? [{ key: 'members.erase.open.signatures', params: { count: unsigned }, href: '/signatures' }]
      : []),
  ];
}
