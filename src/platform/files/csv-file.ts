import { Readable } from 'node:stream';
import { stringify } from 'csv-stringify/sync';
import { type ExportCell, type ExportKind, type ExportTable, exportCells, inBatches } from './export-table.js';

const BATCH_ROWS = 500;
const BOM = '\ufeff';

/** A CSV that Excel opens rightly: UTF-8 with BOM, CRLF, no cell that could run as a formula, watermark last. */
export function writeCsv<Row>(table: ExportTable<Row>): Readable {
  return Readable.from(csvText(table), { objectMode: false });
}

async function* csvText<Row>({ columns, rows, watermark }: ExportTable<Row>): AsyncGenerator<string> {
  let count = 0;
  yield BOM + lines([columns.map(({ header }) => csvCell('text', header))]);
  for await (const batch of inBatches(rows, BATCH_ROWS)) {
    count += batch.length;
    yield lines(
      batch.map((row) => exportCells(columns, row).map((cell, at) => csvCell(columns[at]?.kind ?? 'text', cell))),
    );
  }
  yield lines([[csvCell('text', watermark(count))]]);
}

function lines(rows: string[][]): string {
  return stringify(rows, { record_delimiter: '\r\n' });
}

/**
 * A cell of a CSV. What starts like a formula gets an apostrophe (a member named `=cmd|…` must not run on the
 * director's PC); a long code gets a tab behind it, else Excel makes 4.6E+17 of an ID number.
 */
export function csvCell(kind: ExportKind, cell: ExportCell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return kind === 'fen' ? fenText(cell) : String(cell);
  if (kind === 'code' && /^\d{11,}$/.test(cell)) return `${cell}\t`;
  return /^[\s]*[=+\-@\t\r|＝＋－＠]/u.test(cell) ? `'${cell}` : cell;
}

function fenText(fen: number): string {
  const digits = String(Math.abs(fen)).padStart(3, '0');
  return `${fen < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}
