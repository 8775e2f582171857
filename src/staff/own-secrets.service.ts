import { Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { DomainError } from '../kernel/domain-error.js';
import type { Command } from '../platform/database/command.js';
import { Reader } from '../platform/database/reader.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { SessionStore } from '../platform/http/session-store.js';
import { PasswordHasher } from './password-hasher.js';
import { assertPassword, parsePin } from './rules/secrets.js';
import { type Place, SecretProof } from './secret-proof.js';
import { type NewSecrets, SecretsService } from './secrets.service.js';
import { StaffQueries } from './staff.queries.js';

interface Typed {
  readonly password: string;
  readonly passwordAgain: string;
  readonly pin: string;
  readonly pinAgain: string;
}

/** Own password and own PIN: changed by whoever knows the old password, or set with a one-time code. */
@Injectable()
export class OwnSecretsService {
  constructor(
    private readonly secrets: SecretsService,
    private readonly proof: SecretProof,
    private readonly hasher: PasswordHasher,
    private readonly queries: StaffQueries,
    private readonly sessions: SessionStore,
    private readonly reader: Reader,
    private readonly uow: UnitOfWork,
  ) {}

  /** Throws `staff.code.refused` whoever or whatever was wrong, `staff.signIn.wait`, `staff.password.*`, `staff.pin.*`, `staff.repeat.differs`. */
  async redeem(typed: Typed & { staffNo: string; code: string }, place: Place): Promise<void> {
    await this.proof.codeTry(typed.staffNo, place);
    const hashed = await this.hashed(typed, typed.staffNo.trim().toUpperCase(), place.terminalId !== null);
    const person = await this.queries.byNumber(this.reader, typed.staffNo.trim().toUpperCase());
    if (!person) throw new DomainError('staff.code.refused', {}, 'code');
    const command = commandOf('staff.useCode', person.id, person.storeId, place.terminalId);
    await this.uow.run(command, async (tx) => {
      await this.secrets.redeem(tx, person.id, typed.code, hashed);
      return person.id;
    });
    await this.sessions.endAllOf(person.id);
  }

  /** Throws `staff.password.wrong`, `staff.password.*`, `staff.repeat.differs`. Every other session of the person ends. */
  async changePassword(
    typed: { staffId: string; old: string; password: string; passwordAgain: string },
    place: Place,
  ): Promise<void> {
    const { staffNo } = await this.confirm(typed.staffId, typed.old, place);
    assertSame(typed.password, typed.passwordAgain, 'passwordAgain');
    assertPassword(typed.password, { atTerminal: place.terminalId !== null, staffNo });
    await this.store(typed.staffId, place, { passwordHash: await this.hasher.hash(typed.password) });
  }

  /** Throws `staff.password.wrong`, `staff.pin.*`, `staff.repeat.differs`. */
  async changePin(typed: { staffId: string; old: string; pin: string; pinAgain: string }, place: Place): Promise<void> {
    const { staffNo } = await this.confirm(typed.staffId, typed.old, place);
    assertSame(typed.pin, typed.pinAgain, 'pinAgain');
    await this.store(typed.staffId, place, { pinHash: await this.hasher.hash(parsePin(typed.pin, staffNo)) });
  }

  /** Checks and hashes a new pair of secrets: for a code, for the first owner. */
  async hashed(typed: Typed, staffNo: string, atTerminal: boolean): Promise<Required<NewSecrets>> {
    assertSame(typed.password, typed.passwordAgain, 'passwordAgain');
    assertPassword(typed.password, { atTerminal, staffNo });
    const pin = parsePin(typed.pin, staffNo);
    assertSame(typed.pin, typed.pinAgain, 'pinAgain');
    return { passwordHash: await this.hasher.hash(typed.password), pinHash: await this.hasher.hash(pin) };
  }

  private async confirm(staffId: string, old: string, place: Place): Promise<{ staffNo: string }> {
    const person = await this.queries.byId(this.reader, staffId);
    if (!person) throw new DomainError('staff.notFound');
    try {
      await this.proof.password({ staffNo: person.staffNo, password: old }, place);
    } catch (error) {
      if (error instanceof DomainError && error.field === 'password')
        throw new DomainError('staff.password.wrong', {}, 'old');
      throw error;
    }
    return person;
  }

  private async store(staffId: string, { terminalId }: Place, secrets: NewSecrets): Promise<void> {
    const person = await this.queries.byId(this.reader, staffId);
    if (!person) throw new DomainError('staff.notFound');
    const command = commandOf('staff.changeOwnSecrets', staffId, person.storeId, terminalId);
    await this.uow.run(command, async (tx) => {
      await this.secrets.set(tx, staffId, secrets);
      return staffId;
    });
    if (secrets.passwordHash !== undefined) await this.sessions.endAllOf(staffId);
  }
}

function assertSame(first: string, second: string, field: string): void {
  if (first !== second) throw new DomainError('staff.repeat.differs', {}, field);
}

function commandOf(kind: string, actorId: string, storeId: string, terminalId: string | null): Command {
  return { kind, actorId, storeId, terminalId, businessDate: null, key: uuidv7(), input: null };
}
