/** What becomes of one count: it agrees, the clerk counts once more without being told a figure, or it stands. */
export type CountVerdict = 'AGREES' | 'RECOUNT' | 'DIFFERS';

/** Over and short are two figures, never netted (facts §7.4 长缴短补). Both in fen, at least one of them nought. */
export interface Difference {
  readonly overFen: number;
  readonly shortFen: number;
}

export const NO_DIFFERENCE: Difference = { overFen: 0, shortFen: 0 };

/**
 * Blind count with one recount (counter-practice H12). `round` counts from 1 within one handing over; the second count
 * stands whatever it says. Fen.
 */
export function judgeCount(round: number, countedFen: number, expectedFen: number): CountVerdict {
  if (countedFen === expectedFen) return 'AGREES';
  return round === 1 ? 'RECOUNT' : 'DIFFERS';
}

export function differenceOf(countedFen: number, expectedFen: number): Difference {
  const difference = countedFen - expectedFen;
  return { overFen: Math.max(difference, 0), shortFen: Math.max(-difference, 0) };
}

/** What several shifts are over and short together: two sums that are kept apart. */
export function sumDifferences(differences: readonly Difference[]): Difference {
  return differences.reduce(
    (sum, { overFen, shortFen }) => ({ overFen: sum.overFen + overFen, shortFen: sum.shortFen + shortFen }),
    NO_DIFFERENCE,
  );
}

/** What several differences ask for: as much as the largest of them. */
export function answerToAll(differences: readonly Difference[], toleranceFen: number): ReturnType<typeof answerTo> {
  const answers = differences.map((difference) => answerTo(difference, toleranceFen));
  if (answers.includes('SUPERVISOR')) return 'SUPERVISOR';
  return answers.includes('REASON') ? 'REASON' : 'NOTHING';
}

/** What a difference asks for: nothing, a reason, or a reason and the supervisor on the spot. Fen. */
export function answerTo({ overFen, shortFen }: Difference, toleranceFen: number): 'NOTHING' | 'REASON' | 'SUPERVISOR' {
  const size = Math.max(overFen, shortFen);
  if (size === 0) return 'NOTHING';
  return size <= toleranceFen ? 'REASON' : 'SUPERVISOR';
}
