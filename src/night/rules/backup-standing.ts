/** DUE: just closed, the copy is under way. LATE: it should be there by now. */
export type BackupStanding = 'KEPT' | 'ELSEWHERE' | 'DUE' | 'LATE' | 'FAILED';

export interface BackupRecord {
  /** ELSEWHERE: a dump of the database server, made from outside, lies at the named place. */
  readonly outcome: 'KEPT' | 'ELSEWHERE' | 'FAILED';
  /** Milliseconds. */
  readonly at: number;
}

/** How long a copy may take before somebody is told. */
export const BACKUP_PATIENCE_MS = 30 * 60_000;

/** How it stands with the copy that must follow a closed day; the newest record speaks. */
export function backupStanding(closedAt: number, newest: BackupRecord | undefined, now: number): BackupStanding {
  if (newest) return newest.outcome;
  return now - closedAt > BACKUP_PATIENCE_MS ? 'LATE' : 'DUE';
}

export function isBackupWrong(standing: BackupStanding): boolean {
  return standing === 'LATE' || standing === 'FAILED';
}
