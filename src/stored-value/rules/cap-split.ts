import { allocate } from '../../kernel/allocate.js';
import { DomainError } from '../../kernel/domain-error.js';
import { formatYuan } from '../../kernel/money.js';
import type { CapMode } from '../../venue/rules/stored-value-policy.js';

/** What goes on the card at hand and what goes on the second one, fen. */
export interface CapSplit {
  readonly firstFen: number;
  readonly secondFen: number;
  /** Principal that still fits on the card at hand. */
  readonly fitFen: number;
  /** The cap is passed and the policy only tells. */
  readonly isOver: boolean;
}

/**
 * Shares a top-up by the cap of a card (counter-practice H4). Only principal counts: what the house gives is no prepayment.
 * @param heldFen principal on the card before
 * @throws DomainError storedValue.cap {cap, fit} in yuan, where the policy blocks
 */
export function splitByCap(amountFen: number, heldFen: number, capFen: number, mode: CapMode): CapSplit {
  const fitFen = Math.max(0, capFen - heldFen);
  const restFen = Math.max(0, amountFen - fitFen);
  if (restFen === 0) return { firstFen: amountFen, secondFen: 0, fitFen, isOver: false };
  if (mode === 'BLOCK') {
    throw new DomainError('storedValue.cap', { cap: formatYuan(capFen), fit: formatYuan(fitFen) }, 'amount');
  }
  if (mode === 'WARN') return { firstFen: amountFen, secondFen: 0, fitFen, isOver: true };
  return { firstFen: amountFen - restFen, secondFen: restFen, fitFen, isOver: false };
}

/** The bonus of one act, shared over its lots by what each received; a lot without principal gets none. */
export function shareBonus(bonusFen: number, principals: readonly number[]): number[] {
  return bonusFen === 0 ? principals.map(() => 0) : allocate(bonusFen, principals);
}
