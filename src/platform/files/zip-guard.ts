import { inflateRawSync } from 'node:zlib';

const LOCAL_HEADER = 0x04034b50;
const DESCRIPTOR = 0x08074b50;
const HEADER_BYTES = 30;
const MAX_ENTRIES = 500;
const STORED = 0;
const DEFLATED = 8;

export class UnsafeArchive extends Error {}

interface Entry {
  readonly name: string;
  readonly method: number;
  readonly packed: number;
  readonly start: number;
  readonly described: boolean;
}

/**
 * Unpacks every part of a workbook once, counting, before the reader is let at it: a small file may unpack to
 * gigabytes, and the sizes it declares may lie. Returns the names of the parts.
 * Throws `UnsafeArchive` beyond `maxBytes`, with more than 500 parts, on other packing methods and on damage.
 */
export function unpackedSafely(bytes: Buffer, maxBytes: number): string[] {
  const names: string[] = [];
  let left = maxBytes;
  let at = 0;
  while (at + HEADER_BYTES <= bytes.length && bytes.readUInt32LE(at) === LOCAL_HEADER) {
    const entry = entryAt(bytes, at);
    const { size, end } = unpack(bytes, entry, left);
    left -= size;
    names.push(entry.name);
    if (left < 0 || names.length > MAX_ENTRIES) throw new UnsafeArchive('unpacks to too much');
    at = entry.described ? afterDescriptor(bytes, end) : end;
  }
  return names;
}

function entryAt(bytes: Buffer, at: number): Entry {
  const nameLength = bytes.readUInt16LE(at + 26);
  const start = at + HEADER_BYTES + nameLength + bytes.readUInt16LE(at + 28);
  return {
    name: bytes.toString('utf8', at + HEADER_BYTES, at + HEADER_BYTES + nameLength),
    described: (bytes.readUInt16LE(at + 6) & 8) !== 0,
    method: bytes.readUInt16LE(at + 8),
    packed: bytes.readUInt32LE(at + 18),
    start,
  };
}

/** Size unpacked, and where the packed bytes end: deflate says so itself. */
function unpack(bytes: Buffer, entry: Entry, left: number): { size: number; end: number } {
  if (entry.method === STORED && !entry.described) return { size: entry.packed, end: entry.start + entry.packed };
  if (entry.method !== DEFLATED) throw new UnsafeArchive(`packing method ${entry.method}`);
  try {
    const { buffer, engine } = inflateInfo(bytes.subarray(entry.start), left + 1);
    return { size: buffer.length, end: entry.start + engine.bytesWritten };
  } catch (error) {
    throw new UnsafeArchive(error instanceof Error ? error.message : 'damaged');
  }
}

interface Inflated {
  readonly buffer: Buffer;
  readonly engine: { readonly bytesWritten: number };
}

/** Node's `info` option, which its types leave out. */
function inflateInfo(bytes: Buffer, maxOutputLength: number): Inflated {
  const inflate: (input: Buffer, options: { info: true; maxOutputLength: number }) => unknown = inflateRawSync;
  const result = inflate(bytes, { info: true, maxOutputLength });
  if (!isInflated(result)) throw new UnsafeArchive('damaged');
  return result;
}

function isInflated(value: unknown): value is Inflated {
  return typeof value === 'object' && value !== null && 'engine' in value && 'buffer' in value;
}

/** A data descriptor is 12 bytes, 16 with its signature; 64-bit sizes never fit below our limits. */
function afterDescriptor(bytes: Buffer, at: number): number {
  if (at + 4 <= bytes.length && bytes.readUInt32LE(at) === DESCRIPTOR) return at + 16;
  return at + 12;
}
