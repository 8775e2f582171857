import { parentPort } from 'node:worker_threads';
import writeExcelFile, { type Row, type SheetData } from 'write-excel-file/node';
import type { ExportCell, ExportKind } from './export-table.js';
import type { SheetHead, SheetMessage } from './xlsx-file.js';

const NOTHING = new Uint8Array();
const FEN_PER_YUAN = 100;

const sheets: { readonly head: SheetHead; readonly data: SheetData }[] = [];

function sheetCell(kind: ExportKind | undefined, cell: ExportCell): Row[number] {
  if (cell === null) return null;
  if (typeof cell === 'string') return { value: cell, type: String, format: '@' };
  if (kind === 'fen') return { value: cell / FEN_PER_YUAN, type: Number, format: '#,##0.00' };
  return { value: cell, type: Number, format: '#,##0' };
}

function begin(head: SheetHead): void {
  sheets.push({ head, data: [head.headers.map((value) => ({ value, type: String, fontWeight: 'bold' as const }))] });
}

/** Onto the sheet that was begun last. */
function take(message: Extract<SheetMessage, { kind: 'rows' | 'mark' }>): void {
  const sheet = sheets.at(-1);
  if (!sheet) throw new Error('rows before their sheet');
  const { head, data } = sheet;
  if (message.kind === 'mark') data.push([{ value: message.watermark, type: String, format: '@' }]);
  else for (const row of message.rows) data.push(row.map((cell, at) => sheetCell(head.kinds[at], cell)));
}

async function finish(): Promise<Uint8Array> {
  const written = sheets.map(({ head: { sheetName, kinds }, data }) => {
    const columns = kinds.map((kind) => ({ width: kind === 'text' || kind === 'code' ? 20 : 14 }));
    return { data, columns, sheet: sheetName, stickyRowsCount: 1 };
  });
  return writeExcelFile(written).toBuffer();
}

parentPort?.on('message', (message: SheetMessage) => {
  if (message.kind === 'end') {
    finish().then(
      (bytes) => parentPort?.postMessage(bytes),
      (error: unknown) => {
        throw error;
      },
    );
    return;
  }
  if (message.kind === 'sheet') begin(message.head);
  else take(message);
  parentPort?.postMessage(NOTHING);
});
