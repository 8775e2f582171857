import { closeSync, openSync, readdirSync, readSync, statSync } from 'node:fs';
import { join } from 'node:path';

export interface DumpFile {
  readonly file: string;
  readonly bytes: number;
}

/** How a `pg_dump --format=custom` begins. */
const MARK = 'PGDMP';

/** The newest finished dump of PostgreSQL in a folder that was made at or after an instant (ms); its name ends in `.dump` once it is whole. */
export function dumpSince(folder: string, since: number): DumpFile | undefined {
  const [newest] = readdirSync(folder)
    .filter((name) => name.endsWith('.dump'))
    .map((file) => ({ file, path: join(folder, file), stat: statSync(join(folder, file)) }))
    .filter(({ path, stat }) => stat.isFile() && stat.mtimeMs >= since && beginsAsDump(path))
    .toSorted((a, b) => b.stat.mtimeMs - a.stat.mtimeMs);
  return newest && { file: newest.file, bytes: newest.stat.size };
}

function beginsAsDump(path: string): boolean {
  const head = Buffer.alloc(MARK.length);
  const handle = openSync(path, 'r');
  try {
    return readSync(handle, head) === MARK.length && head.toString('latin1') === MARK;
  } finally {
    closeSync(handle);
  }
}
