import type Database from 'better-sqlite3';
import type { DataSource } from 'typeorm';
import { isAppendOnly } from './append-only.js';
import { StartupError } from './startup-error.js';

/** Asserts, never assumes, what durability rests on: a build or a driver may change a default behind our back. */
export function assertPragmas(raw: Database.Database): void {
  const expected = { journal_mode: 'wal', synchronous: 2, foreign_keys: 1 } as const;
  for (const [pragma, value] of Object.entries(expected)) {
    const actual = raw.pragma(pragma, { simple: true });
    if (actual !== value) throw new StartupError(`database setting ${pragma} is ${String(actual)}, must be ${value}`);
  }
}

/** Every table of evidence must be guarded by the database itself; a guard that was dropped by hand stops the start. */
export async function assertAppendOnlyGuards(source: DataSource): Promise<void> {
  const guarded = await guardedTables(source);
  for (const { target, tableName } of source.entityMetadatas) {
    if (isAppendOnly(target) && !guarded.has(tableName)) {
      throw new StartupError(`table ${tableName} has lost its append-only guard`);
    }
  }
}

async function guardedTables(source: DataSource): Promise<Set<string>> {
  const postgres = source.options.type === 'postgres';
  const rows: { name: string; guards: number }[] = await source.query(
    postgres
      ? `SELECT c.relname AS name, COUNT(*) AS guards FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
         WHERE t.tgname LIKE '%append_only' AND t.tgenabled = 'O' GROUP BY c.relname`
      : `SELECT tbl_name AS name, COUNT(*) AS guards FROM sqlite_master
         WHERE type = 'trigger' AND name IN (tbl_name || '_no_update', tbl_name || '_no_delete') GROUP BY tbl_name`,
  );
  return new Set(rows.filter((row) => row.guards === (postgres ? 1 : 2)).map((row) => row.name));
}
