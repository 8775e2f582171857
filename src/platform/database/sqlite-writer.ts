import type Database from 'better-sqlite3';
import type { DataSource, QueryRunner } from 'typeorm';
import { DomainError } from '../../kernel/domain-error.js';
import { SqlSession } from './sql-session.js';
import { Turnstile } from './turnstile.js';
import { Writer, WriterBroken } from './writer.js';

const QUEUE_LIMIT = 500;

/**
 * SQLite has one writer. `BEGIN IMMEDIATE` takes the lock before the first read, so no act decides on stale figures.
 * TypeORM's own idea of the transaction is never used: it can differ from SQLite's after a failed COMMIT or a full disk,
 * and then an act would be confirmed that is never durable. The driver is asked before and after every unit.
 */
export class SqliteWriter extends Writer {
  private readonly turnstile = new Turnstile(QUEUE_LIMIT);
  private readonly runner: QueryRunner;
  private readonly session: SqlSession;
  private closing = false;

  constructor(
    readonly source: DataSource,
    private readonly database: Database.Database,
  ) {
    super();
    this.runner = source.createQueryRunner();
    this.session = new SqlSession(this.runner, false);
  }

  override unit<T>(_chain: string, work: (session: SqlSession) => Promise<T>): Promise<T> {
    if (this.closing) return Promise.reject(new DomainError('server.stopping'));
    return this.turnstile.run(() => this.transaction(work));
  }

  override async close(): Promise<void> {
    this.closing = true;
    await this.turnstile.idle();
    this.database.pragma('wal_checkpoint(TRUNCATE)');
    await this.runner.release();
    await this.source.destroy();
  }

  private async transaction<T>(work: (session: SqlSession) => Promise<T>): Promise<T> {
    if (this.database.inTransaction) this.abandon();
    this.database.exec('BEGIN IMMEDIATE');
    try {
      const result = await work(this.session);
      if (!this.database.inTransaction) throw new WriterBroken('the transaction ended before its commit');
      this.database.exec('COMMIT');
      return result;
    } catch (error) {
      this.abandon();
      throw error;
    }
  }

  /** After a full disk or a failed COMMIT the transaction may be open or already rolled back: leave none behind. */
  private abandon(): void {
    if (this.database.inTransaction) this.database.exec('ROLLBACK');
    if (this.database.inTransaction) throw new WriterBroken('the transaction could not be rolled back');
  }
}
