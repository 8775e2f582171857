/** How a column is written: `text` as typed, `code` digits that must stay text (phone, card, ID), `count` a whole number, `fen` money. */
export type ExportKind = 'text' | 'code' | 'count' | 'fen';

export interface ExportColumn<Row> {
  readonly header: string;
  readonly kind: ExportKind;
  /** null and undefined are empty cells. `count` and `fen` take whole numbers. */
  readonly value: (row: Row) => string | number | null | undefined;
}

export interface ExportTable<Row> {
  readonly columns: readonly ExportColumn<Row>[];
  readonly rows: AsyncIterable<Row> | Iterable<Row>;
  /** Last row of the file: who, when, how many rows, e.g. 「王丽 2026-11-21 21:40 导出 2,000 行」. */
  readonly watermark: (rowCount: number) => string;
}

export type ExportCell = string | number | null;

/** Control characters no spreadsheet accepts, and halves of surrogate pairs. */
const UNWRITABLE = /(?![\t\n\r])\p{Cc}|[\ufffe\uffff]|\p{Cs}/gu;

/** The cells of one row; throws when a figure is no whole number, so that no rounding reaches a report. */
export function exportCells<Row>(columns: readonly ExportColumn<Row>[], row: Row): ExportCell[] {
  return columns.map(({ header, kind, value }) => {
    const cell = value(row) ?? null;
    if (cell === null) return null;
    if (kind === 'text' || kind === 'code') return String(cell).replace(UNWRITABLE, '');
    if (!Number.isSafeInteger(cell)) throw new Error(`${header}: ${String(cell)} is no whole number`);
    return cell;
  });
}

/** Batches of a source, so that neither a message nor a write is made for every single row. */
export async function* inBatches<T>(source: AsyncIterable<T> | Iterable<T>, size: number): AsyncGenerator<T[]> {
  let batch: T[] = [];
  for await (const item of source) {
    batch.push(item);
    if (batch.length < size) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
