import { DomainError } from '../../kernel/domain-error.js';

/** Lets one act through at a time, in order of arrival; beyond `limit` waiting it says "busy" instead of growing. */
export class Turnstile {
  private last: Promise<unknown> = Promise.resolve();
  private waiting = 0;

  constructor(private readonly limit: number) {}

  run<T>(work: () => Promise<T>): Promise<T> {
    if (this.waiting >= this.limit) return Promise.reject(new DomainError('server.busy'));
    this.waiting += 1;
    const turn = this.last.then(work).finally(() => {
      this.waiting -= 1;
    });
    this.last = turn.catch(() => undefined);
    return turn;
  }

  /** Resolves when everything that was let in has finished. */
  async idle(): Promise<void> {
    await this.last;
  }
}
