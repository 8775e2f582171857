import { calendarDate } from '../kernel/business-day.js';
import { DomainError } from '../kernel/domain-error.js';
import type { Tx } from '../platform/database/tx.js';
import type { FinanceHours } from '../venue/rules/shift-policy.js';
import { CashBag } from './cash-bag.entity.js';
import { drawerHolds } from './drawer-float.js';
import { bagDueDate } from './rules/bag-life.js';
import { floatAtMost } from './rules/drawer-equation.js';
import type { ShiftRow } from './shift-rows.js';

/** A seal closes one bag, ever. Throws `shifts.bag.numberUsed {number}`. */
export async function assertNumberFree(tx: Tx, number: string): Promise<void> {
  const used = await tx.one('SELECT id FROM cash_bag WHERE store_id = ? AND number = ?', [tx.command.storeId, number]);
  if (used) throw new DomainError('shifts.bag.numberUsed', { number }, 'number');
}

/**
 * The bag in the safe: it waits for Finance like one that was sealed at night. It takes the takings first; what exceeds
 * them is float on its way back. No paper of the counter tells how much that is: the count is still to come.
 */
export async function keepDrop(
  tx: Tx,
  { storeId, businessDate, id: shiftId, clerkId }: ShiftRow,
  { id, number, amountFen, finance }: { id: string; number: string; amountFen: number; finance: FinanceHours },
): Promise<void> {
  await assertNumberFree(tx, number);
  const held = await drawerHolds(tx, shiftId);
  const floatFen = floatAtMost(held.floatFen, amountFen - (held.expectedFen - held.floatFen));
  const row = {
    id,
    storeId,
    businessDate,
    shiftId,
    clerkId,
    number,
    floatFen,
    takingsFen: amountFen - floatFen,
    createdAt: tx.now,
  };
  const waiting = { receivedFen: null, receivedAt: null, depositId: null };
  const dueDate = bagDueDate(finance, calendarDate(tx.now));
  await tx.insert(CashBag, { ...row, ...waiting, dueDate, source: 'DROP', state: 'SEALED' });
}
