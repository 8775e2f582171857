import { DomainError } from '../../kernel/domain-error.js';
import type { FileLimits } from './file-limits.js';
import type { TableRow } from './table-row.js';
import { WorkerLost, WorkerTalk } from './worker-talk.js';

export type WorkbookMessage =
  | { readonly kind: 'ready' }
  | { readonly kind: 'rows'; readonly rows: readonly string[][]; readonly last: boolean }
  | { readonly kind: 'refused'; readonly code: string };

/**
 * Rows of the first sheet with their line numbers. The workbook is unpacked and read by a worker of its own with a
 * bounded heap (a hostile sheet may name row 99,999,999,999), batch by batch as the rows are used.
 * Throws `file.damaged`, `file.notATable`, `file.unpacksTooLarge`, `file.tooManyRows`, `file.tooManyColumns`.
 */
export async function* xlsxRows(bytes: Buffer, limits: FileLimits): AsyncGenerator<TableRow> {
  const script = new URL('./xlsx-reader.worker.js', import.meta.url);
  const worker = new WorkerTalk<'more', WorkbookMessage>(script, { bytes, limits });
  try {
    accepted(await worker.listen(), limits);
    let line = 0;
    for (let last = false; !last;) {
      const batch = accepted(await worker.ask('more'), limits);
      last = batch.last;
      for (const cells of batch.rows) yield { line: ++line, cells: checkedCells(cells, limits) };
    }
  } catch (error) {
    throw error instanceof WorkerLost ? new DomainError('file.unpacksTooLarge', {}, 'file') : error;
  } finally {
    await worker.close();
  }
}

function accepted(message: WorkbookMessage, { maxRows }: FileLimits): { rows: readonly string[][]; last: boolean } {
  if (message.kind === 'refused') throw new DomainError(message.code, { max: maxRows }, 'file');
  return message.kind === 'rows' ? message : { rows: [], last: false };
}

function checkedCells(cells: readonly string[], { maxColumns, maxCellChars }: FileLimits): string[] {
  if (cells.length > maxColumns) throw new DomainError('file.tooManyColumns', { max: maxColumns }, 'file');
  return cells.map((cell) => cell.slice(0, maxCellChars + 1));
}
