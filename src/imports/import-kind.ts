import type { PlainDate } from '../kernel/business-day.js';
import type { SqlReads } from '../platform/database/sql-reads.js';
import type { Tx } from '../platform/database/tx.js';
import type { ImportDefinition } from '../platform/files/import-definition.js';
import type { ImportError } from '../platform/files/import-reader.js';
import type { Policy } from '../venue/rules/policy-schema.js';

export const IMPORT_KINDS = ['MEMBERS', 'SLIPS', 'VALUES'] as const;
export type ImportKindName = (typeof IMPORT_KINDS)[number];

/** Where a file is checked: before which date, by which policy. */
export interface ImportPlace {
  readonly storeId: string;
  readonly businessDate: PlainDate;
  /** Milliseconds. */
  readonly now: number;
  readonly policy: Policy;
}

export interface LinedRow<Row> {
  readonly line: number;
  readonly row: Row;
}

export interface Findings {
  readonly errors: readonly ImportError[];
  /** Told, but nothing that stands in the way: a phone shared by a family. */
  readonly warnings: readonly ImportError[];
}

export type ImportFigures = Readonly<Record<string, number>>;

/** What a room of files knows about one kind of list. */
export interface ImportKind<Row> {
  readonly name: ImportKindName;
  readonly definition: ImportDefinition<Row>;
  /** What needs more than the row itself: twice in the file, already there, a date to come. */
  inspect(db: SqlReads, place: ImportPlace, rows: readonly LinedRow<Row>[]): Promise<Findings>;
  /** The row as the preview shows it, masked. */
  preview(row: Row): readonly string[];
  /** Takes one row in; counts go into `figures`. */
  take(tx: Tx, place: ImportPlace, row: Row, batchId: string): Promise<ImportFigures>;
}

/** A finding beside a column, under its first header. */
export function finding<Row>(
  definition: ImportDefinition<Row>,
  at: { line: number; column: string; code: string; params?: ImportError['params']; value?: string },
): ImportError {
  const { line, column, code, params = {}, value = '' } = at;
  return { line, code, params, value, column: definition.columns[column]?.headers[0] ?? '' };
}

/** Pieces of a list, each small enough for one statement. */
export function* chunksOf<T>(list: readonly T[], size = 400): Generator<readonly T[]> {
  for (let start = 0; start < list.length; start += size) yield list.slice(start, start + size);
}
