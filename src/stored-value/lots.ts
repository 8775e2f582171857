import { Injectable } from '@nestjs/common';
import type { PaidOn } from '../cards/tier/came-with.js';
import type { StandingTopUps } from '../cards/tier/tier-figures.js';
import type { GuestMatter } from '../members/erasure-terms.js';
import type { SqlReads } from '../platform/database/sql-reads.js';
import { money } from '../platform/views/format.js';
import type { LotState } from './rules/lot-split.js';

/** A lot as it was sold, with what is left of it. */
export interface LotRow extends LotState {
  readonly actId: string;
  readonly documentId: string;
  readonly documentNo: string;
  readonly cause: string;
  readonly via: string;
  readonly businessDate: string;
  readonly bonusRule: string | null;
  readonly charterNumber: number | null;
  readonly recommenderNo: string | null;
  readonly invoiceMode: string;
}

export interface Balance {
  readonly principalFen: number;
  readonly bonusFen: number;
}

const LEFT = (kind: string) =>
  `COALESCE((SELECT SUM(a.balance) FROM ledger_account a WHERE a.owner = ? AND a.kind = '${kind}' AND a.unit = 'FEN' AND a.part = l.id), 0)`;

/** Lots of everything the holder of a membership has that were neither corrected nor refunded: who pays on two cards has paid the sum. */
const STANDING = `l.membership_id IN (SELECT m.id FROM membership m JOIN membership o ON o.person_id = m.person_id WHERE o.id = ?) AND NOT EXISTS (SELECT 1 FROM top_up_correction c WHERE c.lot_id = l.id)
  AND NOT EXISTS (SELECT 1 FROM ledger_transfer t JOIN ledger_account a ON a.id = t.from_account_id
    WHERE a.owner = l.membership_id AND a.kind = 'prepaid.principal' AND a.part = l.id AND t.kind = 'prepaid.refunded'
      AND NOT EXISTS (SELECT 1 FROM ledger_transfer b WHERE b.reverses_id = t.id))`;

/** What a membership holds. The ledger has the figures, the lot has its terms. */
@Injectable()
export class Lots {
  /** Lots with something left, the oldest first: what a spend may take. */
  async open(db: SqlReads, membershipId: string): Promise<LotState[]> {
    return db.rows<LotState>(
      `SELECT l.id AS lot_id, l.paid_at, l.principal_fen, l.bonus_fen,
         SUM(CASE WHEN a.kind = 'prepaid.principal' THEN a.balance ELSE 0 END) AS principal_left,
         SUM(CASE WHEN a.kind = 'prepaid.bonus' THEN a.balance ELSE 0 END) AS bonus_left
       FROM ledger_account a JOIN top_up_lot l ON l.id = a.part
       WHERE a.owner = ? AND a.unit = 'FEN' AND a.kind IN ('prepaid.principal', 'prepaid.bonus') AND a.balance > 0
       GROUP BY l.id, l.paid_at, l.principal_fen, l.bonus_fen ORDER BY l.paid_at, l.id`,
      [membershipId],
    );
  }

  /** Every lot a membership ever held, newest first, emptied ones too. */
  ofMember(db: SqlReads, membershipId: string): Promise<LotRow[]> {
    return db.rows<LotRow>(
      `SELECT l.id AS lot_id, l.act_id, l.document_id, d.number AS document_no, l.cause, l.via, l.paid_at, l.business_date, l.principal_fen,
         l.bonus_fen, l.bonus_rule, l.charter_number, l.recommender_no, l.invoice_mode,
         ${LEFT('prepaid.principal')} AS principal_left, ${LEFT('prepaid.bonus')} AS bonus_left
       FROM top_up_lot l JOIN document d ON d.id = l.document_id WHERE l.membership_id = ? ORDER BY l.paid_at DESC, l.id DESC`,
      [membershipId, membershipId, membershipId],
    );
  }

  async balance(db: SqlReads, membershipId: string): Promise<Balance> {
    const row = await db.one<Balance>(
      `SELECT COALESCE(SUM(CASE WHEN kind = 'prepaid.principal' THEN balance ELSE 0 END), 0) AS principal_fen,
         COALESCE(SUM(CASE WHEN kind = 'prepaid.bonus' THEN balance ELSE 0 END), 0) AS bonus_fen
       FROM ledger_account WHERE owner = ? AND unit = 'FEN' AND kind IN ('prepaid.principal', 'prepaid.bonus')`,
      [membershipId],
    );
    return row ?? { principalFen: 0, bonusFen: 0 };
  }

  /** Money that is refunded before its holder can be forgotten: nobody could be paid afterwards. */
  async left(db: SqlReads, membershipId: string): Promise<GuestMatter[]> {
    const { principalFen, bonusFen } = await this.balance(db, membershipId);
    if (principalFen === 0 && bonusFen === 0) return [];
    const params = { principal: money(principalFen), bonus: money(bonusFen) };
    return [{ key: 'members.erase.open.value', params, href: `/refunds/members/${membershipId}` }];
  }

  /** Principal the holder ever paid in, on all cards, and that stands: what was corrected or refunded counts no more, a refund that was called off never was. Fen. */
  async paidInAll(db: SqlReads, membershipId: string): Promise<number> {
    const row = await db.one<{ paid: number }>(
      `SELECT COALESCE(SUM(l.principal_fen), 0) AS paid FROM top_up_lot l WHERE ${STANDING}`,
      [membershipId],
    );
    return row?.paid ?? 0;
  }

  /** What tiers may rest on besides one top-up: the others that stand, newest first, and the balance. */
  async standing(db: SqlReads, membershipId: string, without: PaidOn): Promise<StandingTopUps> {
    const topUps = await db.rows<StandingTopUps['topUps'][number]>(
      `SELECT l.document_id, l.principal_fen FROM top_up_lot l WHERE ${STANDING} AND NOT (l.document_id = ? AND l.membership_id = ?) ORDER BY l.paid_at DESC, l.id DESC`,
      [membershipId, without.documentId, without.membershipId],
    );
    return { topUps, balanceFen: (await this.balance(db, membershipId)).principalFen };
  }
}
