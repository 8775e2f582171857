import { existsSync, rmSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import {
  type BeforeApplicationShutdown,
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { calendarDate, type PlainDate } from '../kernel/business-day.js';
import { Clock } from '../platform/clock/clock.js';
import { type BackupFile, backupsIn, type SealedRow } from '../platform/database/backup.js';
import { dataFiles } from '../platform/database/data-files.js';
import { SETTINGS } from '../platform/settings/settings.module.js';
import type { Settings } from '../platform/settings/settings.js';
import { runBackup } from './backup-runner.js';
import { dailyName, isBackupDue, nightName, outlivedBackups } from './rules/backup-plan.js';

/** The desk is opened first; then there is time for a copy. */
const FIRST_LOOK_MS = 60_000;
const LOOK_EVERY_MS = 10 * 60_000;

/** The folder that was named for copies is not there. */
export class BackupMediumMissing extends Error {}

export type BackupTrouble = 'failed' | 'mediumMissing' | 'spoilt';

/** A verified copy of the SQLite database every day, without anybody thinking of it. PostgreSQL has its own ways. */
@Injectable()
export class DailyBackup implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly log = new Logger(DailyBackup.name);
  private timers: NodeJS.Timeout[] = [];
  private running: Promise<void> = Promise.resolve();
  private lastTrouble: BackupTrouble | undefined;
  private madeAt = 0;

  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    private readonly clock: Clock,
  ) {}

  /** Where copies go: `KTV_BACKUP_DIR`, or a folder in the data directory. */
  get folder(): string {
    return this.settings.backupDir ?? dataFiles(this.settings).backups;
  }

  get trouble(): BackupTrouble | undefined {
    return this.mediumMissing() ? 'mediumMissing' : this.lastTrouble;
  }

  /** When the newest copy was made, whoever made it (ms); undefined when there is none. */
  lastAt(): number | undefined {
    const newest = Math.max(this.madeAt, backupsIn(this.folder).at(-1)?.at ?? 0);
    return newest === 0 ? undefined : newest;
  }

  onApplicationBootstrap(): void {
    if (this.settings.databaseUrl) return;
    const look = () => void this.runIfDue();
    this.timers = [setTimeout(look, FIRST_LOOK_MS).unref(), setInterval(look, LOOK_EVERY_MS).unref()];
  }

  async beforeApplicationShutdown(): Promise<void> {
    for (const timer of this.timers) clearTimeout(timer);
    await this.running;
  }

  /** Makes today's copy unless it is there; what goes wrong is shown as a sign of health, never thrown. */
  runIfDue(): Promise<void> {
    this.running = this.running.then(() => this.run());
    return this.running;
  }

  /**
   * The copy that follows a closed day, proved to hold the sealed rows of that close. Rejects with what went wrong; a
   * medium that is not there is a `BackupMediumMissing`.
   */
  afterNight(date: PlainDate, mustHold: readonly SealedRow[]): Promise<BackupFile> {
    const made = this.running.then(() => this.copyNight(date, mustHold));
    this.running = made.then(
      () => undefined,
      () => undefined,
    );
    return made;
  }

  private async copyNight(date: PlainDate, mustHold: readonly SealedRow[]): Promise<BackupFile> {
    if (this.mediumMissing()) throw new BackupMediumMissing();
    const { folder, settings } = this;
    const name = nightName(date, this.clock.now());
    const { path } = await runBackup({ settings, folder, name, mustHold, earlier: undefined });
    this.lastTrouble = undefined;
    this.madeAt = this.clock.now();
    this.dropOutlived();
    return { path, at: this.madeAt, bytes: statSync(path).size };
  }

  private dropOutlived(): void {
    const { folder } = this;
    const names = backupsIn(folder).map(({ path }) => basename(path));
    for (const name of outlivedBackups(names)) rmSync(join(folder, name));
  }

  private async run(): Promise<void> {
    if (this.mediumMissing()) return;
    try {
      const { folder, settings } = this;
      const before = backupsIn(folder).map(({ path }) => path);
      const today = calendarDate(this.clock.now());
      if (
        !isBackupDue(
          before.map((path) => basename(path)),
          today,
        )
      )
        return;
      const { spoilt } = await runBackup({
        settings,
        folder,
        name: dailyName(today),
        earlier: before.at(-1),
        mustHold: [],
      });
      this.lastTrouble = spoilt ? 'spoilt' : undefined;
      this.madeAt = this.clock.now();
      this.dropOutlived();
    } catch (error) {
      this.lastTrouble = 'failed';
      this.log.error(error);
    }
  }

  /** A folder that was named stands on a medium of its own: it is never made, or the copies would land on the wrong disk. */
  private mediumMissing(): boolean {
    const { backupDir } = this.settings;
    return backupDir !== undefined && !(existsSync(backupDir) && statSync(backupDir).isDirectory());
  }
}
