/** One movement of a drawer: the posting's kind and the signed amount in fen, positive into the drawer. */
export interface DrawerMove {
  readonly kind: string;
  readonly amountFen: number;
}

/** The lines of the equation in the order they are read; every amount is zero or above but `expectedFen`'s parts have signs. */
export const DRAWER_LINES = ['float', 'cashIn', 'refunds', 'drops', 'rounding', 'counterfeit'] as const;
export type DrawerLine = (typeof DRAWER_LINES)[number];

export interface DrawerEquation {
  /** Signed sum of each line, fen. */
  readonly lines: Readonly<Record<DrawerLine, number>>;
  /** What must be in the drawer. */
  readonly expectedFen: number;
}

/** Posting kinds of this room; whatever else moves a drawer is a sale (in) or a refund (out). */
export const SHIFT_POSTINGS = {
  floatDrawn: 'shifts.floatDrawn',
  floatReturned: 'shifts.floatReturned',
  floatPassed: 'shifts.floatPassed',
  dropped: 'shifts.dropped',
  roundedDown: 'shifts.roundedDown',
  counterfeit: 'shifts.counterfeit',
  dropUndone: 'shifts.dropUndone',
  roundingUndone: 'shifts.roundingUndone',
  counterfeitUndone: 'shifts.counterfeitUndone',
  countedOver: 'shifts.countedOver',
  countedShort: 'shifts.countedShort',
  bagged: 'shifts.bagged',
  acquirerOver: 'shifts.acquirerOver',
  acquirerShort: 'shifts.acquirerShort',
} as const;

const lineOfKind: Readonly<Record<string, DrawerLine>> = {
  [SHIFT_POSTINGS.floatDrawn]: 'float',
  [SHIFT_POSTINGS.floatReturned]: 'float',
  [SHIFT_POSTINGS.floatPassed]: 'float',
  [SHIFT_POSTINGS.dropped]: 'drops',
  [SHIFT_POSTINGS.roundedDown]: 'rounding',
  [SHIFT_POSTINGS.counterfeit]: 'counterfeit',
  [SHIFT_POSTINGS.dropUndone]: 'drops',
  [SHIFT_POSTINGS.roundingUndone]: 'rounding',
  [SHIFT_POSTINGS.counterfeitUndone]: 'counterfeit',
};

const SETTLING: readonly string[] = [SHIFT_POSTINGS.countedOver, SHIFT_POSTINGS.countedShort, SHIFT_POSTINGS.bagged];

/** Whether an acquirer's word moved the account, not a sale. */
export function isAcquirerDifference(kind: string): boolean {
  return kind === SHIFT_POSTINGS.acquirerOver || kind === SHIFT_POSTINGS.acquirerShort;
}

/** Which line a movement belongs to; undefined for what settles the drawer after its count. */
export function lineOf({ kind, amountFen }: DrawerMove): DrawerLine | undefined {
  const passedOn = kind === SHIFT_POSTINGS.floatPassed && amountFen < 0;
  if (passedOn || SETTLING.includes(kind)) return undefined;
  return lineOfKind[kind] ?? (amountFen > 0 ? 'cashIn' : 'refunds');
}

/**
 * expectedCash = float + cashIn − cashOut − drops (facts §7.5), with 抹零 and 假币 as lines of their own.
 * Cash paid back to guests is its own line: takings are never quietly paid out (现金管理暂行条例, 坐支).
 */
export function drawerEquation(moves: readonly DrawerMove[]): DrawerEquation {
  const lines: Record<DrawerLine, number> = { float: 0, cashIn: 0, refunds: 0, drops: 0, rounding: 0, counterfeit: 0 };
  for (const move of moves) {
    const line = lineOf(move);
    if (line) lines[line] += move.amountFen;
  }
  return { lines, expectedFen: DRAWER_LINES.reduce((sum, line) => sum + lines[line], 0) };
}

/**
 * The most that may be called float: what came into the drawer as float, as far as it was counted (counter-practice 1.8).
 * The rest is takings. Fen.
 */
export function floatAtMost(floatLineFen: number, countedFen: number): number {
  return Math.max(0, Math.min(floatLineFen, countedFen));
}
