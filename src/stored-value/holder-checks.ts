import { Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import type { PlainDate } from '../kernel/business-day.js';
import { DomainError } from '../kernel/domain-error.js';
import { PeopleAtCounter } from '../cards/people-at-counter.js';
import { type AdultDay, AGENT_FIELDS, readAdult, type TypedPerson } from '../cards/rules/adult-person.js';
import { cleanText } from '../kernel/text.js';
import { MemberTokens } from '../members/member-tokens.js';
import { People } from '../members/people.js';
import { checkIdDocument, ID_DOCUMENT_TYPES } from '../members/rules/id-document.js';
import type { SqlReads } from '../platform/database/sql-reads.js';
import type { Tx } from '../platform/database/tx.js';
import { HolderAgent } from './holder-agent.entity.js';
import { HolderCheck } from './holder-check.entity.js';

/** Somebody else came for the holder: who, with which document, and what they are to the holder. */
export type TypedAgent = Readonly<Record<keyof TypedPerson | 'relation', string>>;

/** The document as the clerk typed it; empty when none was asked for. */
export interface ShownDocument {
  readonly type: string;
  readonly number: string;
  /** Null: the holder came in person. */
  readonly agent: TypedAgent | null;
}

export interface Checked {
  readonly membershipId: string;
  readonly personId: string;
}

type Occasion = 'TOP_UP' | 'SPEND' | 'SECRET';

/**
 * A named card is sold under the holder's real name, whatever the amount (facts 0.3). The document is seen once; afterwards card and phone tail
 * will do (counter-practice H5).
 */
@Injectable()
export class HolderChecks {
  constructor(
    private readonly people: People,
    private readonly tokens: MemberTokens,
    private readonly counter: PeopleAtCounter,
  ) {}

  /** Whether the present holder has shown a document for stored value before. */
  async known(db: SqlReads, { membershipId, personId }: Checked): Promise<boolean> {
    const row = await db.one(
      'SELECT id FROM holder_check WHERE membership_id = ? AND person_id = ? AND by_agent = 0 LIMIT 1',
      [membershipId, personId],
    );
    return row !== undefined;
  }

  /**
   * The document in hand is the holder's: compared with the number the house knows, or kept when it knew none.
   * Throws `storedValue.document.required | differs`, `members.id.*` on the number.
   */
  async see(tx: Tx, who: Checked, occasion: Occasion, shown: ShownDocument, today: PlainDate): Promise<void> {
    const type = ID_DOCUMENT_TYPES.find((known) => known === shown.type && known !== 'STUDENT_ID');
    if (!type || shown.number.trim() === '') throw new DomainError('storedValue.document.required', {}, 'idNumber');
    const { number } = checkIdDocument(type, shown.number, today, 'idNumber');
    const person = await tx.one<{ idHash: string | null }>('SELECT id_hash FROM person WHERE id = ?', [who.personId]);
    if (person?.idHash === null) {
      await this.people.write(tx, who.personId, 'idDocument', JSON.stringify({ type, number }));
    } else if (person?.idHash !== this.tokens.idHash(number)) {
      throw new DomainError('storedValue.document.differs', {}, 'idNumber');
    }
    await this.note(tx, who, occasion, type, shown.agent !== null);
  }

  /**
   * Who buys for the holder is named with document and telephone each time (facts 1.2, realName). Throws `text.required` beside `agentRelation`,
   * `members.*`, `cards.adult.*` beside the agent's fields.
   */
  async seeAgent(tx: Tx, who: Checked, typed: TypedAgent, day: AdultDay): Promise<void> {
    const agent = readAdult(typed, day, AGENT_FIELDS);
    const relation = cleanText(typed.relation, { max: 40, required: true, field: 'agentRelation' });
    const checkId = await this.note(tx, who, 'TOP_UP', agent.document.type, true);
    await tx.insert(HolderAgent, { checkId, relation, personId: await this.counter.keep(tx, agent) });
  }

  /** The clerk has recognised the holder by document or by telephone and history; the number is not typed again. */
  async note(
    tx: Tx,
    { membershipId, personId }: Checked,
    occasion: Occasion,
    document: string,
    byAgent = false,
  ): Promise<string> {
    const id = uuidv7();
    await tx.insert(HolderCheck, {
      id,
      membershipId,
      personId,
      occasion,
      document,
      byAgent: byAgent ? 1 : 0,
      byId: tx.command.actorId,
      at: tx.now,
    });
    return id;
  }
}
