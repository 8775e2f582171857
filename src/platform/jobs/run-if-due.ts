import { type BeforeApplicationShutdown, Logger, type OnApplicationBootstrap } from '@nestjs/common';

/**
 * Work that is done when it is due and not at a clock time: looked for when the server starts, because the PC may have been off, and again and
 * again while it runs. One look at a time; what goes wrong is logged and looked at again next time.
 */
export abstract class RunIfDue implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly log = new Logger(this.constructor.name);
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> = Promise.resolve();

  /** Milliseconds between two looks. */
  protected abstract readonly lookEveryMs: number;

  /** Does what is due; a second run finds nothing to do. */
  abstract runDue(): Promise<unknown>;

  onApplicationBootstrap(): void {
    this.look();
    this.timer = setInterval(() => this.look(), this.lookEveryMs).unref();
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.running;
  }

  private look(): void {
    this.running = this.running
      .then(() => this.runDue())
      .then(
        () => undefined,
        (error: unknown) => this.log.error(error),
      );
  }
}
