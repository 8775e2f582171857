import { Injectable } from '@nestjs/common';
import type { SqlReads } from '../platform/database/sql-reads.js';

/** Whether a room has served the membership with something that still stands. May refuse in words of its own. */
type UseCheck = (db: SqlReads, membershipId: string) => Promise<boolean>;

/** What a card may have been used for. Rooms above cards (slips) register here; what moved in the ledger is looked up without them. */
@Injectable()
export class CardUses {
  private readonly checks: UseCheck[] = [];

  register(check: UseCheck): void {
    this.checks.push(check);
  }

  /** True once anything was ever posted for the member, undone or not, or a room says that it serves them. */
  async used(db: SqlReads, membershipId: string): Promise<boolean> {
    const moved = await db.one(
      `SELECT a.id FROM ledger_account a WHERE a.owner = ?
         AND (EXISTS (SELECT 1 FROM ledger_transfer t WHERE t.from_account_id = a.id)
           OR EXISTS (SELECT 1 FROM ledger_transfer t WHERE t.to_account_id = a.id)) LIMIT 1`,
      [membershipId],
    );
    if (moved) return true;
    for (const check of this.checks) if (await check(db, membershipId)) return true;
    return false;
  }
}
