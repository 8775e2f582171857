import { Injectable } from '@nestjs/common';
import type { SqlReads } from '../platform/database/sql-reads.js';
import type { Tier } from '../venue/rules/policy-schema.js';
import { MemberTokens } from './member-tokens.js';
import type { SearchGuess, SearchQuery } from './rules/search-query.js';
import { queryTokens } from './rules/search-tokens.js';
import { SEALED_PERSON_COLUMNS, type SealedPerson } from './sealed-person.js';

export interface FoundMember extends SealedPerson {
  readonly membershipId: string;
  readonly tier: Tier;
  readonly joinedOn: string;
}

const MEMBER = `SELECT m.id AS membership_id, m.tier, m.joined_on, ${SEALED_PERSON_COLUMNS}`;
const JOINS =
  'JOIN person p ON p.id = t.person_id JOIN person_key k ON k.person_id = p.id JOIN membership m ON m.person_id = p.id';

/** Finds members by what they can say: a phone, its tail, a name, initials, a document. Only hashes are compared. */
@Injectable()
export class MemberSearch {
  constructor(private readonly tokens: MemberTokens) {}

  /** Members that fit the guess or, when none does, the other meaning of the same keys; newest first. */
  async find(db: SqlReads, query: SearchQuery, limit: number): Promise<FoundMember[]> {
    const found = await this.byGuess(db, query, limit);
    return found.length > 0 || !query.otherwise ? found : this.byGuess(db, query.otherwise, limit);
  }

  /** Open memberships of persons with this phone (one spelling) or document number, for the duplicate check. */
  async likely(
    db: SqlReads,
    known: { phone: string | null; idNumber: string | null },
    limit = 3,
  ): Promise<FoundMember[]> {
    const byPhone =
      known.phone === null ? [] : await this.byHash(db, 'phone_hash', this.tokens.phoneHash(known.phone), limit);
    const byId =
      known.idNumber === null ? [] : await this.byHash(db, 'id_hash', this.tokens.idHash(known.idNumber), limit);
    return [...new Map([...byId, ...byPhone].map((member) => [member.membershipId, member])).values()].slice(0, limit);
  }

  private async byGuess(db: SqlReads, guess: SearchGuess, limit: number): Promise<FoundMember[]> {
    const [first, ...others] = queryTokens(guess).map((token) => this.tokens.hash(token));
    if (first === undefined) return [];
    const alsoThere = others.map(
      () => ' AND EXISTS (SELECT 1 FROM person_token x WHERE x.token = ? AND x.person_id = t.person_id)',
    );
    return db.rows<FoundMember>(
      `${MEMBER} FROM person_token t ${JOINS} WHERE t.token = ?${alsoThere.join('')} AND m.closed_at IS NULL ` +
        'ORDER BY t.person_id DESC LIMIT ?',
      [first, ...others, limit],
    );
  }

  private byHash(db: SqlReads, column: 'phone_hash' | 'id_hash', hash: string, limit: number): Promise<FoundMember[]> {
    return db.rows<FoundMember>(
      `${MEMBER} FROM person p JOIN person_key k ON k.person_id = p.id JOIN membership m ON m.person_id = p.id ` +
        `WHERE p.${column} = ? AND m.closed_at IS NULL ORDER BY m.id DESC LIMIT ?`,
      [hash, limit],
    );
  }
}
