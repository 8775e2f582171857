import { DomainError } from '../kernel/domain-error.js';
import type { Tx } from '../platform/database/tx.js';

/** A seal closes one bag, ever. Throws `shifts.bag.numberUsed {number}`. */
export async function assertNumberFree(tx: Tx, number: string): Promise<void> {
  const used = await tx.one('SELECT id FROM cash_bag WHERE store_id = ? AND number = ?', [tx.command.storeId, number]);
  if (used) throw new DomainError('shifts.bag.numberUsed', { number }, 'number');
}
