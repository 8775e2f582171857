import { DomainError } from '../../kernel/domain-error.js';
import { type ExportCell, type ExportKind, type ExportTable, exportCells, inBatches } from './export-table.js';
import { FILE_LIMITS } from './file-limits.js';
import { WorkerTalk } from './worker-talk.js';

const BATCH_ROWS = 1_000;

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
  const script = new URL('./xlsx-writer.worker.js', import.meta.url);
  const worker = new WorkerTalk<SheetMessage, Uint8Array>(script, head);
  try {
    let count = 0;
    for await (const batch of inBatches(rows, BATCH_ROWS)) {
      count += batch.length;
      if (count > FILE_LIMITS.maxRows) throw new DomainError('export.tooManyRows', { max: FILE_LIMITS.maxRows });
      await worker.ask({ kind: 'rows', rows: batch.map((row) => exportCells(columns, row)) });
    }
    return Buffer.from(await worker.ask({ kind: 'end', watermark: watermark(count) }));
  } finally {
    await worker.close();
  }
}
