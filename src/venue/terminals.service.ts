import { createHmac } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { DomainError } from '../kernel/domain-error.js';
import { cleanText } from '../kernel/text.js';
import { KeyRing } from '../platform/crypto/key-ring.js';
import type { SqlReads } from '../platform/database/sql-reads.js';
import type { Tx } from '../platform/database/tx.js';
import { Terminal } from './terminal.entity.js';

export interface TerminalRow {
  readonly id: string;
  readonly name: string;
  readonly storeId: string;
  readonly deskId: string;
  readonly deskName: string;
  readonly printerId: string | null;
  readonly enrolledAt: number;
  readonly revokedAt: number | null;
}

export interface Enrolment {
  readonly deskId: string;
  readonly name: string;
  readonly token: string;
  readonly printerId?: string | null;
}

const COLUMNS =
  't.id, t.name, t.store_id, t.desk_id, d.name AS desk_name, t.printer_id, t.enrolled_at, t.revoked_at ' +
  'FROM terminal t JOIN desk d ON d.id = t.desk_id';

/** The PCs that may be signed in at with a short password or a PIN. */
@Injectable()
export class TerminalsService {
  constructor(private readonly ring: KeyRing) {}

  /**
   * The cookie a PC will carry. It follows from the form's request key, so that a double click enrols one PC and both
   * answers carry the same cookie; nobody without the key file can work it out.
   */
  tokenFor(actorId: string, requestKey: string): string {
    return this.hmac(`terminal token\0${actorId}\0${requestKey}`);
  }

  /** Enrols a PC at a desk of the command's store. Throws `venue.desk.notFound`. */
  async enrol(tx: Tx, { deskId, name, token, printerId = null }: Enrolment): Promise<string> {
    const { storeId, actorId } = tx.command;
    const desk = await tx.one('SELECT id FROM desk WHERE id = ? AND store_id = ?', [deskId, storeId]);
    if (!desk) throw new DomainError('venue.desk.notFound', {}, 'deskId');
    const id = uuidv7();
    await tx.insert(Terminal, {
      id,
      storeId,
      deskId,
      printerId,
      name: cleanText(name, { max: 64, required: true, field: 'terminalName' }),
      tokenHash: this.hash(token),
      enrolledBy: actorId,
      enrolledAt: tx.now,
      revokedAt: null,
    });
    return id;
  }

  /** Takes a PC's enrolment away; who is signed in there is signed out. Throws `venue.terminal.notFound`. */
  async revoke(tx: Tx, terminalId: string): Promise<void> {
    const revoked = await tx.run(
      'UPDATE terminal SET revoked_at = ? WHERE id = ? AND store_id = ? AND revoked_at IS NULL',
      [tx.now, terminalId, tx.command.storeId],
    );
    if (revoked === 0) throw new DomainError('venue.terminal.notFound');
  }

  /** Which printer the PC prints to; null = its browser. Throws `venue.terminal.notFound`, `printer.notFound`. */
  async usePrinter(tx: Tx, terminalId: string, printerId: string | null): Promise<void> {
    const { storeId } = tx.command;
    if (printerId !== null) {
      const printer = await tx.one('SELECT id FROM printer WHERE id = ? AND store_id = ? AND removed_at IS NULL', [
        printerId,
        storeId,
      ]);
      if (!printer) throw new DomainError('printer.notFound', {}, 'printerId');
    }
    const changed = await tx.run('UPDATE terminal SET printer_id = ? WHERE id = ? AND store_id = ?', [
      printerId,
      terminalId,
      storeId,
    ]);
    if (changed === 0) throw new DomainError('venue.terminal.notFound');
  }

  /** The enrolled PC that shows this cookie; undefined when unknown or revoked. */
  recognise(db: SqlReads, token: string | undefined): Promise<TerminalRow | undefined> {
    if (token === undefined || token === '') return Promise.resolve(undefined);
    return db.one<TerminalRow>(`SELECT ${COLUMNS} WHERE t.token_hash = ? AND t.revoked_at IS NULL`, [this.hash(token)]);
  }

  list(db: SqlReads, storeId: string): Promise<TerminalRow[]> {
    return db.rows<TerminalRow>(`SELECT ${COLUMNS} WHERE t.store_id = ? ORDER BY t.revoked_at, t.enrolled_at, t.id`, [
      storeId,
    ]);
  }

  private hash(token: string): string {
    return this.hmac(`terminal hash\0${token}`);
  }

  private hmac(text: string): string {
    return createHmac('sha256', this.ring.key('device')).update(text).digest('base64url');
  }
}
