import { Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import type { SqlReads } from '../platform/database/sql-reads.js';
import type { Tx } from '../platform/database/tx.js';
import { Consent } from './consent.entity.js';

export type ConsentPurpose = 'PRIVACY' | 'MARKETING';
export type ConsentChannel = 'COUNTER' | 'IMPORT';

/** Version of the notice shown at the counter; its text is `members.privacyNotice.v<version>` and never changes once used. */
export const PRIVACY_NOTICE_VERSION = 2;

export interface ConsentState {
  readonly purpose: ConsentPurpose;
  readonly version: number;
  readonly given: number;
  readonly at: number;
}

/** What a guest agreed to. Marketing is apart from membership, and off in one click (个人信息保护法 15, 16; 消费者权益保护法 29). */
@Injectable()
export class Consents {
  async record(
    tx: Tx,
    consent: { personId: string; purpose: ConsentPurpose; given: boolean; channel: ConsentChannel },
  ): Promise<void> {
    await tx.insert(Consent, {
      id: uuidv7(),
      personId: consent.personId,
      purpose: consent.purpose,
      version: PRIVACY_NOTICE_VERSION,
      given: consent.given ? 1 : 0,
      channel: consent.channel,
      at: tx.now,
      byId: tx.command.actorId,
    });
  }

  /** The row that counts for each purpose. */
  async stateOf(db: SqlReads, personId: string): Promise<Partial<Record<ConsentPurpose, ConsentState>>> {
    const rows = await db.rows<ConsentState>(
      'SELECT purpose, version, given, at FROM consent WHERE person_id = ? ORDER BY id',
      [personId],
    );
    return Object.fromEntries(rows.map((row) => [row.purpose, row]));
  }

  /** Whether the guest may be called or written to about offers. */
  async allowsMarketing(db: SqlReads, personId: string): Promise<boolean> {
    return (await this.stateOf(db, personId)).MARKETING?.given === 1;
  }
}
