import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import Database from 'better-sqlite3';

/** The content of a file as a short text; `absent` when it is not there. */
export function fingerprintOf(path: string): string {
  return existsSync(path) ? createHash('sha256').update(readFileSync(path)).digest('hex') : 'absent';
}

/** Every row of every table, in a fixed order: two databases with equal dumps hold the same. */
export function dumpOf(path: string): Record<string, unknown[]> {
  const raw = new Database(path, { readonly: true, fileMustExist: true });
  try {
    const tables = raw
      .prepare("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name")
      .pluck()
      .all();
    return Object.fromEntries(
      tables.map((name) => [
        String(name),
        raw
          .prepare(`SELECT * FROM "${String(name)}"`)
          .all()
          .map((row) => JSON.stringify(row))
          .toSorted(),
      ]),
    );
  } finally {
    raw.close();
  }
}

/** Changes a database behind the program's back, as somebody with a SQLite browser would; its log is folded in. */
export function tamper(path: string, sql: string): void {
  const raw = new Database(path, { fileMustExist: true });
  raw.pragma('foreign_keys = OFF');
  raw.exec(sql);
  raw.pragma('wal_checkpoint(TRUNCATE)');
  raw.close();
}
