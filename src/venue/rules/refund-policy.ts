import { isPlainDate, type PlainDate } from '../../kernel/business-day.js';
import { DomainError } from '../../kernel/domain-error.js';
import { assertRange } from './policy-range.js';

/** A yearly rate and the first day on which it was published; 335 basis points are 3.35 %. */
export interface RateStep {
  readonly from: PlainDate;
  readonly basisPoints: number;
}

/** At which price what was used is deducted from what was paid. LIST is the law's for the consumer's cause; the others are kinder. */
export const DEDUCTION_PRICES = ['LIST', 'CHARGED', 'RATIO'] as const;
export type DeductionPrice = (typeof DEDUCTION_PRICES)[number];

/** The house's refund terms. Where they are kinder than the law they win (法释〔2025〕4号 18, 19 last sentences). */
export interface RefundPolicy {
  /** Days after the day of payment; the law's seven is the least. */
  readonly coolingDays: number;
  /** Of a top-up partly used within those days. */
  readonly coolingPrice: DeductionPrice;
  /** Of a refund for the guest's own reason. */
  readonly consumerPrice: DeductionPrice;
  /** A balance below this is paid back on demand (北京 17). */
  readonly cheapestUseFen: number;
  /** Most that goes back in cash where cash was paid (counter-practice H13). */
  readonly cashLimitFen: number;
  /** Yearly, in basis points; null = none agreed, the law's rates hold. */
  readonly agreedRate: number | null;
  /** One-year LPR, for the operator's cause (法释 16). */
  readonly lpr: readonly RateStep[];
  /** One-year deposit benchmark of the central bank, for every other cause. */
  readonly deposit: readonly RateStep[];
}

const steps = (text: string): RateStep[] =>
  text.split(' ').map((step) => ({ from: step.slice(0, 10), basisPoints: Number(step.slice(11)) }));

/** The published tables as known in 2026; new steps are added as policy when they are published. */
export const DEFAULT_REFUND_POLICY: RefundPolicy = {
  coolingDays: 7,
  coolingPrice: 'CHARGED',
  consumerPrice: 'LIST',
  cheapestUseFen: 2_000,
  cashLimitFen: 10_000,
  agreedRate: null,
  lpr: steps(
    '2019-08-20=425 2019-09-20=420 2019-11-20=415 2020-02-20=405 2020-04-20=385 2021-12-20=380 2022-01-20=370 ' +
      '2022-08-22=365 2023-06-20=355 2023-08-21=345 2024-07-22=335 2024-10-21=310 2025-05-20=300',
  ),
  deposit: steps('2015-10-24=150'),
};

/** The law's seven days are the least. */
export const COOLING_DAYS = { min: 7, max: 90 };
const MOST_BASIS_POINTS = 2_400;

/** @throws DomainError policy.range {min, max} | policy.refund; field is the path, as 'refund.coolingDays' */
export function assertRefundPolicy(refund: RefundPolicy): void {
  assertRange(refund.coolingDays, COOLING_DAYS.min, COOLING_DAYS.max, 'refund.coolingDays');
  assertRange(refund.cheapestUseFen, 0, 1_000_000, 'refund.cheapestUseFen');
  assertRange(refund.cashLimitFen, 0, 10_000_000, 'refund.cashLimitFen');
  if (refund.agreedRate !== null) assertRange(refund.agreedRate, 0, MOST_BASIS_POINTS, 'refund.agreedRate');
  for (const table of ['lpr', 'deposit'] as const) {
    const sound = refund[table].every(
      ({ from, basisPoints }) =>
        isPlainDate(from) && Number.isSafeInteger(basisPoints) && basisPoints >= 0 && basisPoints <= MOST_BASIS_POINTS,
    );
    if (!sound || refund[table].length === 0) throw new DomainError('policy.refund', {}, `refund.${table}`);
  }
}
