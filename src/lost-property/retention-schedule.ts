import { type BeforeApplicationShutdown, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { LostRetention } from './lost-retention.js';

/** A PC that was off has its look at the start; one that runs for weeks has one every hour. */
const LOOK_EVERY_MS = 60 * 60_000;

/** Looks for people and pictures of lost property whose keeping time is over. */
@Injectable()
export class RetentionSchedule implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly log = new Logger(RetentionSchedule.name);
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> = Promise.resolve();

  constructor(private readonly retention: LostRetention) {}

  onApplicationBootstrap(): void {
    this.look();
    this.timer = setInterval(() => this.look(), LOOK_EVERY_MS).unref();
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.running;
  }

  private look(): void {
    this.running = this.running.then(() => this.retention.runDue()).catch((error: unknown) => this.log.error(error));
  }
}
