import { DomainError } from '../../kernel/domain-error.js';
import { csvRows } from './csv-table.js';
import { fileKind, type FileKind } from './file-kind.js';
import { FILE_LIMITS, type FileLimits } from './file-limits.js';
import type { TableRow } from './table-row.js';
import { xlsxRows } from './xlsx-table.js';

export interface Table {
  readonly kind: FileKind;
  readonly header: readonly string[];
  /** Everything below the header but empty rows. To be read once, to its end. */
  readonly rows: AsyncIterable<TableRow>;
}

/**
 * Reads an uploaded table: CSV (UTF-8 with or without BOM, UTF-16, GB18030; comma, tab or semicolon) or the first sheet
 * of an Excel workbook, told apart by content. Rows come as they are asked for, in bounded memory.
 * Throws `file.tooLarge` {maxMb}, `file.empty` and what `fileKind`, `csvRows` and `xlsxRows` throw; the rows end with
 * `file.tooManyRows` {max}. All of them belong to the form field `file`.
 */
export async function readTable(bytes: Buffer, limits: FileLimits = FILE_LIMITS): Promise<Table> {
  if (bytes.length > limits.maxBytes) {
    throw new DomainError('file.tooLarge', { maxMb: Math.floor(limits.maxBytes / 1024 / 1024) }, 'file');
  }
  const kind = fileKind(bytes);
  const rows = filled(kind === 'csv' ? csvRows(bytes, limits) : xlsxRows(bytes, limits));
  const first = await rows.next();
  if (first.done === true) throw new DomainError('file.empty', {}, 'file');
  return { kind, header: first.value.cells, rows: atMost(rows, limits.maxRows) };
}

async function* filled(rows: AsyncIterable<TableRow>): AsyncGenerator<TableRow> {
  for await (const row of rows) if (row.cells.some((cell) => cell !== '')) yield row;
}

async function* atMost(rows: AsyncIterable<TableRow>, max: number): AsyncGenerator<TableRow> {
  let count = 0;
  for await (const row of rows) {
    if (++count > max) throw new DomainError('file.tooManyRows', { max }, 'file');
    yield row;
  }
}
