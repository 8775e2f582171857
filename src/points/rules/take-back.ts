export interface CreditedVisit {
  readonly creditedPoints: number;
  /** Base the points were credited on, before any refund, fen. */
  readonly baseFen: number;
  /** All eligible money paid back so far, this refund included, fen. */
  readonly refundedFen: number;
  readonly takenBackPoints: number;
}

export interface LotPoints {
  readonly lotId: string;
  readonly points: number;
}

/**
 * Points this refund takes back: round_half_up(credited × refunded / base) less what earlier refunds took. Counted from the total every time, so many
 * small refunds end at the same figure as one large one, and never beyond what was credited.
 */
export function takeBackDue({ creditedPoints, baseFen, refundedFen, takenBackPoints }: CreditedVisit): number {
  if (baseFen <= 0) return 0;
  const refunded = BigInt(Math.min(Math.max(0, refundedFen), baseFen));
  const base = BigInt(baseFen);
  const total = Number((2n * BigInt(creditedPoints) * refunded + base) / (2n * base));
  return Math.max(0, Math.min(total, creditedPoints) - takenBackPoints);
}

/**
 * Where points are taken from: the lots in the order given (the credited slip's own first), the rest becomes debt, which blocks redemption until it is repaid.
 */
export function splitTakeBack(
  points: number,
  lots: readonly LotPoints[],
): { fromLots: LotPoints[]; debtPoints: number } {
  let left = points;
  const fromLots: LotPoints[] = [];
  for (const lot of lots) {
    const taken = Math.min(left, lot.points);
    if (taken > 0) fromLots.push({ lotId: lot.lotId, points: taken });
    left -= Math.max(0, taken);
  }
  return { fromLots, debtPoints: left };
}

/** New points repay a debt before they can be spent. */
export function splitCredit(points: number, debtPoints: number): { repays: number; keeps: number } {
  const repays = Math.min(points, debtPoints);
  return { repays, keeps: points - repays };
}
