import { Injectable } from '@nestjs/common';
import { DomainError } from '../kernel/domain-error.js';
import type { SqlReads } from '../platform/database/sql-reads.js';

/** Refuses, in words of its own, while a room has served the membership with something that still stands. */
type UseCheck = (db: SqlReads, membershipId: string) => Promise<void>;

/** What a card may have been used for. Rooms above cards (slips) register here; what moved in the ledger is looked up without them. */
@Injectable()
export class CardUses {
  private readonly checks: UseCheck[] = [];

  register(check: UseCheck): void {
    this.checks.push(check);
  }

  /** Throws `cards.undo.used` once anything was ever posted for the member, undone or not, and what a room refuses with. */
  async assertUnused(db: SqlReads, membershipId: string): Promise<void> {
    const moved = await db.one(
      `SELECT a.id FROM ledger_account a WHERE a.owner = ?
         AND (EXISTS (SELECT 1 FROM ledger_transfer t WHERE t.from_account_id = a.id)
           OR EXISTS (SELECT 1 FROM ledger_transfer t WHERE t.to_account_id = a.id)) LIMIT 1`,
      [membershipId],
    );
    if (moved) throw new DomainError('cards.undo.used');
    for (const check of this.checks) await check(db, membershipId);
  }
}
