import { DomainError } from '../kernel/domain-error.js';
import type { AccountGates } from '../ledger/account-gates.js';
import type { Tx } from '../platform/database/tx.js';
import { clockTime } from '../platform/views/format.js';
import { SHIFT_POSTINGS } from './rules/drawer-equation.js';

const OWN_POSTINGS: readonly string[] = Object.values(SHIFT_POSTINGS);

/**
 * A sale at the second of handover goes into the drawer that is open when it is written, or nowhere: once a drawer is cut
 * its cash and its other tenders take no more sales and no more refunds. Whoever was a moment late presses Enter again
 * and posts to the next shift. Throws `shifts.drawerCut {time}`.
 */
export function shutCutDrawers(gates: AccountGates): void {
  const kinds = ['cash.drawer', 'tender.wechatPay', 'tender.alipay', 'tender.bankCard', 'tender.transfer'] as const;
  gates.register(kinds, assertDrawerOpen);
}

async function assertDrawerOpen(tx: Tx, owner: string, postingKind: string): Promise<void> {
  if (OWN_POSTINGS.includes(postingKind)) return;
  const shift = await tx.one<{ cutAt: number | null }>('SELECT cut_at FROM shift WHERE id = ?', [owner]);
  if (shift && shift.cutAt !== null) throw new DomainError('shifts.drawerCut', { time: clockTime(shift.cutAt) });
}
