import type { SqlReads } from '../../platform/database/sql-reads.js';
import type { VerifyCheck } from '../../platform/journal/verify.js';
import { type PaidBackLot, residueDue } from './rules/residue-back.js';

interface Row extends Omit<PaidBackLot, 'use'> {
  readonly lotId: string;
  /** Of the principal that stayed with the house: what comes back points to it. */
  readonly transferId: string;
  readonly principalFen: number;
  readonly bonusFen: number;
  readonly listFen: number;
}

/** What the guest has to get back of a residue. */
export interface ResidueBack {
  readonly lotId: string;
  readonly fen: number;
  readonly transferId: string;
}

/** A refund that stands deducted what was spent of the lot since the refund before it; ids are in the order things were written. */
const LAST_BEFORE = `(SELECT MAX(y.refund_id) FROM refund_lot y JOIN refund_standing w ON w.refund_id = y.refund_id
  WHERE y.lot_id = x.lot_id AND w.state <> 'CANCELLED' AND y.refund_id < x.refund_id)`;

const back = (column: string, after = '') =>
  `COALESCE((SELECT SUM(b.${column}) FROM spend_return r JOIN spend_return_part b ON b.return_id = r.id
     WHERE r.spend_id = p.spend_id AND b.lot_id = p.lot_id ${after}), 0)`;

const RESIDUES = (where: string) =>
  `SELECT q.lot_id, q.price, q.refund_fen, q.residue_fen, q.transfer_id, SUM(q.principal_fen) AS principal_fen, SUM(q.bonus_fen) AS bonus_fen,
     SUM(q.list_fen) AS list_fen, SUM(q.returned_fen) AS returned_fen,
     COALESCE((SELECT SUM(g.amount) FROM ledger_transfer g WHERE g.relates_to_id = q.transfer_id), 0) AS back_fen
   FROM (SELECT x.refund_id, x.lot_id, x.price, x.refund_fen, x.residue_fen, k.id AS transfer_id,
       p.principal_fen - ${back('principal_fen')} AS principal_fen, p.bonus_fen - ${back('bonus_fen')} AS bonus_fen,
       p.list_fen - ${back('list_fen')} AS list_fen, ${back('principal_fen', 'AND r.id > x.refund_id')} AS returned_fen
     FROM refund_lot x JOIN refund_standing w ON w.refund_id = x.refund_id AND w.state <> 'CANCELLED'
     JOIN refund f ON f.id = x.refund_id JOIN ledger_transfer k ON k.document_id = f.document_id AND k.kind = 'prepaid.residueKept'
     JOIN ledger_account a ON a.id = k.from_account_id AND a.kind = 'prepaid.principal' AND a.part = x.lot_id
     JOIN spend_part p ON p.lot_id = x.lot_id AND p.spend_id < x.refund_id AND p.spend_id > COALESCE(${LAST_BEFORE}, '')
     WHERE x.price IN ('LIST', 'CHARGED') AND ${where}) q
   GROUP BY q.refund_id, q.lot_id, q.price, q.refund_fen, q.residue_fen, q.transfer_id`;

/** What consumption that came back on these lots makes the guest's of what was kept at a refund. */
export async function residuesDue(db: SqlReads, lotIds: readonly string[]): Promise<ResidueBack[]> {
  const due: ResidueBack[] = [];
  for (const id of lotIds) for (const row of await db.rows<Row>(RESIDUES('x.lot_id = ?'), [id])) due.push(dueOf(row));
  return due.filter(({ fen }) => fen > 0);
}

function dueOf({ lotId, transferId, principalFen, bonusFen, listFen, ...lot }: Row): ResidueBack {
  const use = { principalFen, listFen, chargedFen: principalFen + bonusFen };
  return { lotId, transferId, fen: residueDue({ ...lot, use }) };
}

/** Nothing of a residue is still with the house that consumption paid back later has made the guest's. */
export const residueCheck: VerifyCheck = {
  name: 'refunds.residueComesBack',
  run: async (db) =>
    (await db.rows<Row>(RESIDUES('x.residue_fen > 0')))
      .map(dueOf)
      .filter(({ fen }) => fen > 0)
      .map(({ lotId, fen }) => `${fen} of the residue of lot ${lotId} belongs to the guest`),
};
