import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import type { ChainHead } from './journal.js';

type Heads = Record<string, Pick<ChainHead, 'seq' | 'seal'>>;

const WRITE_EVERY_MS = 1000;

/**
 * The last seal of every chain, kept outside the database: if the database is put back or its tail is cut off, what is
 * missing shows. Written at most once a second and at shutdown; it may lag behind the database, never run ahead of it.
 */
export class SealFile {
  private readonly heads: Heads;
  private timer: NodeJS.Timeout | undefined;

  /** `path` undefined: nothing is kept (another database server is the custodian). */
  constructor(private readonly path: string | undefined) {
    this.heads = path && existsSync(path) ? readHeads(path) : {};
  }

  keep(chain: string, head: ChainHead): void {
    const known = this.heads[chain];
    if (known && known.seq >= head.seq) return;
    this.heads[chain] = { seq: head.seq, seal: head.seal };
    this.timer ??= setTimeout(() => this.flush(), WRITE_EVERY_MS).unref();
  }

  /** What the file says, by chain. */
  known(): Readonly<Heads> {
    return this.heads;
  }

  /** Writes what was kept since the last time; nothing when nothing was, so that a mere reader leaves the file alone. */
  flush(): void {
    if (!this.timer) return;
    clearTimeout(this.timer);
    this.timer = undefined;
    if (!this.path) return;
    writeFileSync(`${this.path}.new`, `${JSON.stringify(this.heads, null, 1)}\n`, { mode: 0o600 });
    renameSync(`${this.path}.new`, this.path);
  }
}

function readHeads(path: string): Heads {
  const heads: Heads = JSON.parse(readFileSync(path, 'utf8'));
  return heads;
}
