import { jest } from '@jest/globals';
import { dataSource } from '../../src/platform/database/data-sources.js';
import type { SqlValue } from '../../src/platform/database/sql-reads.js';
import { Tx } from '../../src/platform/database/tx.js';
import type { TestDatabase } from './databases.js';

const { one, run } = Object.getOwnPropertyDescriptors(Tx.prototype);

/** Units see a row as somebody read it before: what asks by these words is answered with that. Until `jest.restoreAllMocks()`. */
export function staleRead(words: string, row: object | undefined): void {
  jest.spyOn(Tx.prototype, 'one').mockImplementation(function <T>(
    this: Tx,
    sql: string,
    params?: readonly SqlValue[],
  ): Promise<T | undefined> {
    const read = sql.endsWith(words) ? Promise.resolve(row) : one.value!.call(this, sql, params);
    return read as Promise<T | undefined>;
  });
}

/** Units write without asking for what they read. */
export function forget(...asks: readonly string[]): void {
  jest.spyOn(Tx.prototype, 'run').mockImplementation(function (this: Tx, sql, params = []) {
    const ask = asks.find((words) => sql.endsWith(words));
    if (ask === undefined) return run.value!.call(this, sql, params);
    return run.value!.call(this, sql.replace(ask, ''), params.slice(0, 1 - ask.split('?').length));
  });
}

/** The database itself no longer keeps a second row with the same value out. */
export async function dropUnique({ settings }: TestDatabase, table: string, column: string): Promise<void> {
  const plain = await dataSource(settings, 'write').initialize();
  const runner = plain.createQueryRunner();
  if (!settings.databaseUrl) await runner.query('PRAGMA foreign_keys = OFF');
  const guard = (await runner.getTable(table))?.uniques.find(({ columnNames }) => columnNames.includes(column));
  if (!guard) throw new Error(`${table}.${column} has no unique constraint`);
  await runner.dropUniqueConstraint(table, guard);
  await plain.destroy();
}
