import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock/clock.js';
import { SessionDatabase } from '../platform/http/session-database.js';
import { FORGET_MS, type ThrottleKind, throttleRules } from './rules/throttle.js';

/** Whose tries are counted, and where: `8801@terminal-7`. */
export interface Bucket {
  readonly kind: ThrottleKind;
  readonly name: string;
}

/** One statement counts and decides, so that fifty guesses at once are fifty tries. A blocked try changes nothing. */
const COUNT = `INSERT INTO sign_in_throttle (bucket, failures, last_at, blocked_until) VALUES (?, 1, ?, 0)
  ON CONFLICT (bucket) DO UPDATE SET
    failures = CASE WHEN sign_in_throttle.last_at < ? THEN 1 ELSE sign_in_throttle.failures + 1 END,
    blocked_until = CASE WHEN sign_in_throttle.last_at >= ? AND sign_in_throttle.failures + 1 >= ?
      THEN CAST(? AS bigint) ELSE 0 END,
    last_at = excluded.last_at
  WHERE sign_in_throttle.blocked_until <= ?
  RETURNING failures`;

/** Counts tries at secrets in the file of the sessions; worth nothing after a quarter of an hour. */
@Injectable()
export class SignInThrottle {
  constructor(
    private readonly database: SessionDatabase,
    private readonly clock: Clock,
  ) {}

  /** Counts one try before its secret is looked at. Milliseconds to wait when none may be made now, else 0. */
  async attempt(bucket: Bucket): Promise<number> {
    const now = this.clock.now();
    const { free, blockMs } = throttleRules[bucket.kind];
    const forgotten = now - FORGET_MS;
    const name = keyOf(bucket);
    const counted = await this.database.rows(COUNT, [name, now, forgotten, forgotten, free, now + blockMs, now]);
    if (counted.length > 0) return 0;
    const [row] = await this.database.rows<{ blockedUntil: number }>(
      'SELECT blocked_until FROM sign_in_throttle WHERE bucket = ?',
      [name],
    );
    // a clock that was set back must not shut anyone out for longer than the rule says
    const left = Math.min((row?.blockedUntil ?? now) - now, blockMs);
    return Math.max(left, 1);
  }

  /** The try was no guess: it is taken out of the count of its place. */
  async forgive(bucket: Bucket): Promise<void> {
    await this.database.run('UPDATE sign_in_throttle SET failures = failures - 1 WHERE bucket = ? AND failures > 0', [
      keyOf(bucket),
    ]);
  }

  /** The right secret was given. */
  async clear(bucket: Bucket): Promise<void> {
    await this.database.run('DELETE FROM sign_in_throttle WHERE bucket = ?', [keyOf(bucket)]);
  }
}

function keyOf({ kind, name }: Bucket): string {
  return `${kind}:${name}`.slice(0, 160);
}
