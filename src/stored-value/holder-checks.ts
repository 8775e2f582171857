import { Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import type { PlainDate } from '../kernel/business-day.js';
import { DomainError } from '../kernel/domain-error.js';
import { MemberTokens } from '../members/member-tokens.js';
import { People } from '../members/people.js';
import { checkIdDocument, ID_DOCUMENT_TYPES } from '../members/rules/id-document.js';
import type { SqlReads } from '../platform/database/sql-reads.js';
import type { Tx } from '../platform/database/tx.js';
import { HolderCheck } from './holder-check.entity.js';

/** The document as the clerk typed it; empty when none was asked for. */
export interface ShownDocument {
  readonly type: string;
  readonly number: string;
  /** Somebody else came for the holder. */
  readonly byAgent: boolean;
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
    await this.note(tx, who, occasion, type, shown.byAgent);
  }

  /** The clerk has recognised the holder by document or by telephone and history; the number is not typed again. */
  note(
    tx: Tx,
    { membershipId, personId }: Checked,
    occasion: Occasion,
    document: string,
    byAgent = false,
  ): Promise<void> {
    return tx.insert(HolderCheck, {
      membershipId,
      personId,
      id: uuidv7(),
      occasion,
      document,
      byAgent: byAgent ? 1 : 0,
      byId: tx.command.actorId,
      at: tx.now,
    });
  }
}
