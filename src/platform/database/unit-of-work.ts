import { AsyncLocalStorage } from 'node:async_hooks';
import { Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { DomainError } from '../../kernel/domain-error.js';
import { Clock } from '../clock/clock.js';
import { Journal, type ChainHead } from '../journal/journal.js';
import { SealFile } from '../journal/seal-file.js';
import { ActChecks } from './act-checks.js';
import { ActShift } from './act-shift.js';
import type { Command, Json, Outcome } from './command.js';
import type { SqlSession } from './sql-session.js';
import { Tx } from './tx.js';
import { Writer } from './writer.js';

interface Done<R> {
  outcome: Outcome<R>;
  tx?: Tx;
  head?: ChainHead;
}

/**
 * The only way to change anything. One command, one transaction, one journal row: all of it is there afterwards, or
 * nothing is. A command that comes a second time gets the first result; with another input it is refused.
 */
@Injectable()
export class UnitOfWork {
  /** One for all: Node asks every storage there ever was about every promise there ever is. */
  private static readonly open = new AsyncLocalStorage<UnitOfWork>();

  constructor(
    private readonly writer: Writer,
    private readonly journal: Journal,
    private readonly clock: Clock,
    private readonly seals: SealFile,
    private readonly shifts: ActShift,
    private readonly checks: ActChecks,
  ) {}

  /**
   * Runs `work` for `command`. `work` may be run again after a conflict, so it does no I/O but `tx`.
   * Rejects with the `DomainError` that refused the act (the refusal is journalled), or with what went wrong below.
   */
  async run<R extends Json>(command: Command, work: (tx: Tx) => Promise<R>): Promise<Outcome<R>> {
    if (UnitOfWork.open.getStore() === this)
      throw new Error(`${command.kind}: a unit of work inside another would commit half of it`);
    try {
      const done = await UnitOfWork.open.run(this, () => this.attempt(command, work));
      done.tx?.committed();
      return done.outcome;
    } catch (error) {
      if (error instanceof DomainError && !error.code.startsWith('server.'))
        await this.note(command, 'REFUSED', { code: error.code });
      throw error;
    }
  }

  /** A journal row for what changed nothing but must be known: refusals, log-ins, reveals, exports. */
  async note(command: Command, outcome: 'REFUSED' | 'NOTED', details: Json): Promise<void> {
    const digest = this.journal.digestOf(command.input);
    const head = await this.writer.unit(command.storeId, async (session) => {
      const before = await this.journal.head(session, command.storeId);
      const at = Math.max(this.clock.now(), before.at);
      const result = JSON.stringify(details);
      const shiftId = await this.shifts.of(session, command);
      return this.journal.append(session, before, command, digest, {
        journalId: uuidv7(),
        at,
        shiftId,
        outcome,
        idempotencyKey: null,
        result,
        evidence: [],
      });
    });
    this.seals.keep(command.storeId, head);
  }

  private async attempt<R extends Json>(command: Command, work: (tx: Tx) => Promise<R>): Promise<Done<R>> {
    const digest = this.journal.digestOf(command.input);
    const done: Done<R> = await this.writer.unit(command.storeId, async (session) => {
      const { earlier, head } = await this.journal.before(session, command);
      if (earlier) return { outcome: this.repeat<R>(command, digest, earlier) };
      return this.perform(session, command, { digest, head }, work);
    });
    if (done.head) this.seals.keep(command.storeId, done.head);
    return done;
  }

  private async perform<R extends Json>(
    session: SqlSession,
    command: Command,
    { digest, head: before }: { digest: string; head: ChainHead },
    work: (tx: Tx) => Promise<R>,
  ): Promise<Done<R>> {
    await this.checks.pass(session, command);
    const at = Math.max(this.clock.now(), before.at);
    const shiftId = await this.shifts.of(session, command);
    const tx = new Tx(session, this.writer.source, command, uuidv7(), at, shiftId);
    const result = await work(tx);
    const head = await this.journal.append(session, before, command, digest, {
      journalId: tx.journalId,
      at,
      shiftId,
      outcome: 'DONE',
      idempotencyKey: command.key,
      result: JSON.stringify(result),
      evidence: tx.evidence,
    });
    return { outcome: { result, repeated: false }, tx, head };
  }

  private repeat<R>(
    command: Command,
    digest: string,
    earlier: { kind: string; inputDigest: string; result: string },
  ): Outcome<R> {
    if (earlier.kind !== command.kind || earlier.inputDigest !== digest) throw new DomainError('form.keyReused');
    const result: R = JSON.parse(earlier.result);
    return { result, repeated: true };
  }
}
