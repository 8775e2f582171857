import { daysBetween, type PlainDate } from '../../../kernel/business-day.js';
import { isInCooling } from './cooling.js';
import type { DeductionPrice, RefundPolicy } from '../../../venue/rules/refund-policy.js';

/** Why the guest wants the money back: what the clerk picks. */
export const REFUND_CAUSES = ['CONSUMER', 'OPERATOR', 'GUARDIAN', 'TIME'] as const;
export type RefundCause = (typeof REFUND_CAUSES)[number];

/** By which rule a top-up is paid back. */
export type RefundBasis =
  'COOLING_UNUSED' | 'COOLING_USED' | 'LOW_BALANCE' | 'CONSUMER' | 'OPERATOR' | 'GUARDIAN' | 'TIME';

/** What one spend took out of one lot, net of what came back later. Fen. */
export interface LotUse {
  /** Principal and bonus together: the price that was charged. */
  readonly chargedFen: number;
  readonly principalFen: number;
  /** The price before any discount (法释 19); the operator must prove it with records. */
  readonly listFen: number;
}

/** A top-up as it stands when the guest asks. Fen. */
export interface LotFacts {
  readonly lotId: string;
  /** Milliseconds. */
  readonly paidAt: number;
  /** What was paid and was neither paid back nor moved away since. */
  readonly principalFen: number;
  readonly principalLeftFen: number;
  readonly bonusLeftFen: number;
  readonly uses: readonly LotUse[];
}

export interface Asked {
  readonly cause: RefundCause;
  /** Milliseconds. */
  readonly at: number;
  readonly cutoff?: string;
  /** Everything that is left on the membership, bonus included: what LOW_BALANCE looks at. */
  readonly balanceFen: number;
  /** Of an unlimited plan, for TIME: first and last day. */
  readonly plan?: { readonly from: PlainDate; readonly to: PlainDate; readonly today: PlainDate };
}

export interface LotBasis {
  readonly basis: RefundBasis;
  /** The price at which used value was deducted; null where nothing was priced. */
  readonly price: DeductionPrice | null;
  /** What was deducted for use, before the floor of zero. */
  readonly usedFen: number;
  readonly refundFen: number;
}

/** The rule that is best for the guest among those that fit the cause; the one named first wins a draw. */
export function basisOf(lot: LotFacts, asked: Asked, terms: RefundPolicy): LotBasis {
  const fitting = candidates(lot, asked, terms);
  return fitting.reduce((best, next) => (next.refundFen > best.refundFen ? next : best));
}

function candidates(lot: LotFacts, asked: Asked, terms: RefundPolicy): [LotBasis, ...LotBasis[]] {
  const { cause } = asked;
  if (cause === 'OPERATOR') return [deducted(lot, 'OPERATOR', 'RATIO'), ...cooling(lot, asked, terms)];
  if (cause === 'GUARDIAN') return [deducted(lot, 'GUARDIAN', 'RATIO')];
  if (cause === 'TIME') return [byTime(lot, asked.plan)];
  const own = deducted(lot, 'CONSUMER', terms.consumerPrice);
  const [first, ...rest] = [...cooling(lot, asked, terms), ...lowBalance(lot, asked, terms), own];
  return [first, ...rest];
}

/** 法释 14 and 北京 16: asked in time, unused is paid back whole, used is deducted at the price that was charged. */
function cooling(lot: LotFacts, { at, cutoff }: Asked, terms: RefundPolicy): LotBasis[] {
  if (!isInCooling(lot.paidAt, at, terms.coolingDays, cutoff)) return [];
  if (lot.uses.length === 0)
    return [{ basis: 'COOLING_UNUSED', price: null, usedFen: 0, refundFen: lot.principalLeftFen }];
  return [deducted(lot, 'COOLING_USED', terms.coolingPrice)];
}

/** 北京 17: what no longer buys anything is paid back on demand. */
function lowBalance(lot: LotFacts, { balanceFen }: Asked, { cheapestUseFen }: RefundPolicy): LotBasis[] {
  return balanceFen < cheapestUseFen ? [deducted(lot, 'LOW_BALANCE', 'RATIO')] : [];
}

/** Never below zero (法释 20), never more than is left. */
function deducted(lot: LotFacts, basis: RefundBasis, price: DeductionPrice): LotBasis {
  const usedFen = usedAt(lot.uses, price);
  const refundFen = Math.min(Math.max(lot.principalFen - usedFen, 0), lot.principalLeftFen);
  return { basis, price, usedFen, refundFen };
}

/** What was consumed, at one of the three prices. Fen. */
export function usedAt(uses: readonly LotUse[], price: DeductionPrice): number {
  return uses.reduce((sum, use) => sum + priced(use, price), 0);
}

function priced(use: LotUse, price: DeductionPrice): number {
  return price === 'RATIO' ? use.principalFen : price === 'CHARGED' ? use.chargedFen : use.listFen;
}

/** 法释 22: by the days that are left, today counted as used; the rest of a fen is the guest's. */
function byTime(lot: LotFacts, plan: Asked['plan']): LotBasis {
  if (!plan) return deducted(lot, 'TIME', 'RATIO');
  const whole = daysBetween(plan.from, plan.to) + 1;
  const gone = Math.min(Math.max(daysBetween(plan.from, plan.today) + 1, 0), whole);
  const usedFen = Math.floor((lot.principalFen * gone) / whole);
  return { basis: 'TIME', price: null, usedFen, refundFen: Math.min(lot.principalFen - usedFen, lot.principalLeftFen) };
}
