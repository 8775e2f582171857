import type { SlipFigures, SlipTender } from './slip-figures.js';

/** Bonus money that earns nothing, of the cards that paid a slip: given, and gone back since, fen. */
export interface PaidGift {
  readonly givenFen: number;
  readonly backFen: number;
}

/**
 * The cards know better than the till how much of a payment was bonus money: their figure stands in place of the till's. A keyed slip is one amount,
 * so its gift is taken from that.
 */
export function withGifts(figures: SlipFigures, gift: PaidGift | undefined): SlipFigures {
  if (!gift) return figures;
  return {
    lines: figures.lines,
    tenders: spread(figures.tenders, gift.givenFen),
    refunds: spread(figures.refunds, gift.backFen),
  };
}

function spread(tenders: readonly SlipTender[], giftFen: number): SlipTender[] {
  const byCard = tenders.some(({ kind }) => kind === 'STORED_VALUE');
  let left = giftFen;
  return tenders.map((tender) => {
    if (byCard && tender.kind !== 'STORED_VALUE') return tender;
    const bonusFen = Math.min(left, tender.amountFen);
    left -= bonusFen;
    return { ...tender, bonusFen };
  });
}
