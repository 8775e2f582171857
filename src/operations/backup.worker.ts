import { parentPort, workerData } from 'node:worker_threads';
import { proveBackup, proveHolds, verifiedBackup } from '../platform/database/backup.js';
import type { BackupOutcome, BackupTask } from './backup-runner.js';

/** Copying and proving walk every page: off the main thread, or the counter would stand still for as long. */
async function copy({ settings, name, folder, earlier, mustHold }: BackupTask): Promise<BackupOutcome> {
  const path = await verifiedBackup(settings, name, folder);
  proveHolds(path, mustHold);
  return { path, spoilt: earlier !== undefined && !holds(earlier) };
}

/** A medium ages: the copy of the day before must still be one that could be restored. */
function holds(path: string): boolean {
  try {
    proveBackup(path);
    return true;
  } catch {
    return false;
  }
}

const task: BackupTask = workerData;
parentPort?.postMessage(await copy(task));
