import type { VerifyCheck } from '../../platform/journal/verify.js';
import { residueCheck } from './residue-back.js';

const gaps = (name: string, sql: string): VerifyCheck => ({
  name,
  run: async (db) => (await db.rows<{ id: string }>(sql)).map(({ id }) => id),
});

const summed = (table: string, column: string) =>
  `COALESCE((SELECT SUM(x.${column}) FROM ${table} x WHERE x.refund_id = r.id), 0)`;

const posted = (kind: string) =>
  `COALESCE((SELECT SUM(t.amount) FROM ledger_transfer t WHERE t.document_id = r.document_id AND t.kind = '${kind}'), 0)`;

/** What a refund says, what its lots say, what the ledger moved and what was paid are the same. */
export const refundChecks: readonly VerifyCheck[] = [
  gaps(
    'refunds.lotsMakeTheWhole',
    `SELECT r.id FROM refund r WHERE r.refund_fen <> ${summed('refund_lot', 'refund_fen')} OR r.residue_fen <> ${summed('refund_lot', 'residue_fen')} ` +
      `OR r.refund_fen - r.gift_offset_fen <> ${summed('refund_line', 'amount_fen')}`,
  ),
  gaps(
    'refunds.ledgerSaysTheSame',
    `SELECT r.id FROM refund r WHERE r.refund_fen <> ${posted('prepaid.refunded')} ` +
      `OR r.residue_fen + r.bonus_residue_fen <> ${posted('prepaid.residueKept')} OR r.bonus_cancelled_fen <> ${posted('prepaid.bonusCancelled')}`,
  ),
  gaps(
    'refunds.paidAsTheyStand',
    `SELECT s.refund_id AS id FROM (
       SELECT t.refund_id, t.state, (SELECT COUNT(*) FROM refund_line n WHERE n.refund_id = t.refund_id) AS due,
         (SELECT COUNT(*) FROM refund_payment p WHERE p.refund_id = t.refund_id) AS paid FROM refund_standing t) s
     WHERE (s.state = 'PAID' AND s.paid <> s.due) OR (s.state = 'PART_PAID' AND (s.paid = 0 OR s.paid >= s.due))
       OR (s.state IN ('PAYABLE', 'AWAITING_RED', 'CANCELLED') AND s.paid > 0)`,
  ),
  gaps(
    'refunds.paymentsFitTheirLines',
    `SELECT p.line_id AS id FROM refund_payment p JOIN refund_line n ON n.id = p.line_id
     WHERE p.amount_fen <> n.amount_fen OR p.refund_id <> n.refund_id OR p.amount_fen + p.interest_fen <>
       COALESCE((SELECT SUM(t.amount) FROM ledger_transfer t WHERE t.document_id = p.document_id AND t.kind = 'refund.paid'), 0)`,
  ),
  residueCheck,
];
