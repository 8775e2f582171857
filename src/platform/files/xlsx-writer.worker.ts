import { parentPort, workerData } from 'node:worker_threads';
import writeExcelFile, { type Row, type SheetData } from 'write-excel-file/node';
import type { ExportCell, ExportKind } from './export-table.js';
import type { SheetHead, SheetMessage } from './xlsx-file.js';

const NOTHING = new Uint8Array();
const FEN_PER_YUAN = 100;

const { headers, kinds, sheetName }: SheetHead = workerData;
const sheet: SheetData = [headers.map((header) => ({ value: header, type: String, fontWeight: 'bold' as const }))];

function sheetCell(kind: ExportKind | undefined, cell: ExportCell): Row[number] {
  if (cell === null) return null;
  if (typeof cell === 'string') return { value: cell, type: String, format: '@' };
  if (kind === 'fen') return { value: cell / FEN_PER_YUAN, type: Number, format: '#,##0.00' };
  return { value: cell, type: Number, format: '#,##0' };
}

async function finish(watermark: string): Promise<Uint8Array> {
  sheet.push([{ value: watermark, type: String, format: '@' }]);
  const columns = kinds.map((kind) => ({ width: kind === 'text' || kind === 'code' ? 20 : 14 }));
  return writeExcelFile(sheet, { sheet: sheetName, columns, stickyRowsCount: 1 }).toBuffer();
}

parentPort?.on('message', (message: SheetMessage) => {
  if (message.kind === 'rows') {
    for (const row of message.rows) sheet.push(row.map((cell, at) => sheetCell(kinds[at], cell)));
    parentPort?.postMessage(NOTHING);
    return;
  }
  finish(message.watermark).then(
    (bytes) => parentPort?.postMessage(bytes),
    (error: unknown) => {
      throw error;
    },
  );
});
