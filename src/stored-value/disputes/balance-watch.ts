import { Injectable } from '@nestjs/common';
import { CardStops } from '../../cards/card-stops.js';
import type { SqlReads } from '../../platform/database/sql-reads.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { commandAt, type DeskContext } from '../../staff/desk-context.js';

export interface OddBalance {
  readonly membershipId: string;
  readonly lotId: string;
  readonly keptFen: number;
  readonly movedFen: number;
}

/** 刷钱 (001-54): a balance that is not what its transfers make stops every card of its membership at once. */
@Injectable()
export class BalanceWatch {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly stops: CardStops,
  ) {}

  /** Accounts of stored value whose balance was not made by transfers, or that hold more than was ever sold. */
  odd(db: SqlReads): Promise<OddBalance[]> {
    return db.rows<OddBalance>(
      `SELECT membership_id, lot_id, kept_fen, moved_fen FROM (
         SELECT a.owner AS membership_id, a.part AS lot_id, a.balance AS kept_fen,
           COALESCE((SELECT SUM(amount) FROM ledger_transfer WHERE to_account_id = a.id), 0)
           - COALESCE((SELECT SUM(amount) FROM ledger_transfer WHERE from_account_id = a.id), 0) AS moved_fen,
           CASE WHEN a.kind = 'prepaid.principal' THEN l.principal_fen ELSE l.bonus_fen END AS sold_fen
         FROM ledger_account a JOIN top_up_lot l ON l.id = a.part
         WHERE a.unit = 'FEN' AND a.kind IN ('prepaid.principal', 'prepaid.bonus')) accounts
       WHERE kept_fen <> moved_fen OR kept_fen > sold_fen ORDER BY membership_id, lot_id`,
    );
  }

  /** Looks through all balances and freezes what is odd; how many memberships. Cards that are frozen already stay as they are. */
  async check(desk: DeskContext, key: string): Promise<number> {
    const { result } = await this.uow.run(commandAt(desk, 'disputes.checkBalances', key, {}), async (tx) => {
      const odd = await this.odd(tx);
      const memberships = [...new Set(odd.map(({ membershipId }) => membershipId))];
      for (const membershipId of memberships) {
        const frozen = await tx.one('SELECT id FROM card WHERE membership_id = ? AND frozen_reason = ? LIMIT 1', [
          membershipId,
          'ANOMALY',
        ]);
        if (!frozen) await this.stops.freeze(tx, { membershipId }, 'ANOMALY', '001-54');
      }
      return memberships.length;
    });
    return result;
  }
}
