import { DomainError } from '../../kernel/domain-error.js';

export type FileKind = 'csv' | 'xlsx';

const ZIP = Buffer.from('PK\u0003\u0004', 'latin1');
const OLD_OFFICE = Buffer.from([0xd0, 0xcf, 0x11, 0xe0]);
const SNIFFED_BYTES = 64 * 1024;

/**
 * What the bytes are, whatever the file is called. Throws `file.empty`, `file.oldExcel` (.xls, or a workbook with a
 * password), `file.notATable` (pictures, PDF, programs, anything with NUL bytes).
 */
export function fileKind(bytes: Buffer): FileKind {
  if (bytes.length === 0) throw new DomainError('file.empty', {}, 'file');
  if (startsWith(bytes, ZIP)) return 'xlsx';
  if (startsWith(bytes, OLD_OFFICE)) throw new DomainError('file.oldExcel', {}, 'file');
  if (startsWith(bytes, Buffer.from('%PDF')) || (bytes.subarray(0, SNIFFED_BYTES).includes(0) && !isUtf16(bytes))) {
    throw new DomainError('file.notATable', {}, 'file');
  }
  return 'csv';
}

export type TextEncoding = 'utf8' | 'gb18030' | 'utf16le';

/**
 * The encoding of a text table. Excel in China saves CSV as GBK, other programs as UTF-8; GBK text is practically never
 * valid UTF-8, so trying UTF-8 first decides it.
 */
export function textEncoding(bytes: Buffer): TextEncoding {
  if (isUtf16(bytes)) return 'utf16le';
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return 'utf8';
  } catch {
    return 'gb18030';
  }
}

function isUtf16(bytes: Buffer): boolean {
  return bytes[0] === 0xff && bytes[1] === 0xfe;
}

function startsWith(bytes: Buffer, mark: Buffer): boolean {
  return bytes.subarray(0, mark.length).equals(mark);
}
