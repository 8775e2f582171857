import { allocate } from '../../../kernel/allocate.js';
import { calendarDate } from '../../../kernel/business-day.js';
import { rateOn } from './interest.js';
import { type Asked, basisOf, type LotBasis, type LotFacts } from './refund-basis.js';
import type { RefundPolicy } from '../../../venue/rules/refund-policy.js';

/** One top-up on the quote: everything that is left of it goes somewhere. Fen. */
export interface LotQuote extends LotBasis {
  readonly lotId: string;
  /** Principal that is left and not paid back: 退卡差额. */
  readonly residueFen: number;
  readonly bonusCancelledFen: number;
  /** The bonus that belongs to the residue goes where the residue goes (counter-practice E1). */
  readonly bonusResidueFen: number;
  /** Yearly, in basis points, from the day of rescission on. */
  readonly rate: number;
  readonly rateKind: 'AGREED' | 'LPR' | 'DEPOSIT';
}

export interface RefundQuote {
  readonly lots: readonly LotQuote[];
  readonly refundFen: number;
  readonly residueFen: number;
  readonly bonusCancelledFen: number;
  readonly bonusResidueFen: number;
}

/**
 * What a refund comes to, lot by lot. A lot that was sold on kinder terms than today's keeps them: the better of the two
 * counts (法释 8). There is no fee.
 */
export function quoteRefund(
  lots: readonly LotFacts[],
  asked: Asked,
  { today, atSale }: { readonly today: RefundPolicy; readonly atSale: (lotId: string) => RefundPolicy | undefined },
): RefundQuote {
  const quotes = lots.map((lot) => {
    const now = lotQuote(lot, asked, today);
    const sold = atSale(lot.lotId);
    const then = sold && lotQuote(lot, asked, sold);
    return then && worth(then) > worth(now) ? then : now;
  });
  const sum = (field: (quote: LotQuote) => number) => quotes.reduce((total, quote) => total + field(quote), 0);
  return {
    lots: quotes,
    refundFen: sum(({ refundFen }) => refundFen),
    residueFen: sum(({ residueFen }) => residueFen),
    bonusCancelledFen: sum(({ bonusCancelledFen }) => bonusCancelledFen),
    bonusResidueFen: sum(({ bonusResidueFen }) => bonusResidueFen),
  };
}

/** Money first, the rate of its interest second. */
function worth({ refundFen, rate }: LotQuote): number {
  return refundFen * 100_000 + rate;
}

function lotQuote(lot: LotFacts, asked: Asked, terms: RefundPolicy): LotQuote {
  const found = basisOf(lot, asked, terms);
  const residueFen = lot.principalLeftFen - found.refundFen;
  const [bonusCancelledFen = 0, bonusResidueFen = 0] =
    lot.principalLeftFen === 0 ? [lot.bonusLeftFen, 0] : allocate(lot.bonusLeftFen, [found.refundFen, residueFen]);
  return {
    ...found,
    lotId: lot.lotId,
    residueFen,
    bonusCancelledFen,
    bonusResidueFen,
    ...interestOf(lot, asked, terms),
  };
}

/** The agreed rate, else the law's at the day of the contract (法释 16); one that was agreed never undercuts the law's. */
function interestOf(lot: LotFacts, { cause }: Asked, terms: RefundPolicy): Pick<LotQuote, 'rate' | 'rateKind'> {
  const operator = cause === 'OPERATOR';
  const lawful = rateOn(operator ? terms.lpr : terms.deposit, calendarDate(lot.paidAt));
  if (terms.agreedRate !== null && terms.agreedRate > lawful) return { rate: terms.agreedRate, rateKind: 'AGREED' };
  return { rate: lawful, rateKind: operator ? 'LPR' : 'DEPOSIT' };
}
