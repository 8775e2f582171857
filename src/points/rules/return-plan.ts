import type { LotPoints } from './take-back.js';

/** A credit that can be given back in part. */
export interface ReturnableCredit {
  readonly transferId: string;
  /** Credited less what was given back against it. */
  readonly left: number;
}

export interface ReturnPiece {
  /** Null: it becomes debt. */
  readonly lotId: string | null;
  readonly points: number;
  /** The credit it gives back. */
  readonly relatesToId: string;
}

/**
 * Ties what is taken back to the credits it came from, so that no credit is ever given back beyond its amount.
 * @throws RangeError when more is taken than was credited: a mistake of the program
 */
export function returnPlan(
  { fromLots, debtPoints }: { readonly fromLots: readonly LotPoints[]; readonly debtPoints: number },
  credits: readonly ReturnableCredit[],
): ReturnPiece[] {
  const open = credits.map((credit) => ({ ...credit }));
  const taken = [...fromLots, ...(debtPoints > 0 ? [{ lotId: null, points: debtPoints }] : [])];
  return taken.flatMap(({ lotId, points }) => {
    const pieces: ReturnPiece[] = [];
    let rest = points;
    for (const credit of open) {
      const part = Math.min(rest, credit.left);
      if (part <= 0) continue;
      pieces.push({ lotId, points: part, relatesToId: credit.transferId });
      credit.left -= part;
      rest -= part;
    }
    if (rest > 0) throw new RangeError(`${rest} points more than were credited`);
    return pieces;
  });
}
