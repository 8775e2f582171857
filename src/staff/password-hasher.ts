import { randomBytes } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';
import { DomainError } from '../kernel/domain-error.js';

export interface HashCost {
  readonly memoryKiB: number;
  readonly passes: number;
}

/** Argon2id as the venue uses it: 64 MiB and three passes a guess. */
export const VENUE_COST: HashCost = { memoryKiB: 64 * 1024, passes: 3 };

const AT_ONCE = 2;
const WAITING = 40;

/** Passwords and PINs. Two at once at most, so that a flood of guesses cannot take the PC's memory and both its cores. */
export class PasswordHasher {
  private running = 0;
  private readonly queue: (() => void)[] = [];
  private decoy: Promise<string> | undefined;

  constructor(private readonly cost: HashCost = VENUE_COST) {}

  hash(secret: string): Promise<string> {
    return this.inTurn(() =>
      hash(normal(secret), { memoryCost: this.cost.memoryKiB, timeCost: this.cost.passes, parallelism: 1 }),
    );
  }

  /** Takes as long for somebody who does not exist (or has no secret) as for somebody who does. */
  async matches(secret: string, stored: string | null | undefined): Promise<boolean> {
    const known = stored ?? (await (this.decoy ??= this.hash(randomBytes(16).toString('hex'))));
    const right = await this.inTurn(() => verify(known, normal(secret)));
    return right && typeof stored === 'string';
  }

  /** Throws `server.busy` when too many are waiting. */
  private async inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (this.running >= AT_ONCE) await this.wait();
    else this.running += 1;
    try {
      return await work();
    } finally {
      const next = this.queue.shift();
      if (next) next();
      else this.running -= 1;
    }
  }

  private wait(): Promise<void> {
    if (this.queue.length >= WAITING) throw new DomainError('server.busy');
    return new Promise((resolve) => this.queue.push(resolve));
  }
}

/** The same password typed on two keyboards is the same password. */
function normal(secret: string): string {
  return secret.normalize('NFKC');
}
