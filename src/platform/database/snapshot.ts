import type { DataSource } from 'typeorm';
import type { SqlReads } from './sql-reads.js';
import { SqlSession } from './sql-session.js';

/**
 * Lets `work` read one unchanging state while others go on writing. The connection is taken for as long as it runs, so on
 * SQLite this belongs into a process of its own, never into the server.
 */
export async function inSnapshot<T>(source: DataSource, work: (db: SqlReads) => Promise<T>): Promise<T> {
  const postgres = source.options.type === 'postgres';
  const runner = source.createQueryRunner();
  try {
    await runner.query(postgres ? 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY' : 'BEGIN');
    try {
      return await work(new SqlSession(runner, postgres));
    } finally {
      await runner.query('ROLLBACK');
    }
  } finally {
    await runner.release();
  }
}
