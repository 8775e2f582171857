import { Injectable } from '@nestjs/common';
import { DomainError } from '../kernel/domain-error.js';
import { toHalfWidth } from '../kernel/text.js';
import type { SqlReads } from '../platform/database/sql-reads.js';
import type { Tx } from '../platform/database/tx.js';
import { PasswordHasher } from '../staff/password-hasher.js';
import { type Bucket, SignInThrottle } from '../staff/sign-in-throttle.js';
import { assertSecret } from './rules/spending-secret-rule.js';
import { SpendingSecret } from './spending-secret.entity.js';

/** 消费密码: the guest's own six digits, for a card whose number is keyed instead of swiped (counter-practice 4.2). Never printed, never logged. */
@Injectable()
export class SpendingSecrets {
  constructor(
    private readonly hasher: PasswordHasher,
    private readonly throttle: SignInThrottle,
  ) {}

  async isSet(db: SqlReads, membershipId: string): Promise<boolean> {
    const row = await db.one('SELECT membership_id FROM spending_secret WHERE membership_id = ?', [membershipId]);
    return row !== undefined;
  }

  /** To be asked before the unit of work: hashing takes its time. Throws `storedValue.secret.weak`. */
  async hash(typed: string): Promise<string> {
    const secret = toHalfWidth(typed).trim();
    assertSecret(secret);
    return this.hasher.hash(secret);
  }

  /** Keeps a new one; the old is worth nothing from now on. */
  async keep(tx: Tx, membershipId: string, hash: string): Promise<void> {
    await this.forget(tx, membershipId);
    await tx.insert(SpendingSecret, { membershipId, hash, setAt: tx.now, setBy: tx.command.actorId });
  }

  /** A new holder chooses a new one (法释〔2025〕4号 11). */
  async forget(tx: Tx, membershipId: string): Promise<void> {
    await tx.run('DELETE FROM spending_secret WHERE membership_id = ?', [membershipId]);
  }

  /**
   * The guest's own six digits are right; to be asked before the unit of work. Guesses are counted by card, at all desks together.
   * Throws `storedValue.secret.none | refused`, `storedValue.secret.locked {minutes}`.
   */
  async prove(db: SqlReads, membershipId: string, typed: string): Promise<void> {
    const bucket: Bucket = { kind: 'spendingSecret', name: membershipId };
    const wait = await this.throttle.attempt(bucket);
    const minutes = Math.ceil(wait / 60_000);
    if (wait > 0) throw new DomainError('storedValue.secret.locked', { minutes }, 'secret');
    const row = await db.one<{ hash: string }>('SELECT hash FROM spending_secret WHERE membership_id = ?', [
      membershipId,
    ]);
    const right = await this.hasher.matches(toHalfWidth(typed).trim(), row?.hash);
    if (!row) throw new DomainError('storedValue.secret.none', {}, 'secret');
    if (!right) throw new DomainError('storedValue.secret.refused', {}, 'secret');
    await this.throttle.clear(bucket);
  }
}
