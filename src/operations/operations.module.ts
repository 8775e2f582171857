import { Inject, Module } from '@nestjs/common';
import { HealthSigns } from '../platform/http/health-signs.js';
import { SETTINGS } from '../platform/settings/settings.module.js';
import type { Settings } from '../platform/settings/settings.js';
import { DailyBackup } from './daily-backup.js';
import { OperationSigns } from './operation-signs.js';

/** What keeps the house running while nobody looks. A database server has keepers of its own. */
@Module({ providers: [DailyBackup, OperationSigns], exports: [DailyBackup] })
export class OperationsModule {
  constructor(signs: HealthSigns, operations: OperationSigns, @Inject(SETTINGS) settings: Settings) {
    if (settings.databaseUrl) return;
    signs.register(() => operations.diskSpace());
    signs.register(() => operations.backupAge());
  }
}
