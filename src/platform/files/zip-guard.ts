import { inflateRawSync } from 'node:zlib';

const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const END_BYTES = 22;
const ENTRY_BYTES = 46;
const LOCAL_BYTES = 30;
const LONGEST_COMMENT = 0xffff;
const MAX_PARTS = 500;
const STORED = 0;
const DEFLATED = 8;

export class UnsafeArchive extends Error {}

interface Part {
  readonly name: string;
  readonly method: number;
  readonly packed: number;
  readonly unpacked: number;
  readonly offset: number;
  readonly next: number;
}

/**
 * Unpacks every part of a workbook once, counting, before the reader is let at it: a small file may unpack to
 * gigabytes, and the sizes it declares may lie. Goes by the archive's directory, as the reader does.
 * Returns the names of the parts. Throws `UnsafeArchive` beyond `maxBytes`, with more than 500 parts, on other packing
 * methods and on damage.
 */
export function unpackedSafely(bytes: Buffer, maxBytes: number): string[] {
  const end = endOfDirectory(bytes);
  const count = bytes.readUInt16LE(end + 10);
  if (count > MAX_PARTS) throw new UnsafeArchive(`${count} parts`);
  const names: string[] = [];
  let left = maxBytes;
  let at = bytes.readUInt32LE(end + 16);
  for (let index = 0; index < count; index += 1) {
    const part = partAt(bytes, at);
    left -= unpackedSize(bytes, part, left);
    names.push(part.name);
    at = part.next;
  }
  return names;
}

/** The archive's last record, behind which only a comment may stand. */
function endOfDirectory(bytes: Buffer): number {
  const first = Math.max(0, bytes.length - END_BYTES - LONGEST_COMMENT);
  for (let at = bytes.length - END_BYTES; at >= first; at -= 1) {
    if (bytes.readUInt32LE(at) === END_OF_DIRECTORY) return at;
  }
  throw new UnsafeArchive('no directory');
}

function partAt(bytes: Buffer, at: number): Part {
  if (at + ENTRY_BYTES > bytes.length || bytes.readUInt32LE(at) !== DIRECTORY_ENTRY) throw new UnsafeArchive('damaged');
  const nameEnd = at + ENTRY_BYTES + bytes.readUInt16LE(at + 28);
  return {
    method: bytes.readUInt16LE(at + 10),
    packed: bytes.readUInt32LE(at + 20),
    unpacked: bytes.readUInt32LE(at + 24),
    offset: bytes.readUInt32LE(at + 42),
    name: bytes.toString('utf8', at + ENTRY_BYTES, nameEnd),
    next: nameEnd + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32),
  };
}

function unpackedSize(bytes: Buffer, part: Part, left: number): number {
  if (part.unpacked > left || part.offset + LOCAL_BYTES > bytes.length) throw new UnsafeArchive('unpacks to too much');
  const start = part.offset + LOCAL_BYTES + bytes.readUInt16LE(part.offset + 26) + bytes.readUInt16LE(part.offset + 28);
  const packed = bytes.subarray(start, start + part.packed);
  const size = part.method === STORED ? packed.length : inflatedSize(packed, part);
  if (size !== part.unpacked) throw new UnsafeArchive(`${part.name} declares a false size`);
  return size;
}

function inflatedSize(packed: Buffer, { method, unpacked }: Part): number {
  if (method !== DEFLATED) throw new UnsafeArchive(`packing method ${method}`);
  try {
    return inflateRawSync(packed, { maxOutputLength: unpacked + 1 }).length;
  } catch {
    throw new UnsafeArchive('packed bytes do not unpack as declared');
  }
}
