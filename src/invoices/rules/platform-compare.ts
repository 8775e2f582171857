export interface NumberedAmount {
  readonly number: string;
  /** Negative on a red one. */
  readonly amountFen: number;
}

export interface Total {
  readonly count: number;
  readonly sumFen: number;
}

export interface Comparison {
  readonly ours: Total;
  readonly theirs: Total;
  /** On the platform, not in this system. */
  readonly missingHere: readonly NumberedAmount[];
  /** In this system, not on the platform. */
  readonly missingThere: readonly NumberedAmount[];
  readonly otherAmount: readonly { readonly number: string; readonly oursFen: number; readonly theirsFen: number }[];
  readonly equal: boolean;
}

/** List = platform list: count, sum, and what is missing either way (E5). */
export function comparePlatform(ours: readonly NumberedAmount[], theirs: readonly NumberedAmount[]): Comparison {
  const there = new Map(theirs.map(({ number, amountFen }) => [number, amountFen]));
  const here = new Set(ours.map(({ number }) => number));
  const missingThere = ours.filter(({ number }) => !there.has(number));
  const missingHere = theirs.filter(({ number }) => !here.has(number));
  const otherAmount = ours.flatMap(({ number, amountFen }) => {
    const theirsFen = there.get(number);
    return theirsFen === undefined || theirsFen === amountFen ? [] : [{ number, oursFen: amountFen, theirsFen }];
  });
  const equal = missingHere.length + missingThere.length + otherAmount.length === 0;
  return { missingHere, missingThere, otherAmount, equal, ours: totalOf(ours), theirs: totalOf(theirs) };
}

function totalOf(rows: readonly NumberedAmount[]): Total {
  return { count: rows.length, sumFen: rows.reduce((sum, { amountFen }) => sum + amountFen, 0) };
}
