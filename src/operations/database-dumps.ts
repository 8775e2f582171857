import { spawn } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { SealedRow } from '../platform/database/backup.js';

export interface DumpFile {
  readonly file: string;
  readonly bytes: number;
}

/** Why a dump is not believed: it cannot be read to its end or lacks what was sealed; `pg_restore` is not on this machine. */
export type DumpFault = 'dumpSpoilt' | 'noDumpTool';

/**
 * The newest finished dump of PostgreSQL in a folder that was made at or after an instant (ms), read through by `pg_restore` to its last byte and
 * proved to hold these rows as they were sealed; undefined while there is none. Its name ends in `.dump` once it is whole.
 */
export async function provenDump(
  folder: string,
  since: number,
  rows: readonly SealedRow[],
): Promise<DumpFile | DumpFault | undefined> {
  const [newest] = readdirSync(folder)
    .filter((name) => name.endsWith('.dump'))
    .map((file) => ({ file, path: join(folder, file), stat: statSync(join(folder, file)) }))
    .filter(({ stat }) => stat.isFile() && stat.mtimeMs >= since)
    .toSorted((a, b) => b.stat.mtimeMs - a.stat.mtimeMs);
  if (!newest) return undefined;
  const fault = await faultOf(newest.path, rows);
  return fault ?? { file: newest.file, bytes: newest.stat.size };
}

/** The list of contents stands at the head of a dump: only reading all of it shows that nothing was cut off. */
function faultOf(path: string, rows: readonly SealedRow[]): Promise<DumpFault | undefined> {
  const wanted = new Set(rows.map(({ seal }) => seal));
  const overlap = Math.max(0, ...rows.map(({ seal }) => seal.length - 1));
  let tail = '';
  return new Promise((resolve) => {
    const reading = spawn('pg_restore', ['--file=-', path], {
      env: { PATH: process.env['PATH'] },
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    reading.on('error', () => resolve('noDumpTool'));
    reading.stdout.on('data', (chunk: Buffer) => {
      const text = tail + chunk.toString('latin1');
      for (const seal of wanted) if (text.includes(seal)) wanted.delete(seal);
      tail = overlap === 0 ? '' : text.slice(-overlap);
    });
    reading.on('close', (code) => resolve(code === 0 && wanted.size === 0 ? undefined : 'dumpSpoilt'));
  });
}
