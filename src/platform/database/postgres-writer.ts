import { setTimeout as pause } from 'node:timers/promises';
import type { DataSource, QueryRunner } from 'typeorm';
import { DomainError } from '../../kernel/domain-error.js';
import { SqlSession } from './sql-session.js';
import { Writer } from './writer.js';

const ATTEMPTS = 6;
/** serialization failure, deadlock, and the ways a connection is lost */
const RETRIED = new Set([
  '40001',
  '40P01',
  '57P01',
  '57P02',
  '57P03',
  '08000',
  '08003',
  '08006',
  'ECONNRESET',
  'EPIPE',
]);
const LOST = /terminat|ECONNRESET|closed|not queryable|already released/i;
const QUEUE_LIMIT = 500;

/**
 * PostgreSQL: acts of one store wait on an advisory lock taken *before* BEGIN, so that SERIALIZABLE is a net and not the
 * queue (it alone refuses 5–10 % of acts on hot rows). A unit that met a conflict or a lost connection is run again under
 * the same command; its idempotency key finds the first result if that one was durable after all.
 */
export class PostgresWriter extends Writer {
  private readonly active = new Set<Promise<unknown>>();
  private closing = false;

  constructor(readonly source: DataSource) {
    super();
  }

  override unit<T>(chain: string, work: (session: SqlSession) => Promise<T>): Promise<T> {
    if (this.closing) return Promise.reject(new DomainError('server.stopping'));
    if (this.active.size >= QUEUE_LIMIT) return Promise.reject(new DomainError('server.busy'));
    const running = this.attempts(chain, work);
    const settled = running.then(
      () => undefined,
      () => undefined,
    );
    this.active.add(settled);
    void settled.then(() => this.active.delete(settled));
    return running;
  }

  override async close(): Promise<void> {
    this.closing = true;
    await Promise.all(this.active);
    await this.source.destroy();
  }

  private async attempts<T>(chain: string, work: (session: SqlSession) => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.once(chain, work);
      } catch (error) {
        if (attempt >= ATTEMPTS || !isPassing(error)) throw error;
        await pause(2 ** attempt * 5);
      }
    }
  }

  private async once<T>(chain: string, work: (session: SqlSession) => Promise<T>): Promise<T> {
    const runner = this.source.createQueryRunner();
    try {
      await runner.query('SELECT pg_advisory_lock(hashtextextended($1, 0))', [chain]);
      try {
        return await this.transaction(runner, work);
      } finally {
        // on a lost connection there is nothing to unlock, and what was lost must not be hidden by saying so
        await runner.query('SELECT pg_advisory_unlock_all()').catch(() => undefined);
      }
    } finally {
      await runner.release();
    }
  }

  private async transaction<T>(runner: QueryRunner, work: (session: SqlSession) => Promise<T>): Promise<T> {
    await runner.query('BEGIN ISOLATION LEVEL SERIALIZABLE');
    try {
      const result = await work(new SqlSession(runner, true));
      await runner.query('COMMIT');
      return result;
    } catch (error) {
      await runner.query('ROLLBACK').catch(() => undefined);
      throw error;
    }
  }
}

function isPassing(error: unknown): boolean {
  if (!(error instanceof Error) || error instanceof DomainError) return false;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  return RETRIED.has(code) || LOST.test(error.message);
}
