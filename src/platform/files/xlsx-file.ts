import { Worker } from 'node:worker_threads';
import { DomainError } from '../../kernel/domain-error.js';
import { type ExportCell, type ExportKind, type ExportTable, exportCells, inBatches } from './export-table.js';
import { FILE_LIMITS } from './file-limits.js';

const BATCH_ROWS = 1_000;
const WORKER_HEAP_MB = 768;

export interface SheetHead {
  readonly sheetName: string;
  readonly headers: readonly string[];
  readonly kinds: readonly ExportKind[];
}

export type SheetMessage =
  | { readonly kind: 'rows'; readonly rows: readonly ExportCell[][] }
  | { readonly kind: 'end'; readonly watermark: string };

/**
 * An Excel workbook of one sheet: codes as text, money as numbers with two decimals, header frozen, watermark last.
 * It is put together by a worker while the counter is served. Throws `export.tooManyRows` {max}.
 */
export async function writeXlsx<Row>(table: ExportTable<Row>, sheetName = 'Sheet1'): Promise<Buffer> {
  const { columns, rows, watermark } = table;
  const head: SheetHead = {
    sheetName,
    headers: columns.map(({ header }) => header),
    kinds: columns.map(({ kind }) => kind),
  };
  const worker = new Worker(new URL('./xlsx-writer.worker.js', import.meta.url), {
    workerData: head,
    resourceLimits: { maxOldGenerationSizeMb: WORKER_HEAP_MB },
  });
  const say = (message: SheetMessage): Promise<Uint8Array> => exchange(worker, message);
  try {
    let count = 0;
    for await (const batch of inBatches(rows, BATCH_ROWS)) {
      count += batch.length;
      if (count > FILE_LIMITS.maxRows) throw new DomainError('export.tooManyRows', { max: FILE_LIMITS.maxRows });
      await say({ kind: 'rows', rows: batch.map((row) => exportCells(columns, row)) });
    }
    return Buffer.from(await say({ kind: 'end', watermark: watermark(count) }));
  } finally {
    await worker.terminate();
  }
}

/** One message there, one back: the worker never holds more than one batch that it has not taken in. */
function exchange(worker: Worker, message: SheetMessage): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    worker.removeAllListeners();
    worker.once('message', (bytes: Uint8Array) => resolve(bytes));
    worker.once('error', reject);
    worker.once('exit', () => reject(new Error('the workbook writer stopped')));
    worker.postMessage(message);
  });
}
