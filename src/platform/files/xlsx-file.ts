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
  | { readonly kind: 'sheet'; readonly head: SheetHead }
  | { readonly kind: 'rows'; readonly rows: readonly ExportCell[][] }
  | { readonly kind: 'mark'; readonly watermark: string }
  | { readonly kind: 'end' };

/** A sheet of a workbook, whatever its rows are made of. */
export interface Sheet {
  readonly head: SheetHead;
  readonly batches: () => AsyncIterable<ExportCell[][]>;
  readonly watermark: (rowCount: number) => string;
}

export function sheetOf<Row>({ columns, rows, watermark }: ExportTable<Row>, sheetName: string): Sheet {
  return {
    watermark,
    head: { sheetName, headers: columns.map(({ header }) => header), kinds: columns.map(({ kind }) => kind) },
    async *batches() {
      for await (const batch of inBatches(rows, BATCH_ROWS)) yield batch.map((row) => exportCells(columns, row));
    },
  };
}

/** An Excel workbook of one sheet. Throws what `writeWorkbook` throws. */
export function writeXlsx<Row>(table: ExportTable<Row>, sheetName = 'Sheet1'): Promise<Buffer> {
  return writeWorkbook([sheetOf(table, sheetName)]);
}

/**
 * An Excel workbook: codes as text, money as numbers with two decimals, header frozen, watermark last on every sheet.
 * It is put together by a worker while the counter is served. Throws `export.tooManyRows` {max}.
 */
export async function writeWorkbook(sheets: readonly Sheet[]): Promise<Buffer> {
  const script = new URL('./xlsx-writer.worker.js', import.meta.url);
  const worker = new WorkerTalk<SheetMessage, Uint8Array>(script, {});
  try {
    for (const { head, batches, watermark } of sheets) {
      await worker.ask({ kind: 'sheet', head });
      let count = 0;
      for await (const rows of batches()) {
        count += rows.length;
        if (count > FILE_LIMITS.maxRows) throw new DomainError('export.tooManyRows', { max: FILE_LIMITS.maxRows });
        await worker.ask({ kind: 'rows', rows });
      }
      await worker.ask({ kind: 'mark', watermark: watermark(count) });
    }
    return Buffer.from(await worker.ask({ kind: 'end' }));
  } finally {
    await worker.close();
  }
}
