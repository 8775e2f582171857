import { Injectable } from '@nestjs/common';
import { PersonVault } from '../../platform/crypto/person-vault.js';
import type { SqlReads } from '../../platform/database/sql-reads.js';
import { receiverPlace } from './accept-refund.js';
import type { Receiver } from './refund-input.js';
import type { RefundRow } from './refunds.queries.js';

/** Opens who got the money; null once the member has been erased. */
@Injectable()
export class Receivers {
  constructor(private readonly vault: PersonVault) {}

  async of(db: SqlReads, refund: Pick<RefundRow, 'id' | 'personId' | 'sealedReceiver'>): Promise<Receiver | null> {
    const text = await this.vault.open(db, refund.personId, receiverPlace(refund.id), refund.sealedReceiver);
    if (text === null) return null;
    // what was sealed before these were asked for has none of them
    const receiver: Receiver = { accountName: '', authority: null, authorityNo: '', ...JSON.parse(text) };
    return receiver;
  }
}
