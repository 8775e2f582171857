import { Injectable } from '@nestjs/common';
import { KeyRing } from '../platform/crypto/key-ring.js';
import type { Tx } from '../platform/database/tx.js';
import type { SearchToken } from './rules/search-tokens.js';

/** 132 bits of the keyed hash: far more than two tokens of one venue could ever share by accident. */
const TOKEN_LENGTH = 22;
/** Rows of one INSERT; SQLite takes 32,766 parameters, PostgreSQL plans small statements faster. */
const BATCH = 100;

/** The index of the one box: names and phones stay sealed, hashes of their pieces answer. */
@Injectable()
export class MemberTokens {
  constructor(private readonly ring: KeyRing) {}

  hash(token: SearchToken): string {
    return this.ring.lookupHash('token', token).slice(0, TOKEN_LENGTH);
  }

  /** Exact look-up of a phone in its one spelling; staff phones are hashed alike, so that one's own card is recognised. */
  phoneHash(number: string): string {
    return this.ring.lookupHash('phone', number);
  }

  idHash(number: string): string {
    return this.ring.lookupHash('id', number);
  }

  /** Recognises a phone for one night in one store, and says nothing on any other (H29). */
  nightMark(storeId: string, businessDate: string, number: string): string {
    return this.ring.lookupHash('night', `${storeId}\0${businessDate}\0${number}`);
  }

  /** Replaces all tokens of a person. */
  async replace(tx: Tx, personId: string, tokens: readonly SearchToken[]): Promise<void> {
    await this.remove(tx, personId);
    const hashes = [...new Set(tokens.map((token) => this.hash(token)))].toSorted();
    for (let start = 0; start < hashes.length; start += BATCH) {
      const batch = hashes.slice(start, start + BATCH);
      await tx.run(
        `INSERT INTO person_token (token, person_id) VALUES ${batch.map(() => '(?, ?)').join(', ')}`,
        batch.flatMap((hash) => [hash, personId]),
      );
    }
  }

  async remove(tx: Tx, personId: string): Promise<void> {
    await tx.run('DELETE FROM person_token WHERE person_id = ?', [personId]);
  }
}
