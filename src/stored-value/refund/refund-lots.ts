import { Injectable } from '@nestjs/common';
import type { SqlReads } from '../../platform/database/sql-reads.js';
import { placeholders } from '../../platform/database/sql-text.js';
import type { MoneyTender } from '../../venue/rules/tender-kinds.js';
import { type LotTerms, readTerms } from '../rules/lot-terms.js';
import type { LotFacts, LotUse } from './rules/refund-basis.js';

/** A spend of one lot as the quote opens to it, net of what came back. */
export interface LotSpend extends LotUse {
  readonly lotId: string;
  readonly spendId: string;
  readonly slipNo: string;
  readonly businessDate: string;
}

/** A top-up with everything a refund must know of it. */
export interface HeldLot extends LotFacts {
  /** On whose card it was sold. */
  readonly membershipId: string;
  readonly documentId: string;
  readonly documentNo: string;
  readonly storeId: string;
  readonly businessDate: string;
  /** As they were when it was sold. */
  readonly terms: Partial<LotTerms>;
  readonly soldPrincipalFen: number;
  readonly soldBonusFen: number;
  readonly spends: readonly LotSpend[];
  readonly tenders: readonly { readonly tender: MoneyTender; readonly leftFen: number }[];
}

type SoldRow = Omit<HeldLot, 'spends' | 'tenders' | 'uses' | 'principalFen' | 'terms'> & { readonly terms: string };

/** The lots a membership still holds, each with its spends and the tenders that paid it. */
@Injectable()
export class RefundLots {
  async held(db: SqlReads, membershipId: string): Promise<HeldLot[]> {
    const sold = await this.sold(db, membershipId);
    if (sold.length === 0) return [];
    const ids = sold.map(({ lotId }) => lotId);
    const spends = await this.spends(db, ids);
    const tenders = await db.rows<{ lotId: string; tender: MoneyTender; leftFen: number }>(
      `SELECT lot_id, kind AS tender, amount_fen AS left_fen FROM lot_tender WHERE lot_id IN ${placeholders(ids.length)} ORDER BY lot_id, position`,
      ids,
    );
    return sold.map((lot) => {
      const used = spends.filter(({ lotId }) => lotId === lot.lotId);
      const paid = tenders.filter(({ lotId }) => lotId === lot.lotId);
      // what was moved away or paid back earlier is neither left nor used: the guest has no claim to it here
      const principalFen = used.reduce((sum, use) => sum + use.principalFen, lot.principalLeftFen);
      return { ...lot, terms: readTerms(lot.terms), principalFen, uses: used, spends: used, tenders: paid };
    });
  }

  private sold(db: SqlReads, membershipId: string): Promise<SoldRow[]> {
    return db.rows<SoldRow>(
      `SELECT l.id AS lot_id, l.paid_at, l.membership_id, l.document_id, d.number AS document_no, l.store_id, l.business_date, l.terms,
         l.principal_fen AS sold_principal_fen, l.bonus_fen AS sold_bonus_fen,
         SUM(CASE WHEN a.kind = 'prepaid.principal' THEN a.balance ELSE 0 END) AS principal_left_fen,
         SUM(CASE WHEN a.kind = 'prepaid.bonus' THEN a.balance ELSE 0 END) AS bonus_left_fen
       FROM ledger_account a JOIN top_up_lot l ON l.id = a.part JOIN document d ON d.id = l.document_id
       WHERE a.owner = ? AND a.unit = 'FEN' AND a.kind IN ('prepaid.principal', 'prepaid.bonus') AND a.balance > 0
       GROUP BY l.id, l.paid_at, l.membership_id, l.document_id, d.number, l.store_id, l.business_date, l.terms, l.principal_fen, l.bonus_fen
       ORDER BY l.paid_at, l.id`,
      [membershipId],
    );
  }

  /** What an earlier refund deducted is settled: whatever is on the lot since is the guest's in full. */
  private spends(db: SqlReads, lotIds: readonly string[]): Promise<LotSpend[]> {
    const net = (column: string) => `p.${column} - COALESCE(SUM(b.${column}), 0)`;
    const these = placeholders(lotIds.length);
    return db
      .rows<LotSpend & { readonly bonusFen: number }>(
        `SELECT p.lot_id, s.id AS spend_id, s.slip_no, s.business_date, s.at, ${net('principal_fen')} AS principal_fen,
           ${net('bonus_fen')} AS bonus_fen, ${net('list_fen')} AS list_fen
         FROM spend_part p JOIN spend s ON s.id = p.spend_id
         LEFT JOIN (SELECT r.spend_id, x.lot_id, x.principal_fen, x.bonus_fen, x.list_fen FROM spend_return_part x
           JOIN spend_return r ON r.id = x.return_id WHERE x.lot_id IN ${these}) b ON b.spend_id = p.spend_id AND b.lot_id = p.lot_id
         WHERE p.lot_id IN ${these} AND NOT EXISTS (SELECT 1 FROM refund_lot x JOIN refund_standing w ON w.refund_id = x.refund_id
           WHERE x.lot_id = p.lot_id AND w.state <> 'CANCELLED' AND x.refund_id > s.id)
         GROUP BY p.lot_id, s.id, s.slip_no, s.business_date, s.at, p.principal_fen, p.bonus_fen, p.list_fen ORDER BY s.at, s.id`,
        [...lotIds, ...lotIds],
      )
      .then((rows) =>
        rows
          .map(({ bonusFen, ...row }) => ({ ...row, chargedFen: row.principalFen + bonusFen }))
          .filter(({ chargedFen }) => chargedFen > 0),
      );
  }
}
