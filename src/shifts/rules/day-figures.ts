import { type Difference, sumDifferences } from './blind-count.js';
import { type DrawerEquation, drawerEquation, type DrawerMove } from './drawer-equation.js';

export interface ShiftFigures {
  readonly shiftId: string;
  readonly template: string;
  readonly clerk: string;
  readonly moves: readonly DrawerMove[];
  /** What other tenders took, fen by account kind. */
  readonly tenders: readonly { readonly kind: string; readonly fen: number }[];
  /** What acquirers had over and under the books. */
  readonly tenderDifferences: readonly (Difference & { readonly kind: string })[];
  readonly overFen: number;
  readonly shortFen: number;
  readonly baggedFen: number;
}

export interface DayFigures {
  readonly shifts: readonly (DrawerEquation &
    Pick<ShiftFigures, 'shiftId' | 'template' | 'clerk' | 'overFen' | 'shortFen' | 'baggedFen'>)[];
  readonly tenders: readonly { readonly kind: string; readonly fen: number }[];
  readonly tenderDifferences: ShiftFigures['tenderDifferences'];
  /** Cash and other tenders of the whole day, refunds deducted. */
  readonly takingsFen: number;
  readonly overFen: number;
  readonly shortFen: number;
  readonly papers: readonly { readonly prefix: string; readonly count: number }[];
}

/** The day as its shifts make it: sums, with over and short kept apart to the end. */
export function dayFigures(shifts: readonly ShiftFigures[], papers: DayFigures['papers']): DayFigures {
  const rows = shifts.map(({ shiftId, template, clerk, moves, overFen, shortFen, baggedFen }) => ({
    shiftId,
    template,
    clerk,
    overFen,
    shortFen,
    baggedFen,
    ...drawerEquation(moves),
  }));
  const tenders = new Map<string, number>();
  for (const { kind, fen } of shifts.flatMap((shift) => shift.tenders))
    tenders.set(kind, (tenders.get(kind) ?? 0) + fen);
  const cashFen = rows.reduce((sum, { lines }) => sum + lines.cashIn + lines.refunds + lines.rounding, 0);
  const otherFen = [...tenders.values()].reduce((sum, fen) => sum + fen, 0);
  return {
    shifts: rows,
    tenders: [...tenders].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([kind, fen]) => ({ kind, fen })),
    tenderDifferences: differencesByTender(shifts),
    takingsFen: cashFen + otherFen,
    ...sumDifferences(shifts),
    papers,
  };
}

/** Whether the rows still make the takings that were kept; what Finance finds in a bag later is over or short, not takings. */
export function sameTakings(kept: DayFigures, now: DayFigures): boolean {
  const takings = ({ shifts, tenders, takingsFen }: DayFigures): string =>
    JSON.stringify([takingsFen, tenders, shifts.map(({ shiftId, lines }) => [shiftId, lines])]);
  return takings(kept) === takings(now);
}

/** Over and short of each tender apart, as those of the drawers are. */
function differencesByTender(shifts: readonly ShiftFigures[]): ShiftFigures['tenderDifferences'] {
  const all = shifts.flatMap(({ tenderDifferences }) => tenderDifferences);
  const kinds = [...new Set(all.map(({ kind }) => kind))].toSorted();
  return kinds.map((kind) => ({ kind, ...sumDifferences(all.filter((row) => row.kind === kind)) }));
}
