import type { DataSource } from 'typeorm';
import type { SqlSession } from './sql-session.js';

/** The one door through which changes are made; each database has its own way of letting one act through at a time. */
export abstract class Writer {
  abstract readonly source: DataSource;

  /**
   * Runs `work` in one transaction that is durable when this resolves, or wholly absent when it rejects.
   * `chain` names the store whose acts wait for one another. `work` may be run again after a conflict.
   */
  abstract unit<T>(chain: string, work: (session: SqlSession) => Promise<T>): Promise<T>;

  /** Refuses new units, waits for those under way and closes the connection. */
  abstract close(): Promise<void>;
}

/** The connection can no longer be trusted to say what is durable; the process must be started again. */
export class WriterBroken extends Error {}
