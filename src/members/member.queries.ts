import { Injectable } from '@nestjs/common';
import type { SqlReads } from '../platform/database/sql-reads.js';
import type { StripSource } from './member-strip.js';
import { SEALED_PERSON_COLUMNS } from './sealed-person.js';

export interface MemberRow extends StripSource {
  readonly storeId: string;
  /** Business date. */
  readonly joinedOn: string;
  readonly joinedAt: number;
  readonly closedAt: number | null;
  readonly sealedIdDocument: string | null;
  readonly sealedPreferences: string | null;
  readonly sealedAddress: string | null;
}

/** Something that happened to a profile; `what` is a field or a purpose of consent. */
export interface MemberEvent {
  readonly kind: 'PROFILE' | 'CONSENT';
  readonly what: string;
  readonly at: number;
  readonly byId: string;
  /** How a change was proven, or 1/0 as text for a consent. */
  readonly detail: string;
}

const MEMBER =
  `SELECT m.id AS membership_id, m.tier, m.store_id, m.joined_on, m.joined_at, m.closed_at, p.sealed_id_document, ` +
  `p.sealed_preferences, p.sealed_address, ${SEALED_PERSON_COLUMNS} FROM membership m JOIN person p ON p.id = m.person_id ` +
  `JOIN person_key k ON k.person_id = p.id`;

/** Members for pages. Memberships belong to the chain: every store of it may read them. */
@Injectable()
export class MemberQueries {
  byId(db: SqlReads, membershipId: string): Promise<MemberRow | undefined> {
    return db.one<MemberRow>(`${MEMBER} WHERE m.id = ?`, [membershipId]);
  }

  /** Who joined last, open memberships only. `before` is the last id of the page before. */
  recent(db: SqlReads, before: string | null, limit: number): Promise<MemberRow[]> {
    return before === null
      ? db.rows<MemberRow>(`${MEMBER} WHERE m.closed_at IS NULL ORDER BY m.id DESC LIMIT ?`, [limit])
      : db.rows<MemberRow>(`${MEMBER} WHERE m.id < ? AND m.closed_at IS NULL ORDER BY m.id DESC LIMIT ?`, [
          before,
          limit,
        ]);
  }

  /** Changes of profile and consent, newest first. */
  events(db: SqlReads, personId: string, limit = 50): Promise<MemberEvent[]> {
    return db.rows<MemberEvent>(
      `SELECT 'PROFILE' AS kind, field AS what, at, by_id, proof AS detail FROM profile_change WHERE person_id = ? UNION ALL ` +
        `SELECT 'CONSENT' AS kind, purpose AS what, at, by_id, CASE given WHEN 1 THEN 'GIVEN' ELSE 'WITHDRAWN' END AS detail ` +
        `FROM consent WHERE person_id = ? ORDER BY at DESC LIMIT ?`,
      [personId, personId, limit],
    );
  }

  /** Times this person looked at full data since `since` (milliseconds). */
  async reveals(db: SqlReads, actorId: string, since: number): Promise<number> {
    const row = await db.one<{ n: number }>(
      `SELECT COUNT(*) AS n FROM journal_entry WHERE actor_id = ? AND kind = 'members.reveal' AND outcome = 'NOTED' AND at > ?`,
      [actorId, since],
    );
    return row?.n ?? 0;
  }
}
