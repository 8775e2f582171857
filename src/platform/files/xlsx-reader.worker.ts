import { parentPort, workerData } from 'node:worker_threads';
import { readSheet } from 'read-excel-file/universal';
import type { FileLimits } from './file-limits.js';
import { cellText, numberText } from './xlsx-cell.js';
import type { WorkbookMessage } from './xlsx-table.js';
import { UnsafeArchive, unpackedSafely } from './zip-guard.js';

const BATCH_ROWS = 1_000;

interface Task {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly limits: FileLimits;
}

const post = (message: WorkbookMessage): void => parentPort?.postMessage(message);

/** Unpacks and reads off the main thread; batches are handed over one at a time, when asked for. */
async function read({ bytes, limits }: Task): Promise<void> {
  const file = Buffer.from(bytes);
  const parts = unpackedSafely(file, limits.maxUnpackedBytes);
  if (!parts.some((name) => name === 'xl/workbook.xml')) return post({ kind: 'refused', code: 'file.notATable' });
  // The reader for Node would start workers of its own; we are one already.
  const sheet = await readSheet(new Blob([bytes]), { parseNumber: numberText });
  if (sheet.length > limits.maxRows + 1) return post({ kind: 'refused', code: 'file.tooManyRows' });
  let next = 0;
  parentPort?.on('message', () => {
    const rows = sheet.slice(next, next + BATCH_ROWS).map((cells) => cells.map((cell) => cellText(cell)));
    next += rows.length;
    post({ kind: 'rows', rows, last: next >= sheet.length });
  });
  post({ kind: 'ready' });
}

const task: Task = workerData;
read(task).catch((error: unknown) => {
  post({ kind: 'refused', code: error instanceof UnsafeArchive ? 'file.unpacksTooLarge' : 'file.damaged' });
});
