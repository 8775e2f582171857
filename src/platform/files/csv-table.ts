import { Readable } from 'node:stream';
import { parse } from 'csv-parse';
import iconv from 'iconv-lite';
import { DomainError } from '../../kernel/domain-error.js';
import { textEncoding, type TextEncoding } from './file-kind.js';
import type { FileLimits } from './file-limits.js';
import type { TableRow } from './table-row.js';

const CHUNK_BYTES = 64 * 1024;
const NEWLINES = /\r\n|\r|\n/g;

interface Parsed {
  readonly record: string[];
  readonly raw: string;
}

/**
 * Rows of a CSV file with the line each starts on, first row first, a chunk at a time so that the counter is served
 * meanwhile. Throws `file.encoding`, `file.badQuotes` {line}, `file.tooManyColumns`.
 */
export async function* csvRows(bytes: Buffer, limits: FileLimits): AsyncGenerator<TableRow> {
  const encoding = textEncoding(bytes);
  const parser = Readable.from(chunks(bytes))
    .pipe(iconv.decodeStream(encoding))
    .pipe(
      parse({
        bom: true,
        raw: true,
        relax_column_count: true,
        delimiter: delimiterOf(bytes, encoding),
        max_record_size: 1_000_000,
      }),
    );
  let line = 1;
  try {
    for await (const item of parser) {
      const { record, raw }: Parsed = item;
      yield { line, cells: record.map((cell) => checkedCell(cell, line, limits)) };
      if (record.length > limits.maxColumns)
        throw new DomainError('file.tooManyColumns', { max: limits.maxColumns }, 'file');
      line += raw.match(NEWLINES)?.length ?? 0;
    }
  } catch (error) {
    if (error instanceof Error && error.name === 'Error' && 'code' in error)
      throw new DomainError('file.badQuotes', { line }, 'file');
    throw error;
  }
}

/** U+FFFD appears when bytes are no text of the encoding we settled on. */
function checkedCell(cell: string, line: number, { maxCellChars }: FileLimits): string {
  if (cell.includes('\ufffd')) throw new DomainError('file.encoding', { line }, 'file');
  return cell.trim().slice(0, maxCellChars + 1);
}

/** The separator that the first line holds most of; Excel's "Unicode text" has tabs, some systems semicolons. */
function delimiterOf(bytes: Buffer, encoding: TextEncoding): string {
  const [first = ''] = iconv.decode(bytes.subarray(0, 4096), encoding).split(/\r|\n/, 1);
  const count = (mark: string): number => first.split(mark).length;
  return [',', '\t', ';'].reduce((best, mark) => (count(mark) > count(best) ? mark : best));
}

function* chunks(bytes: Buffer): Generator<Buffer> {
  for (let start = 0; start < bytes.length; start += CHUNK_BYTES) yield bytes.subarray(start, start + CHUNK_BYTES);
}
