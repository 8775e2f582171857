import { Injectable } from '@nestjs/common';
import type { SqlReads, SqlValue } from '../platform/database/sql-reads.js';
import { placeholders } from '../platform/database/sql-text.js';
import { SEALED_PERSON_COLUMNS, type SealedPerson } from '../members/sealed-person.js';
import { classifySearch } from '../members/rules/search-query.js';
import type { Tier } from '../venue/rules/policy-schema.js';
import type { CardState } from './rules/card-life.js';
import { otherSpellings } from './rules/reader-formats.js';

/**
 * A card with the member behind it. What is sealed opens through `PersonFields` (`fields.name(holder)`, `fields.maskedPhone(holder)`);
 * `MemberStrips.strip(db, holder, locale)` shows it.
 */
export interface CardHolder extends SealedPerson {
  readonly cardId: string;
  readonly cardNo: string;
  readonly cardState: CardState;
  readonly kindCode: string;
  /** Last good business date; null = without end. */
  readonly validUntil: string | null;
  readonly frozenReason: string | null;
  /** Milliseconds since when it counts as lost. */
  readonly lostAt: number | null;
  readonly membershipId: string;
  readonly tier: Tier;
  /** Business date. */
  readonly joinedOn: string;
  /** Milliseconds. */
  readonly joinedAt: number;
  /** Null while the membership is open. */
  readonly closedAt: number | null;
}

const HOLDER =
  `SELECT c.id AS card_id, c.card_no, c.state AS card_state, c.kind_code, c.valid_until, c.frozen_reason, c.lost_at, ` +
  `m.id AS membership_id, m.tier, m.joined_on, m.joined_at, m.closed_at, ${SEALED_PERSON_COLUMNS} ` +
  `FROM card c JOIN membership m ON m.id = c.membership_id JOIN person p ON p.id = m.person_id ` +
  `JOIN person_key k ON k.person_id = p.id`;

/** A blank is older than its issue, and of two cards the one issued later counts, not the one delivered later. */
const ISSUED_LAST = "(SELECT MAX(s.id) FROM card_step s WHERE s.card_id = c.id AND s.action = 'issue') DESC, c.id DESC";

/** The card that serves comes first, then the newest. */
const BEST_CARD = `ORDER BY CASE WHEN c.state <> 'ACTIVE' THEN 2 WHEN c.frozen_at IS NOT NULL THEN 1 ELSE 0 END, ${ISSUED_LAST} LIMIT 1`;

/** From a swipe, a typed number or a membership to the person being served. One statement each. */
@Injectable()
export class CardLookup {
  /** By what the reader or the clerk typed. Undefined for a blank or unknown card, and for what is no card number. */
  async byNumber(db: SqlReads, text: string): Promise<CardHolder | undefined> {
    const { kind, text: cardNo } = classifySearch(text, '2000-01-01');
    if (kind !== 'card') return undefined;
    const holder = await this.one(db, 'WHERE c.card_no = ?', [cardNo]);
    return holder ?? this.atOtherReader(db, cardNo);
  }

  byId(db: SqlReads, cardId: string): Promise<CardHolder | undefined> {
    return this.one(db, 'WHERE c.id = ?', [cardId]);
  }

  /** The member's card that serves; another of theirs when none does. */
  byMembership(db: SqlReads, membershipId: string): Promise<CardHolder | undefined> {
    return this.one(db, `WHERE m.id = ? ${BEST_CARD}`, [membershipId]);
  }

  /** All cards a membership ever had, newest first. */
  cardsOf(db: SqlReads, membershipId: string): Promise<CardHolder[]> {
    return db.rows<CardHolder>(`${HOLDER} WHERE m.id = ? ORDER BY ${ISSUED_LAST}`, [membershipId]);
  }

  /** Readers at two desks may spell one chip differently (facts §9.2). Only one card may answer to it. */
  private async atOtherReader(db: SqlReads, cardNo: string): Promise<CardHolder | undefined> {
    const spellings = otherSpellings(cardNo);
    if (spellings.length === 0) return undefined;
    const found = await db.rows<CardHolder>(
      `${HOLDER} WHERE c.card_no IN ${placeholders(spellings.length)}`,
      spellings,
    );
    return found.length === 1 ? found[0] : undefined;
  }

  private one(db: SqlReads, where: string, params: readonly SqlValue[]): Promise<CardHolder | undefined> {
    return db.one<CardHolder>(`${HOLDER} ${where}`, params);
  }
}
