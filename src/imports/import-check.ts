import { setImmediate as nextTurn } from 'node:timers/promises';
import { DomainError } from '../kernel/domain-error.js';
import type { SqlReads } from '../platform/database/sql-reads.js';
import { FILE_LIMITS } from '../platform/files/file-limits.js';
import { type ImportError, importLines } from '../platform/files/import-reader.js';
import { readTable } from '../platform/files/table.js';
import type { ImportKind, ImportPlace, LinedRow } from './import-kind.js';

export interface CheckedFile<Row> {
  readonly rowCount: number;
  readonly rows: readonly LinedRow<Row>[];
  readonly errors: readonly ImportError[];
  readonly warnings: readonly ImportError[];
}

/** More than any venue hands in at once, few enough to be taken in by one act. */
export const IMPORT_LIMITS = { ...FILE_LIMITS, maxRows: 20_000 };

const ROWS_A_TURN = 20;

/**
 * Reads a whole file and checks every row; the counter is served meanwhile. Throws what cannot be said of a single row:
 * `file.*`, `import.columnMissing`, `import.columnTwice`, `import.noRows`.
 */
export async function checkFile<Row>(
  kind: ImportKind<Row>,
  bytes: Buffer,
  db: SqlReads,
  place: ImportPlace,
): Promise<CheckedFile<Row>> {
  const table = await readTable(bytes, IMPORT_LIMITS);
  const rows: LinedRow<Row>[] = [];
  const errors: ImportError[] = [];
  let rowCount = 0;
  for await (const line of importLines(kind.definition, table)) {
    rowCount += 1;
    if (line.value === undefined) errors.push(...(line.errors ?? []));
    else rows.push({ line: line.line, row: line.value });
    if (rowCount % ROWS_A_TURN === 0) await nextTurn();
  }
  if (rowCount === 0) throw new DomainError('import.noRows', {}, 'file');
  const found = await kind.inspect(db, place, rows);
  const all = [...errors, ...found.errors].toSorted((a, b) => a.line - b.line);
  return { rowCount, rows, errors: all, warnings: found.warnings };
}
