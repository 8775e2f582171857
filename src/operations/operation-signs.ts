import { statfs } from 'node:fs/promises';
import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock/clock.js';
import type { HealthSign } from '../platform/http/health-signs.js';
import { SETTINGS } from '../platform/settings/settings.module.js';
import type { Settings } from '../platform/settings/settings.js';
import { DailyBackup } from './daily-backup.js';
import { STALE_HOURS } from './rules/backup-plan.js';
import { spaceState } from './rules/disk-space.js';

const HOUR_MS = 3_600_000;
const MIB = 1024 * 1024;

/** What an operator must know before it hurts: no room on the disk, no copy to go back to. */
@Injectable()
export class OperationSigns {
  /** The age of copies is counted from the start while there is none: a new house has a day to make its first. */
  private readonly since: number;

  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    private readonly clock: Clock,
    private readonly backups: DailyBackup,
  ) {
    this.since = clock.now();
  }

  async diskSpace(): Promise<HealthSign> {
    const { bavail, bsize } = await statfs(this.settings.dataDir);
    const free = Math.floor((bavail * bsize) / MIB);
    const state = spaceState(free);
    return { state, name: 'diskSpace', key: `operations.disk.${state}`, params: { mib: free } };
  }

  backupAge(): HealthSign {
    const name = 'backup';
    const { trouble } = this.backups;
    if (trouble) return { name, state: 'warn', key: `operations.backup.${trouble}` };
    const hours = Math.floor((this.clock.now() - (this.backups.lastAt() ?? this.since)) / HOUR_MS);
    if (hours < STALE_HOURS) return { name, state: 'ok', key: 'operations.backup.ok' };
    return { name, state: 'warn', key: 'operations.backup.stale', params: { hours } };
  }
}
