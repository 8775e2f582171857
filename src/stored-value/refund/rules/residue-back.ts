import type { DeductionPrice } from '../../../venue/rules/refund-policy.js';
import { type LotUse, usedAt } from './refund-basis.js';

/** A top-up that was paid back, and what became since of the consumption that was deducted from it. Fen. */
export interface PaidBackLot {
  readonly refundFen: number;
  readonly residueFen: number;
  /** At which the consumption was deducted. */
  readonly price: DeductionPrice;
  /** That consumption as it stands now, net of what the till paid back. */
  readonly use: LotUse;
  /** Principal of it that went back on the top-up after the refund. */
  readonly returnedFen: number;
  /** Residue that went back before. */
  readonly backFen: number;
}

/**
 * What of 退卡差额 is the guest's after all: consumption that the till pays back is worked out of the refund again, at the price at which it was
 * deducted. Never below zero; what went back on the top-up as spent value is not counted twice.
 */
export function residueDue({ refundFen, residueFen, price, use, returnedFen, backFen }: PaidBackLot): number {
  const leftFen = refundFen + residueFen + returnedFen;
  const rightFen = Math.min(Math.max(leftFen + use.principalFen - usedAt([use], price), 0), leftFen);
  return Math.max(0, rightFen - refundFen - returnedFen - backFen);
}
