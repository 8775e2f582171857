import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { SqlReads } from '../database/sql-reads.js';
import type { Tx } from '../database/tx.js';
import { KeyRing } from './key-ring.js';
import { PersonKey } from './person-key.entity.js';
import { openText, sealText } from './sealed-text.js';

/** Columns a list query selects from `person_key` to open its rows without one more look-up each. */
export interface WrappedKey {
  personId: string;
  keyVersion: number;
  sealedKey: string | null;
}

const CACHE_LIMIT = 20_000;

/**
 * Seals what is known about a person under that person's own key (PIPL 47: erasing destroys the key).
 * `place` names table and column (`person.phone`): the same text sealed elsewhere cannot be swapped in.
 */
@Injectable()
export class PersonVault {
  private readonly opened = new Map<string, Buffer>();

  constructor(private readonly ring: KeyRing) {}

  /** Gives the person a key; once per person, in the unit that creates the person. */
  async create(tx: Tx, personId: string): Promise<void> {
    const version = this.ring.currentVersion;
    const sealedKey = sealText(this.ring.key('seal', version), personId, randomBytes(32).toString('base64url'));
    await tx.insert(PersonKey, { personId, keyVersion: version, sealedKey, destroyedAt: null });
  }

  async seal(db: SqlReads, personId: string, place: string, text: string): Promise<string> {
    return this.sealWith(await this.wrappedKey(db, personId), place, text);
  }

  /** The text, or null when the person has been erased. Throws when the sealed text was tampered with. */
  async open(db: SqlReads, personId: string, place: string, sealed: string): Promise<string | null> {
    return this.openWith(await this.wrappedKey(db, personId), place, sealed);
  }

  sealWith(wrapped: WrappedKey, place: string, text: string): string {
    const key = this.unwrap(wrapped);
    if (!key) throw new Error('the person has been erased');
    return sealText(key, `${wrapped.personId}\0${place}`, text);
  }

  openWith(wrapped: WrappedKey, place: string, sealed: string): string | null {
    const key = this.unwrap(wrapped);
    return key && openText(key, `${wrapped.personId}\0${place}`, sealed);
  }

  /** Erasure: what was sealed for the person can never be read again. */
  async destroy(tx: Tx, personId: string): Promise<void> {
    await tx.run('UPDATE person_key SET sealed_key = NULL, destroyed_at = ? WHERE person_id = ?', [tx.now, personId]);
    tx.afterCommit(() => this.opened.clear());
  }

  async wrappedKey(db: SqlReads, personId: string): Promise<WrappedKey> {
    const row = await db.one<WrappedKey>(
      'SELECT person_id, key_version, sealed_key FROM person_key WHERE person_id = ?',
      [personId],
    );
    if (!row) throw new Error('person without a key');
    return row;
  }

  private unwrap({ personId, keyVersion, sealedKey }: WrappedKey): Buffer | null {
    if (sealedKey === null) return null;
    const known = this.opened.get(sealedKey);
    if (known) return known;
    const key = Buffer.from(openText(this.ring.key('seal', keyVersion), personId, sealedKey), 'base64url');
    if (this.opened.size >= CACHE_LIMIT) this.opened.clear();
    this.opened.set(sealedKey, key);
    return key;
  }
}
