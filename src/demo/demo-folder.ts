import { existsSync, readdirSync, readFileSync, renameSync, rmdirSync, rmSync } from 'node:fs';
import { z } from 'zod';
import { dataFiles } from '../platform/database/data-files.js';
import { takeServerLock } from '../platform/database/server-lock.js';
import { StartupError } from '../platform/database/startup-error.js';
import type { Settings } from '../platform/settings/settings.js';

const installFile = z.object({ demo: z.boolean() });

/** Whether `folder` holds invented data. Throws `StartupError` when it holds anything else. */
export function holdsDemo(folder: string): boolean {
  if (!existsSync(folder) || readdirSync(folder).length === 0) return false;
  const { install } = dataFiles({ dataDir: folder });
  if (!isDemo(install))
    throw new StartupError(`${folder} is not a demo: it is left as it is (set KTV_DATA_DIR to another directory)`);
  return true;
}

/** Erases a demo, and nothing else. Refuses while its server runs. */
export function eraseDemo(settings: Settings): void {
  if (!holdsDemo(settings.dataDir)) return;
  const lock = takeServerLock(dataFiles(settings).lock);
  lock.release();
  rmSync(settings.dataDir, { recursive: true });
}

/** Makes a demo beside its place and moves it there when it is whole: one that was interrupted is never served. */
export async function makeInPlace(settings: Settings, make: (making: Settings) => Promise<void>): Promise<void> {
  const making = `${settings.dataDir}.making`;
  if (holdsDemo(making)) rmSync(making, { recursive: true });
  await make({ ...settings, dataDir: making });
  // an empty folder may stand there; a full one is refused by this very call
  if (existsSync(settings.dataDir)) rmdirSync(settings.dataDir);
  renameSync(making, settings.dataDir);
}

function isDemo(install: string): boolean {
  if (!existsSync(install)) return false;
  const parsed = installFile.safeParse(JSON.parse(readFileSync(install, 'utf8')));
  return parsed.success && parsed.data.demo;
}
