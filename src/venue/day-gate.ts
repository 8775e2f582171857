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

/** What must be done before a business day may end. Rooms that keep something open register here (facts §7.1). */
@Injectable()
export class DayGate {
  private readonly checks: DayCheck[] = [];
  private readonly keepers: DayKeeper[] = [];

  register(check: DayCheck): void {
    this.checks.push(check);
  }

  onClose(keeper: DayKeeper): void {
    this.keepers.push(keeper);
  }

  /** Called by the day itself once nothing stands in its way. */
  async close(tx: Tx, businessDate: string): Promise<void> {
    for (const keeper of this.keepers) await keeper(tx, businessDate);
  }

  async obstacles(db: SqlReads, storeId: string, businessDate: string): Promise<DayObstacle[]> {
    const found: DayObstacle[] = [];
    for (const check of this.checks) found.push(...(await check(db, storeId, businessDate)));
    return found;
  }
}
