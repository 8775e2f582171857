import type { RateStep } from './interest.js';

/** At which price what was used is deducted from what was paid. LIST is the law's for the consumer's cause; the others are kinder. */
export const DEDUCTION_PRICES = ['LIST', 'CHARGED', 'RATIO'] as const;
export type DeductionPrice = (typeof DEDUCTION_PRICES)[number];

/** The house's refund terms. Where they are kinder than the law they win (法释 18, 19 last sentences). */
export interface RefundTerms {
  /** Days after the day of payment; the law's seven is the least. */
  readonly coolingDays: number;
  /** Of a top-up partly used within those days. */
  readonly coolingPrice: DeductionPrice;
  /** Of a refund for the guest's own reason. */
  readonly consumerPrice: DeductionPrice;
  /** A balance below this is paid back on demand (北京 17). */
  readonly cheapestUseFen: number;
  /** Yearly, in basis points; null = none agreed, the law's rates hold. */
  readonly agreedRate: number | null;
  /** One-year LPR, for the operator's cause. */
  readonly lpr: readonly RateStep[];
  /** One-year deposit benchmark, for every other cause. */
  readonly deposit: readonly RateStep[];
}
