import type { DataSource } from 'typeorm';
import type { SqlSession } from './sql-session.js';
import { Writer } from './writer.js';

/** Stands where the writer stands in a process that only looks: every change is refused before it begins. */
export class ReadingWriter extends Writer {
  constructor(readonly source: DataSource) {
    super();
  }

  override unit<T>(_chain: string, _work: (session: SqlSession) => Promise<T>): Promise<T> {
    return Promise.reject(new Error('this process reads only'));
  }

  override close(): Promise<void> {
    return this.source.destroy();
  }
}
