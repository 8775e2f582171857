import { Injectable } from '@nestjs/common';
import type { ErrorParams } from '../kernel/domain-error.js';
import type { SqlReads } from '../platform/database/sql-reads.js';

/** Why a day cannot be closed yet: a text key with its parameters, and the page that clears it. */
export interface DayObstacle {
  readonly key: string;
  readonly params?: ErrorParams;
  readonly href?: string;
}

type DayCheck = (db: SqlReads, storeId: string, businessDate: string) => Promise<readonly DayObstacle[]>;

/** What must be done before a business day may end. Rooms that keep something open register here (facts §7.1). */
@Injectable()
export class DayGate {
  private readonly checks: DayCheck[] = [];

  register(check: DayCheck): void {
    this.checks.push(check);
  }

  async obstacles(db: SqlReads, storeId: string, businessDate: string): Promise<DayObstacle[]> {
    const found: DayObstacle[] = [];
    for (const check of this.checks) found.push(...(await check(db, storeId, businessDate)));
    return found;
  }
}
