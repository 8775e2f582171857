import { calendarDate } from '../kernel/business-day.js';
import { DomainError } from '../kernel/domain-error.js';
import type { Tx } from '../platform/database/tx.js';
import type { FinanceHours } from '../venue/rules/shift-policy.js';
import { CashBag } from './cash-bag.entity.js';
import { bagDueDate } from './rules/bag-life.js';
import type { ShiftRow } from './shift-rows.js';

/** A seal closes one bag, ever. Throws `shifts.bag.numberUsed {number}`. */
export async function assertNumberFree(tx: Tx, number: string): Promise<void> {
  const used = await tx.one('SELECT id FROM cash_bag WHERE store_id = ? AND number = ?', [tx.command.storeId, number]);
  if (used) throw new DomainError('shifts.bag.numberUsed', { number }, 'number');
}

/** The bag in the safe: it waits for Finance like one that was sealed at night. */
export async function keepDrop(
  tx: Tx,
  { storeId, businessDate, id: shiftId, clerkId }: ShiftRow,
  { id, number, amountFen, finance }: { id: string; number: string; amountFen: number; finance: FinanceHours },
): Promise<void> {
  await assertNumberFree(tx, number);
  const row = {
    id,
    storeId,
    businessDate,
    shiftId,
    clerkId,
    number,
    takingsFen: amountFen,
    floatFen: 0,
    createdAt: tx.now,
  };
  const waiting = { receivedFen: null, receivedAt: null, depositId: null };
  const dueDate = bagDueDate(finance, calendarDate(tx.now));
  await tx.insert(CashBag, { ...row, ...waiting, dueDate, source: 'DROP', state: 'SEALED' });
}
