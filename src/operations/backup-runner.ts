import { Worker } from 'node:worker_threads';
import type { SealedRow } from '../platform/database/backup.js';
import type { Settings } from '../platform/settings/settings.js';

export interface BackupTask {
  readonly settings: Settings;
  readonly name: string;
  readonly folder: string;
  /** A copy made before, to be proved once more. */
  readonly earlier: string | undefined;
  /** Seals of journals that the copy must hold. */
  readonly mustHold: readonly SealedRow[];
}

export interface BackupOutcome {
  readonly path: string;
  /** The earlier copy could not be restored from any more. */
  readonly spoilt: boolean;
}

/** Runs one backup in a thread of its own. Rejects with what went wrong there. */
export function runBackup(task: BackupTask): Promise<BackupOutcome> {
  const worker = new Worker(new URL('./backup.worker.js', import.meta.url), { workerData: task });
  return new Promise((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`the backup ended with ${code}`)));
  });
}
