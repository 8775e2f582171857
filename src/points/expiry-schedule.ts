import { type BeforeApplicationShutdown, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { PointsExpiry } from './points-expiry.js';

/** A day opened by hand has its run a few minutes later; a PC that was off has it at the start. */
const LOOK_EVERY_MS = 5 * 60_000;

/** Looks for business days that have not had their expiry run. */
@Injectable()
export class ExpirySchedule implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly log = new Logger(ExpirySchedule.name);
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> = Promise.resolve();

  constructor(private readonly expiry: PointsExpiry) {}

  onApplicationBootstrap(): void {
    this.look();
    this.timer = setInterval(() => this.look(), LOOK_EVERY_MS).unref();
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.running;
  }

  private look(): void {
    this.running = this.running.then(() => this.expiry.runDue()).catch((error: unknown) => this.log.error(error));
  }
}
