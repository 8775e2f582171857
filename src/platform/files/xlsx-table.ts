import { Worker } from 'node:worker_threads';
import { DomainError } from '../../kernel/domain-error.js';
import type { FileLimits } from './file-limits.js';
import type { TableRow } from './table.js';

export type WorkbookMessage =
  | { readonly kind: 'ready' }
  | { readonly kind: 'rows'; readonly rows: readonly string[][]; readonly last: boolean }
  | { readonly kind: 'refused'; readonly code: string };

/** A hostile sheet may name row 99,999,999,999; its worker then dies of this, the counter does not. */
const WORKER_HEAP_MB = 768;
const WORKER_PATIENCE_MS = 60_000;

/**
 * Rows of the first sheet with their line numbers. The workbook is unpacked and read by a worker of its own with a
 * bounded heap, batch by batch as the rows are used. Throws `file.damaged`, `file.unpacksTooLarge`,
 * `file.tooManyRows`, `file.tooManyColumns`.
 */
export async function* xlsxRows(bytes: Buffer, limits: FileLimits): AsyncGenerator<TableRow> {
  const worker = new Worker(new URL('./xlsx-reader.worker.js', import.meta.url), {
    workerData: { bytes, limits },
    resourceLimits: { maxOldGenerationSizeMb: WORKER_HEAP_MB },
  });
  try {
    await answer(worker, limits);
    let line = 0;
    for (let last = false; !last; ) {
      worker.postMessage('more');
      const batch = await answer(worker, limits);
      if (batch.kind !== 'rows') throw new DomainError('file.damaged', {}, 'file');
      last = batch.last;
      for (const cells of batch.rows) yield { line: ++line, cells: checkedCells(cells, limits) };
    }
  } finally {
    await worker.terminate();
  }
}

function checkedCells(cells: readonly string[], { maxColumns, maxCellChars }: FileLimits): string[] {
  if (cells.length > maxColumns) throw new DomainError('file.tooManyColumns', { max: maxColumns }, 'file');
  return cells.map((cell) => cell.slice(0, maxCellChars + 1));
}

/** The worker's next message. A worker that dies or takes too long was given a file that is not worth reading. */
function answer(worker: Worker, limits: FileLimits): Promise<WorkbookMessage> {
  return new Promise((resolve, reject) => {
    const settle = (act: () => void): void => {
      clearTimeout(timer);
      worker.removeAllListeners();
      act();
    };
    const refuse = (code: string): void => settle(() => reject(new DomainError(code, { max: limits.maxRows }, 'file')));
    const timer = setTimeout(() => refuse('file.unpacksTooLarge'), WORKER_PATIENCE_MS);
    worker.once('message', (message: WorkbookMessage) =>
      message.kind === 'refused' ? refuse(message.code) : settle(() => resolve(message)),
    );
    worker.once('error', () => refuse('file.unpacksTooLarge'));
    worker.once('exit', () => refuse('file.damaged'));
  });
}
