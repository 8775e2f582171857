import { daysBetween, type PlainDate } from '../../../kernel/business-day.js';
import type { RateStep } from '../../../venue/rules/refund-policy.js';

const DAYS_A_YEAR = 365n;
const WHOLE = 10_000n;

/**
 * The rate in force on a day: the last one published by then. Before the first step the first one counts, so that an
 * old contract is never left without a rate.
 */
export function rateOn(steps: readonly RateStep[], date: PlainDate): number {
  const sorted = steps.toSorted((a, b) => (a.from < b.from ? -1 : 1));
  const published = sorted.filter(({ from }) => from <= date);
  return (published.at(-1) ?? sorted[0])?.basisPoints ?? 0;
}

/**
 * Simple interest in fen, half a fen upwards, for the days from `from` (not counted) to `to` (counted): it runs from the
 * day on which the contract was rescinded (法释〔2025〕4号 16, 17). None when `to` is not later.
 */
export function simpleInterestFen(
  principalFen: number,
  basisPoints: number,
  { from, to }: { readonly from: PlainDate; readonly to: PlainDate },
): number {
  const days = Math.max(0, daysBetween(from, to));
  const numerator = BigInt(principalFen) * BigInt(basisPoints) * BigInt(days);
  const denominator = WHOLE * DAYS_A_YEAR;
  return Number((numerator * 2n + denominator) / (denominator * 2n));
}
