import { Injectable } from '@nestjs/common';
import type { SqlReads } from '../platform/database/sql-reads.js';

/** Refuses, in words of its own, while a room has used the whole amount of a sale. */
type SaleCheck = (db: SqlReads, storeId: string, number: string) => Promise<void>;

/** What a sale may have been used for before somebody rounds it down. Rooms that do (invoices) are registered here. */
@Injectable()
export class RoundDownGate {
  private readonly checks: SaleCheck[] = [];

  register(check: SaleCheck): void {
    this.checks.push(check);
  }

  async assertFree(db: SqlReads, storeId: string, number: string): Promise<void> {
    for (const check of this.checks) await check(db, storeId, number);
  }
}
