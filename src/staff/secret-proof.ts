import { Injectable } from '@nestjs/common';
import { DomainError } from '../kernel/domain-error.js';
import { codePointLength, toHalfWidth } from '../kernel/text.js';
import { Reader } from '../platform/database/reader.js';
import { PasswordHasher } from './password-hasher.js';
import { LONG_PASSWORD } from './rules/secrets.js';
import { type Bucket, SignInThrottle } from './sign-in-throttle.js';
import { StaffService } from './staff.service.js';
import { type SecretsRow, StaffQueries } from './staff.queries.js';

/** Where somebody stands who claims to be somebody. */
export interface Place {
  /** The enrolled PC; null from anywhere else. */
  readonly terminalId: string | null;
  readonly address: string;
}

/** Who proved to be themselves. */
export type Proven = Pick<SecretsRow, 'id' | 'storeId' | 'staffNo' | 'name' | 'roles'>;

/** Passwords, PINs and badges against what is stored; counted, slowed down, and the same answer whoever does not exist. */
@Injectable()
export class SecretProof {
  constructor(
    private readonly reader: Reader,
    private readonly queries: StaffQueries,
    private readonly staff: StaffService,
    private readonly hasher: PasswordHasher,
    private readonly throttle: SignInThrottle,
  ) {}

  /** Throws `staff.signIn.refused`, `staff.signIn.wait {seconds}`, `staff.signIn.longPassword {min}` (not at an enrolled PC). */
  async password(typed: { staffNo: string; password: string }, place: Place): Promise<Proven> {
    if (place.terminalId === null && codePointLength(typed.password) < LONG_PASSWORD) {
      throw new DomainError('staff.signIn.longPassword', { min: LONG_PASSWORD }, 'password');
    }
    const staffNo = normalNo(typed.staffNo);
    const buckets = passwordBuckets(staffNo, place);
    for (const bucket of buckets) await this.admit(bucket);
    const person = await this.queries.secretsByNumber(this.reader, staffNo);
    const right = await this.hasher.matches(typed.password, person?.passwordHash);
    if (!right || !person || person.deactivatedAt !== null)
      throw new DomainError('staff.signIn.refused', {}, 'password');
    const [own, ...others] = buckets;
    await this.throttle.clear(own);
    for (const bucket of others) await this.throttle.forgive(bucket);
    if (place.terminalId !== null) await this.throttle.clear(pinBucket(staffNo, place.terminalId));
    return person;
  }

  /** An own PIN, counted at `place`: an enrolled PC, or the person whose phone it is typed into. Throws `staff.pin.refused`, `staff.pin.locked {minutes}` on `field`. */
  async pin(typed: { staffNo: string; pin: string }, place: string, field = 'pin'): Promise<Proven> {
    const staffNo = normalNo(typed.staffNo);
    const bucket = pinBucket(staffNo, place);
    const wait = await this.throttle.attempt(bucket);
    if (wait > 0) throw new DomainError('staff.pin.locked', { minutes: Math.ceil(wait / 60_000) }, field);
    const person = await this.queries.secretsByNumber(this.reader, staffNo);
    const right = await this.hasher.matches(toHalfWidth(typed.pin).trim(), person?.pinHash);
    if (!right || !person || person.deactivatedAt !== null) throw new DomainError('staff.pin.refused', {}, field);
    await this.throttle.clear(bucket);
    return person;
  }

  /** A swiped badge at an enrolled PC. Throws `staff.badge.refused`, `staff.signIn.wait`. */
  async badge(badge: string, terminalId: string): Promise<Proven> {
    const bucket: Bucket = { kind: 'badge', name: terminalId };
    await this.admit(bucket);
    const hash = this.staff.badgeHash(badge);
    const person = hash === null ? undefined : await this.queries.secretsByBadge(this.reader, hash);
    if (!person || person.deactivatedAt !== null) throw new DomainError('staff.badge.refused', {}, 'badge');
    await this.throttle.clear(bucket);
    return person;
  }

  /** Counts a try with a one-time code. Throws `staff.signIn.wait`. */
  async codeTry(staffNo: string, place: Place): Promise<void> {
    await this.admit({ kind: 'code', name: `${normalNo(staffNo)}@${place.terminalId ?? 'elsewhere'}` });
  }

  private async admit(bucket: Bucket): Promise<void> {
    const wait = await this.throttle.attempt(bucket);
    if (wait > 0) throw new DomainError('staff.signIn.wait', { seconds: Math.ceil(wait / 1000) });
  }
}

/** The account's own bucket first. */
function passwordBuckets(staffNo: string, { terminalId, address }: Place): [Bucket, ...Bucket[]] {
  if (terminalId !== null) return [{ kind: 'passwordHere', name: `${staffNo}@${terminalId}` }];
  return [
    { kind: 'passwordElsewhere', name: staffNo },
    { kind: 'address', name: address },
  ];
}

function pinBucket(staffNo: string, place: string): Bucket {
  return { kind: 'pin', name: `${staffNo}@${place}` };
}

/** As far as a number can be one; nonsense is looked up as it is and not found. */
function normalNo(text: string): string {
  return toHalfWidth(text).trim().toUpperCase().slice(0, 20);
}
