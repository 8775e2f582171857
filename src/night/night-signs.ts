import { Injectable } from '@nestjs/common';
import { Reader } from '../platform/database/reader.js';
import type { HealthSign } from '../platform/http/health-signs.js';
import { NightBackups } from './night-backups.js';
import { isBackupWrong } from './rules/backup-standing.js';

/** What everybody must see of the night: a copy that is not there, a seal that was not whole. */
@Injectable()
export class NightSigns {
  constructor(
    private readonly backups: NightBackups,
    private readonly reader: Reader,
  ) {}

  async backup(): Promise<HealthSign> {
    for (const night of await this.backups.newest(this.reader)) {
      const standing = this.backups.standing(night);
      if (!isBackupWrong(standing)) continue;
      const params = { store: night.storeName, date: night.businessDate };
      const key = standing === 'LATE' ? 'night.sign.late' : `night.sign.${night.cause ?? 'failed'}`;
      return { name: 'nightBackup', state: 'warn', key, params };
    }
    return { name: 'nightBackup', state: 'ok', key: 'night.sign.kept' };
  }

  async seal(): Promise<HealthSign> {
    // Every page asks this: CROSS JOIN keeps SQLite to the few desks first, never to the seals of all nights.
    const broken = await this.reader.one<{ desk: string; date: string }>(
      'SELECT d.name AS desk, n.business_date AS date FROM desk d CROSS JOIN night_seal n ' +
        "WHERE n.live_desk_id = d.id AND n.state = 'BROKEN' ORDER BY n.created_at LIMIT 1",
    );
    if (!broken) return { name: 'nightSeal', state: 'ok', key: 'night.sign.whole' };
    return { name: 'nightSeal', state: 'warn', key: 'night.sign.broken', params: { ...broken } };
  }
}
