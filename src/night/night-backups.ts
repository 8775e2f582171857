import { basename } from 'node:path';
import {
  type BeforeApplicationShutdown,
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { BackupMediumMissing, DailyBackup } from '../operations/daily-backup.js';
import { provenDump } from '../operations/database-dumps.js';
import { Clock } from '../platform/clock/clock.js';
import type { SealedRow } from '../platform/database/backup.js';
import { type Command, SYSTEM_ACTOR } from '../platform/database/command.js';
import { Reader } from '../platform/database/reader.js';
import type { SqlReads } from '../platform/database/sql-reads.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { SETTINGS } from '../platform/settings/settings.module.js';
import type { Settings } from '../platform/settings/settings.js';
import { NightBackup } from './night-backup.entity.js';
import { type BackupRecord, type BackupStanding, backupStanding } from './rules/backup-standing.js';

const FIRST_LOOK_MS = 30_000;
const LOOK_EVERY_MS = 10 * 60_000;
const nothing = { file: null, bytes: null };

/** The newest closed day of a store: the seal its 日结单 lies under, and the newest try to copy it. */
export interface ClosedNight extends SealedRow {
  readonly storeName: string;
  readonly businessDate: string;
  readonly closedAt: number;
  readonly outcome: BackupRecord['outcome'] | null;
  readonly cause: string | null;
  readonly file: string | null;
  readonly triedAt: number | null;
}

interface Made {
  readonly outcome: BackupRecord['outcome'];
  readonly cause: string | null;
  readonly file: string | null;
  readonly bytes: number | null;
}

/** Every page asks this: CROSS JOIN keeps SQLite to the few stores first, and to one day of each by its index. */
const CLOSED =
  'SELECT s.store_id, t.name AS store_name, s.business_date, s.at AS closed_at, j.seq, j.seal, b.outcome, b.cause, b.file, b.at AS tried_at ' +
  'FROM store t CROSS JOIN day_snapshot s JOIN journal_entry j ON j.journal_id = s.journal_id ' +
  'LEFT JOIN night_backup b ON b.id = (SELECT x.id FROM night_backup x WHERE x.store_id = s.store_id ' +
  'AND x.business_date = s.business_date ORDER BY x.at DESC, x.id DESC LIMIT 1) ' +
  'WHERE s.store_id = t.id AND s.business_date = (SELECT max(x.business_date) FROM day_snapshot x WHERE x.store_id = t.id) ORDER BY t.name';

/**
 * A closed day is followed by a copy that is proved to hold it. Started at the close, looked for again at each start and every
 * ten minutes: a server that went down in between makes it when it is back. A later copy holds the earlier days too.
 */
@Injectable()
export class NightBackups implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly log = new Logger(NightBackups.name);
  private timers: NodeJS.Timeout[] = [];
  private running: Promise<void> = Promise.resolve();

  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    private readonly copies: DailyBackup,
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
    private readonly reader: Reader,
  ) {}

  onApplicationBootstrap(): void {
    const look = () => void this.runIfDue();
    this.timers = [setTimeout(look, FIRST_LOOK_MS).unref(), setInterval(look, LOOK_EVERY_MS).unref()];
  }

  async beforeApplicationShutdown(): Promise<void> {
    for (const timer of this.timers) clearTimeout(timer);
    await this.running;
  }

  /** Copies what was closed and is not copied yet; what goes wrong is kept as a row and shown, never thrown. */
  runIfDue(): Promise<void> {
    this.running = this.after(this.running);
    return this.running;
  }

  /** The newest closed day of each store. */
  newest(db: SqlReads): Promise<ClosedNight[]> {
    return db.rows<ClosedNight>(CLOSED);
  }

  standing({ closedAt, outcome, triedAt }: ClosedNight): BackupStanding {
    const record = outcome === null ? undefined : { outcome, at: triedAt ?? closedAt };
    return backupStanding(closedAt, record, this.clock.now());
  }

  private async after(earlier: Promise<void>): Promise<void> {
    await earlier;
    try {
      await this.run();
    } catch (error) {
      this.log.error(error);
    }
  }

  private async run(): Promise<void> {
    const due = (await this.newest(this.reader)).filter(({ outcome }) => outcome === null || outcome === 'FAILED');
    const [first] = due;
    if (!first) return;
    const made = await this.make(first.businessDate, due);
    if (!made) return;
    for (const night of due) {
      const told = made.outcome === 'FAILED' && night.outcome === 'FAILED' && night.cause === made.cause;
      if (!told) await this.record(night, made);
    }
  }

  /** Undefined while the copy that others make is not there yet: it is due, then late. */
  private async make(date: string, nights: readonly ClosedNight[]): Promise<Made | undefined> {
    try {
      if (this.settings.databaseUrl !== undefined) return await this.dumped(nights);
      const { path, bytes } = await this.copies.afterNight(date, nights);
      return { bytes, outcome: 'KEPT', cause: null, file: basename(path) };
    } catch (error) {
      this.log.error(error);
      return {
        ...nothing,
        outcome: 'FAILED',
        cause: error instanceof BackupMediumMissing ? 'mediumMissing' : 'failed',
      };
    }
  }

  /** PostgreSQL is copied by `pg_dump` from outside; what counts is that a whole dump that holds the close lies at the named place. */
  private async dumped(nights: readonly ClosedNight[]): Promise<Made | undefined> {
    const { backupDir } = this.settings;
    if (backupDir === undefined) return { ...nothing, outcome: 'FAILED', cause: 'noPlace' };
    if (this.copies.trouble === 'mediumMissing') throw new BackupMediumMissing();
    const since = Math.max(...nights.map(({ closedAt }) => closedAt));
    const dump = await provenDump(backupDir, since, nights);
    if (typeof dump === 'string') return { ...nothing, outcome: 'FAILED', cause: dump };
    return dump && { ...dump, outcome: 'ELSEWHERE', cause: null };
  }

  private async record({ storeId, businessDate }: ClosedNight, made: Made): Promise<void> {
    const command: Command = {
      storeId,
      businessDate,
      kind: 'night.backup',
      actorId: SYSTEM_ACTOR,
      terminalId: null,
      key: uuidv7(),
      input: { ...made },
    };
    await this.uow.run(command, async (tx) => {
      await tx.insert(NightBackup, { ...made, id: uuidv7(), storeId, businessDate, at: tx.now });
      return null;
    });
  }
}
