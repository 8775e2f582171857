import { createHmac } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { canonicalJson } from '../../kernel/canonical-json.js';
import { KeyRing } from '../crypto/key-ring.js';
import type { Command, Json } from '../database/command.js';
import { evidenceOf, rowShape } from '../database/row-writer.js';
import type { SqlReads } from '../database/sql-reads.js';
import type { SqlSession } from '../database/sql-session.js';
import { Writer } from '../database/writer.js';
import { JournalEntry } from './journal-entry.entity.js';
import { FIRST_SEAL, sealOf } from './seal.js';

export interface ChainHead {
  seq: number;
  at: number;
  seal: string;
}

export interface EarlierAct {
  kind: string;
  inputDigest: string;
  result: string;
}

type Nullable<T> = { [K in keyof T]: T[K] | null };

const NO_HEAD: ChainHead = { seq: 0, at: 0, seal: FIRST_SEAL };

type What = Pick<JournalEntry, 'journalId' | 'at' | 'shiftId' | 'outcome' | 'idempotencyKey' | 'result'> & {
  evidence: readonly string[];
};

/** Reads and continues the chain. Only the unit of work calls it. */
@Injectable()
export class Journal {
  private readonly key: Buffer;

  constructor(
    ring: KeyRing,
    private readonly writer: Writer,
  ) {
    this.key = ring.key('journal');
  }

  digestOf(input: Json): string {
    return createHmac('sha256', this.key).update(canonicalJson(input)).digest('base64url');
  }

  async head(db: SqlReads, storeId: string): Promise<ChainHead> {
    const head = await db.one<ChainHead>('SELECT seq, at, seal FROM journal_head WHERE store_id = ?', [storeId]);
    return head ?? NO_HEAD;
  }

  /**
   * What every act asks first, in one statement: what this actor did earlier under this key, if anything, and where the
   * store's chain stands.
   */
  async before(
    db: SqlReads,
    { actorId, key, storeId }: Command,
  ): Promise<{ earlier: EarlierAct | undefined; head: ChainHead }> {
    const row = await db.one<Nullable<EarlierAct & ChainHead>>(
      `SELECT e.kind, e.input_digest, e.result, h.seq, h.at, h.seal FROM (SELECT 1 AS act) a
         LEFT JOIN journal_entry e ON e.actor_id = ? AND e.idempotency_key = ?
         LEFT JOIN journal_head h ON h.store_id = ?`,
      [actorId, key, storeId],
    );
    const { kind = null, inputDigest = null, result = null, seq = null, at = null, seal = null } = row ?? {};
    return {
      earlier: kind === null || inputDigest === null || result === null ? undefined : { kind, inputDigest, result },
      head: seq === null || at === null || seal === null ? NO_HEAD : { seq, at, seal },
    };
  }

  async append(db: SqlSession, head: ChainHead, command: Command, inputDigest: string, what: What): Promise<ChainHead> {
    const entry = {
      ...what,
      storeId: command.storeId,
      seq: head.seq + 1,
      businessDate: command.businessDate,
      kind: command.kind,
      actorId: command.actorId,
      coSigners: command.coSigners?.length ? JSON.stringify(command.coSigners) : null,
      terminalId: command.terminalId,
      inputDigest,
      evidence: evidenceOf(what.evidence),
    };
    const sealed: JournalEntry = { ...entry, seal: sealOf(this.key, head.seal, entry) };
    const shape = rowShape(this.writer.source, JournalEntry);
    const byName = new Map<string, string | number | null>(Object.entries(sealed));
    await db.run(
      shape.insertSql,
      shape.properties.map((property) => byName.get(property) ?? null),
    );
    await this.moveHead(db, sealed);
    return { seq: sealed.seq, at: sealed.at, seal: sealed.seal };
  }

  private async moveHead(db: SqlSession, { storeId, seq, at, seal }: JournalEntry): Promise<void> {
    await db.run(
      'INSERT INTO journal_head (store_id, seq, at, seal) VALUES (?, ?, ?, ?) ' +
        'ON CONFLICT (store_id) DO UPDATE SET seq = excluded.seq, at = excluded.at, seal = excluded.seal',
      [storeId, seq, at, seal],
    );
  }
}
