import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readSettings, type Settings } from '../src/platform/settings/settings.js';

/** A venue of its own in a temporary folder, gone afterwards. SQLite, with the durability it has in earnest. */
export async function inTemporaryVenue<T>(work: (settings: Settings) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'ktv-bench-'));
  try {
    return await work(readSettings({ KTV_DATA_DIR: join(folder, 'data'), KTV_KEY_FILE: join(folder, 'data.key') }));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
