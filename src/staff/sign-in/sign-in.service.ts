import { Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { DomainError } from '../../kernel/domain-error.js';
import { type Command, HEAD_OFFICE, SYSTEM_ACTOR } from '../../platform/database/command.js';
import { Reader } from '../../platform/database/reader.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { type SessionRecord, SessionStore } from '../../platform/http/session-store.js';
import type { TerminalRow } from '../../venue/terminals.service.js';
import { type Place, type Proven, SecretProof } from '../secret-proof.js';
import { StaffQueries } from '../staff.queries.js';

/** The PC somebody stands at, as its cookie says. */
export interface Door {
  readonly terminal: TerminalRow | undefined;
  readonly address: string;
}

type Way = 'staff.signIn' | 'staff.switch' | 'staff.unlock';

/** Who may stand anywhere in the chain. */
const AT_HOME_EVERYWHERE = ['OWNER', 'VIP_CENTRE_DIRECTOR', 'OPERATIONS_GENERAL_MANAGER', 'FINANCE'];

/** Signing in, changing over, unlocking and signing out; each leaves a journal row, and so does each failure. */
@Injectable()
export class SignInService {
  constructor(
    private readonly proof: SecretProof,
    private readonly sessions: SessionStore,
    private readonly queries: StaffQueries,
    private readonly reader: Reader,
    private readonly uow: UnitOfWork,
  ) {}

  /** Number and password; the token of the new session. Throws what `SecretProof.password` does, `staff.signIn.otherStore`. */
  async signIn(typed: { staffNo: string; password: string }, door: Door): Promise<string> {
    const proven = await this.noting('staff.signIn', typed.staffNo, door, () =>
      this.admit(this.proof.password(typed, placeOf(door)), door),
    );
    return this.sessions.create(proven.id, door.terminal?.id ?? null);
  }

  /**
   * Another person at the same PC, by badge or by number and PIN, in a second. Only where somebody is signed in:
   * the day begins with a password. Throws `staff.signIn.noTerminal`, `staff.pin.*`, `staff.badge.*`.
   */
  async switchTo(typed: { who: string; pin: string }, session: SessionRecord, door: Door): Promise<string> {
    const { terminalId } = session;
    if (terminalId === null) throw new DomainError('staff.signIn.noTerminal');
    const byBadge = typed.pin === '';
    const proven = await this.noting('staff.switch', byBadge ? '' : typed.who, door, () =>
      this.admit(
        byBadge
          ? this.proof.badge(typed.who, terminalId)
          : this.proof.pin({ staffNo: typed.who, pin: typed.pin }, terminalId),
        door,
      ),
    );
    await this.sessions.end(session.idHash);
    return this.sessions.create(proven.id, terminalId);
  }

  /** The same person after a quarter of an hour. Throws `staff.pin.*`. */
  async unlock(pin: string, session: SessionRecord, staffNo: string, door: Door): Promise<void> {
    const place = session.terminalId ?? `device of ${session.staffId}`;
    await this.noting('staff.unlock', staffNo, door, () => this.proof.pin({ staffNo, pin }, place));
    await this.sessions.unlock(session.idHash);
  }

  async signOut(session: SessionRecord, storeId = HEAD_OFFICE): Promise<void> {
    await this.sessions.end(session.idHash);
    const command = { ...blank('staff.signOut'), actorId: session.staffId, storeId, terminalId: session.terminalId };
    await this.uow.note(command, 'NOTED', {});
  }

  /** A person of another store of the chain does not work at this PC. */
  private async admit(proof: Promise<Proven>, { terminal }: Door): Promise<Proven> {
    const proven = await proof;
    const everywhere = proven.roles.some((role) => AT_HOME_EVERYWHERE.includes(role));
    if (terminal && terminal.storeId !== proven.storeId && !everywhere)
      throw new DomainError('staff.signIn.otherStore');
    return proven;
  }

  private async noting(kind: Way, staffNo: string, door: Door, prove: () => Promise<Proven>): Promise<Proven> {
    try {
      const proven = await prove();
      const storeId = door.terminal?.storeId ?? proven.storeId;
      await this.uow.note({ ...this.commandOf(kind, door), storeId, actorId: proven.id }, 'NOTED', {});
      return proven;
    } catch (error) {
      if (error instanceof DomainError && isFailure(error.code))
        await this.noteFailure(kind, staffNo, door, error.code);
      throw error;
    }
  }

  /** The number is kept only when it is one: a password typed into the wrong field must not end up in the journal. */
  private async noteFailure(kind: Way, staffNo: string, door: Door, code: string): Promise<void> {
    const known = await this.queries.byNumber(this.reader, staffNo.trim().toUpperCase());
    const storeId = door.terminal?.storeId ?? known?.storeId ?? HEAD_OFFICE;
    await this.uow.note({ ...this.commandOf(kind, door), storeId, actorId: known?.id ?? SYSTEM_ACTOR }, 'REFUSED', {
      code,
    });
  }

  private commandOf(kind: Way, { terminal }: Door): Omit<Command, 'actorId' | 'storeId'> {
    return { ...blank(kind), terminalId: terminal?.id ?? null };
  }
}

/** Tries that were not even looked at leave no row each: a flood of them would be a way to fill the disk. */
function isFailure(code: string): boolean {
  return code.startsWith('staff.') && code !== 'staff.signIn.wait' && code !== 'staff.pin.locked';
}

function blank(kind: string) {
  return { kind, key: uuidv7(), terminalId: null, businessDate: null, input: null };
}

function placeOf({ terminal, address }: Door): Place {
  return { terminalId: terminal?.id ?? null, address };
}
