import type { ErrorParams } from '../../kernel/domain-error.js';
import { type ColumnMap, type ImportDefinition, faultOf, mapColumns } from './import-definition.js';
import { FILE_LIMITS } from './file-limits.js';
import type { TableRow } from './table-row.js';
import type { Table } from './table.js';

export interface ImportError {
  readonly line: number;
  /** The header as it stands in the file; '' for the whole row. */
  readonly column: string;
  readonly code: string;
  readonly params: ErrorParams;
  /** Masked: a list of errors is printed and passed around. */
  readonly value: string;
}

export type ImportLine<Row> =
  | { readonly line: number; readonly value: Row; readonly errors?: undefined }
  | { readonly line: number; readonly value?: undefined; readonly errors: readonly ImportError[] };

export interface ImportCheck<Row> {
  readonly rowCount: number;
  readonly validCount: number;
  readonly errorCount: number;
  /** The first of them, by line; the count above knows them all. */
  readonly errors: readonly ImportError[];
  /** The first valid rows, for the preview. */
  readonly sample: readonly Row[];
}

const MAX_ERRORS = 500;
const SAMPLE_ROWS = 20;
const MAX_SHOWN_CHARS = 12;

/** Reads a table line by line; each line is a valid row or its errors. Throws what `mapColumns` and the table throw. */
export async function* importLines<Row>(
  definition: ImportDefinition<Row>,
  table: Table,
): AsyncGenerator<ImportLine<Row>> {
  const columns = mapColumns(definition, table.header);
  for await (const row of table.rows) yield lineOf(definition, columns, table.header, row);
}

/**
 * Goes through the whole file without keeping it: the preview before anything is written. `inspect` sees each valid row
 * and may add errors that need more than one row (the same card twice).
 */
export async function checkImport<Row>(
  definition: ImportDefinition<Row>,
  table: Table,
  inspect: (value: Row, line: number) => readonly ImportError[] = () => [],
): Promise<ImportCheck<Row>> {
  const errors: ImportError[] = [];
  const sample: Row[] = [];
  let [rowCount, validCount, errorCount] = [0, 0, 0];
  for await (const { line, value, errors: faults } of importLines(definition, table)) {
    const found = value === undefined ? (faults ?? []) : inspect(value, line);
    rowCount += 1;
    errorCount += found.length;
    errors.push(...found.slice(0, Math.max(0, MAX_ERRORS - errors.length)));
    if (found.length > 0) continue;
    validCount += 1;
    if (value !== undefined && sample.length < SAMPLE_ROWS) sample.push(value);
  }
  return { rowCount, validCount, errorCount, errors, sample };
}

function lineOf<Row>(
  definition: ImportDefinition<Row>,
  columns: ColumnMap,
  header: readonly string[],
  { line, cells }: TableRow,
): ImportLine<Row> {
  const texts = Object.fromEntries(Object.keys(definition.columns).map((key) => [key, cellAt(columns, cells, key)]));
  const tooLong = Object.keys(texts).filter((key) => (texts[key] ?? '').length > FILE_LIMITS.maxCellChars);
  const errorAt = (key: string, code: string, params: ErrorParams): ImportError => ({
    line,
    column: header[columns.get(key) ?? -1] ?? definition.columns[key]?.headers[0] ?? '',
    code,
    params,
    value: (definition.columns[key]?.mask ?? maskedCell)(texts[key] ?? ''),
  });
  if (tooLong.length > 0) {
    return {
      line,
      errors: tooLong.map((key) => errorAt(key, 'import.cell.tooLong', { max: FILE_LIMITS.maxCellChars })),
    };
  }
  const parsed = definition.row.safeParse(texts);
  if (parsed.success) return { line, value: parsed.data };
  return {
    line,
    errors: parsed.error.issues.map((issue) => {
      const { code, params } = faultOf(issue);
      return errorAt(String(issue.path[0] ?? ''), code, params);
    }),
  };
}

function cellAt(columns: ColumnMap, cells: readonly string[], key: string): string {
  const index = columns.get(key);
  return index === undefined ? '' : (cells[index] ?? '');
}

/** `张**`, `1**********`: enough to find the cell, not enough to learn what it says. */
export function maskedCell(value: string): string {
  const [first = '', ...rest] = [...value];
  return first + '*'.repeat(Math.min(rest.length, MAX_SHOWN_CHARS - 1));
}
