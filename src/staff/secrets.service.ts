import { createHmac } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { DomainError } from '../kernel/domain-error.js';
import { toHalfWidth } from '../kernel/text.js';
import { KeyRing } from '../platform/crypto/key-ring.js';
import type { Tx } from '../platform/database/tx.js';
import type { Role } from './roles.js';
import { assertMayAdminister } from './rules/rank.js';
import { StaffCode } from './staff-code.entity.js';
import { StaffQueries } from './staff.queries.js';

export interface NewSecrets {
  readonly passwordHash?: string;
  readonly pinHash?: string;
}

/** A day: the person who forgot stands at the desk, or comes to the next shift. */
const CODE_LIFETIME_MS = 24 * 3_600_000;
/** No 0/O, 1/I/L: codes are read aloud. */
const CODE_SIGNS = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';

/** Setting and resetting of passwords and PINs. Hashes are made before the unit; nothing here sees a secret. */
@Injectable()
export class SecretsService {
  constructor(
    private readonly ring: KeyRing,
    private readonly queries: StaffQueries,
  ) {}

  /**
   * The code of a reset. It follows from the form's request key, so that a reload of the answer shows the same code and
   * neither journal nor database hold it.
   */
  codeFor(actorId: string, requestKey: string): string {
    const digest = createHmac('sha256', this.ring.key('session')).update(`code\0${actorId}\0${requestKey}`).digest();
    const signs = [...digest.subarray(0, 10)].map((byte) => CODE_SIGNS[byte % CODE_SIGNS.length]);
    return `${signs.slice(0, 5).join('')}-${signs.slice(5).join('')}`;
  }

  /** Ends the old secrets and lets `code` set new ones, once, within a day. Throws `staff.rank`, `staff.notFound`, `staff.inactive`. */
  async reset(tx: Tx, actor: readonly Role[], staffId: string, code: string): Promise<void> {
    const person = await this.queries.byId(tx, staffId);
    if (!person) throw new DomainError('staff.notFound');
    if (person.deactivatedAt !== null) throw new DomainError('staff.inactive');
    if (staffId === tx.command.actorId) throw new DomainError('staff.self');
    assertMayAdminister(actor, person.roles);
    await this.issue(tx, staffId, code);
  }

  /** Like `reset`, for a person just added. */
  async issue(tx: Tx, staffId: string, code: string): Promise<void> {
    await tx.run('UPDATE staff SET password_hash = NULL, pin_hash = NULL WHERE id = ?', [staffId]);
    await tx.run('UPDATE staff_code SET used_at = ? WHERE staff_id = ? AND used_at IS NULL', [tx.now, staffId]);
    await tx.insert(StaffCode, {
      id: uuidv7(),
      staffId,
      codeHash: this.hash(code),
      createdBy: tx.command.actorId,
      createdAt: tx.now,
      expiresAt: tx.now + CODE_LIFETIME_MS,
      usedAt: null,
    });
  }

  /** Sets new secrets for whoever holds the code. Throws `staff.code.refused`, whatever was wrong with it. */
  async redeem(tx: Tx, staffId: string, code: string, secrets: Required<NewSecrets>): Promise<void> {
    const used = await tx.run(
      'UPDATE staff_code SET used_at = ? WHERE staff_id = ? AND code_hash = ? AND used_at IS NULL AND expires_at > ?',
      [tx.now, staffId, this.hash(code), tx.now],
    );
    if (used === 0) throw new DomainError('staff.code.refused', {}, 'code');
    await this.set(tx, staffId, secrets);
  }

  /** Throws `staff.notFound` when the person has left. */
  async set(tx: Tx, staffId: string, { passwordHash, pinHash }: NewSecrets): Promise<void> {
    const changed = await tx.run(
      'UPDATE staff SET password_hash = COALESCE(?, password_hash), pin_hash = COALESCE(?, pin_hash) ' +
        'WHERE id = ? AND deactivated_at IS NULL',
      [passwordHash ?? null, pinHash ?? null, staffId],
    );
    if (changed === 0) throw new DomainError('staff.notFound');
  }

  private hash(code: string): string {
    const plain = toHalfWidth(code)
      .toUpperCase()
      .replace(/[^0-9A-Z]/g, '');
    return createHmac('sha256', this.ring.key('session')).update(`staff code\0${plain}`).digest('base64url');
  }
}
