import { type BeforeApplicationShutdown, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { proposedBusinessDate } from '../kernel/business-day.js';
import { Clock } from '../platform/clock/clock.js';
import { Reader } from '../platform/database/reader.js';
import { BirthdayRosters } from './birthday-rosters.js';

/** Whoever joins is on tonight's list within minutes; a PC that was off on the 1st looks at its start. */
const LOOK_EVERY_MS = 5 * 60_000;

/** Keeps the lists of birthdays of every store. */
@Injectable()
export class BirthdaySchedule implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly log = new Logger(BirthdaySchedule.name);
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> = Promise.resolve();

  constructor(
    private readonly reader: Reader,
    private readonly clock: Clock,
    private readonly rosters: BirthdayRosters,
  ) {}

  onApplicationBootstrap(): void {
    this.look();
    this.timer = setInterval(() => this.look(), LOOK_EVERY_MS).unref();
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.running;
  }

  /** Brings the lists of every store up to date; a second look finds nothing to do. */
  async runDue(): Promise<void> {
    const today = proposedBusinessDate(this.clock.now());
    const stores = await this.reader.rows<{ id: string; businessDate: string | null }>(
      'SELECT s.id, d.business_date FROM store s LEFT JOIN business_day d ON d.open_store_id = s.id ORDER BY s.id',
    );
    for (const { id, businessDate } of stores) await this.rosters.update(id, businessDate ?? today);
  }

  private look(): void {
    this.running = this.running.then(() => this.runDue()).catch((error: unknown) => this.log.error(error));
  }
}
