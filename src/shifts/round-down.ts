import { DomainError } from '../kernel/domain-error.js';
import type { Tx } from '../platform/database/tx.js';
import { SHIFT_POSTINGS } from './rules/drawer-equation.js';
import type { ShiftRow } from './shift-rows.js';

const OWN_POSTINGS: readonly string[] = Object.values(SHIFT_POSTINGS);

/**
 * 抹零 stands against a sale of this shift that was paid in cash: a paper that brought cash into this drawer, or a slip
 * settled in cash since the shift was opened; once for each, so that nobody skims a drawer by small sums. What was taken
 * back does not count.
 * @throws DomainError shifts.roundDown.sale | shifts.roundDown.again
 */
export async function assertRoundable(tx: Tx, shift: ShiftRow, number: string, amountFen: number): Promise<void> {
  const cashFen = Math.max(await paperCash(tx, shift, number), await slipCash(tx, shift, number));
  if (cashFen < amountFen) throw new DomainError('shifts.roundDown.sale', {}, 'reference');
  const earlier = await tx.one(
    `SELECT a.id FROM drawer_act a JOIN shift s ON s.id = a.shift_id WHERE s.store_id = ? AND a.kind = ? AND a.reference = ?
     AND NOT EXISTS (SELECT 1 FROM undone_paper u WHERE u.document_id = a.document_id)`,
    [shift.storeId, SHIFT_POSTINGS.roundedDown, number],
  );
  if (earlier) throw new DomainError('shifts.roundDown.again', {}, 'reference');
}

async function paperCash(tx: Tx, { id, storeId }: ShiftRow, number: string): Promise<number> {
  const rows = await tx.rows<{ kind: string; amount: number }>(
    `SELECT t.kind, t.amount FROM document d JOIN ledger_transfer t ON t.document_id = d.id
     JOIN ledger_account a ON a.id = t.to_account_id
     WHERE d.store_id = ? AND d.number = ? AND a.kind = 'cash.drawer' AND a.owner = ?`,
    [storeId, number, id],
  );
  return rows.filter(({ kind }) => !OWN_POSTINGS.includes(kind)).reduce((sum, { amount }) => sum + amount, 0);
}

async function slipCash(tx: Tx, { storeId, openedAt }: ShiftRow, number: string): Promise<number> {
  const row = await tx.one<{ fen: number }>(
    `SELECT COALESCE(SUM(t.amount_fen), 0) AS fen FROM slip s JOIN slip_tender t ON t.slip_id = s.id AND t.version = s.version
     WHERE s.store_id = ? AND s.slip_no = ? AND t.kind = 'CASH' AND s.replaced_by_id IS NULL AND s.settled_at >= ?`,
    [storeId, number, openedAt],
  );
  return row?.fen ?? 0;
}
