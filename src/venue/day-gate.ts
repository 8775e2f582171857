import { Injectable } from '@nestjs/common';
import type { ErrorParams } from '../kernel/domain-error.js';
import type { SqlReads } from '../platform/database/sql-reads.js';
import type { Tx } from '../platform/database/tx.js';

/** Why a day cannot be closed yet: a text key with its parameters, and the page that clears it. */
export interface DayObstacle {
  readonly key: string;
  readonly params?: ErrorParams;
  readonly href?: string;
}

type DayCheck = (db: SqlReads, storeId: string, businessDate: string) => Promise<readonly DayObstacle[]>;

/** Keeps what a closed day leaves behind, in the unit that closes it. */
type DayKeeper = (tx: Tx, businessDate: string) => Promise<void>;

/** Refuses, with a `DomainError`, that work begins at a desk. */
type DeskCheck = (tx: Tx, deskId: string) => Promise<void>;

/** What must be done before a business day may end. Rooms that keep something open register here (facts §7.1). */
@Injectable()
export class DayGate {
  private readonly checks: DayCheck[] = [];
  private readonly reminders: DayCheck[] = [];
  private readonly keepers: DayKeeper[] = [];
  private readonly starts: DeskCheck[] = [];
  private readonly followers: (() => void)[] = [];

  register(check: DayCheck): void {
    this.checks.push(check);
  }

  /** Work that is due and listed when the day is closed, but does not hold it: bags on their way to Finance, calls to make. */
  remind(check: DayCheck): void {
    this.reminders.push(check);
  }

  onClose(keeper: DayKeeper): void {
    this.keepers.push(keeper);
  }

  /** What must be done before a shift begins at a desk: the night before is accepted. */
  onStart(check: DeskCheck): void {
    this.starts.push(check);
  }

  /** What follows once the closed day is durable: copies. What must not be lost looks for itself at the next start. */
  onClosed(follower: () => void): void {
    this.followers.push(follower);
  }

  closed(): void {
    for (const follower of this.followers) follower();
  }

  async assertMayStart(tx: Tx, deskId: string): Promise<void> {
    for (const check of this.starts) await check(tx, deskId);
  }

  /** Called by the day itself once nothing stands in its way. */
  async close(tx: Tx, businessDate: string): Promise<void> {
    for (const keeper of this.keepers) await keeper(tx, businessDate);
  }

  obstacles(db: SqlReads, storeId: string, businessDate: string): Promise<DayObstacle[]> {
    return gather(this.checks, db, storeId, businessDate);
  }

  due(db: SqlReads, storeId: string, businessDate: string): Promise<DayObstacle[]> {
    return gather(this.reminders, db, storeId, businessDate);
  }
}

async function gather(
  checks: readonly DayCheck[],
  db: SqlReads,
  storeId: string,
  businessDate: string,
): Promise<DayObstacle[]> {
  const found: DayObstacle[] = [];
  for (const check of checks) found.push(...(await check(db, storeId, businessDate)));
  return found;
}
