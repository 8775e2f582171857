import { FLOW_COLUMNS, type FlowColumn, flowOf } from '../../rules/prepaid-flows.js';

/** What postings of one kind moved of principal or bonus, signed, fen. */
export interface FlowSum {
  readonly kind: string;
  readonly held: 'prepaid.principal' | 'prepaid.bonus';
  readonly period: 'before' | 'within';
  readonly fen: number;
}

/** One equation of the roll-forward (counter-practice E4): opening + Σ columns = closing. Signed fen. */
export interface RollForward {
  readonly openingFen: number;
  readonly columns: Readonly<Record<FlowColumn, number>>;
  /** What no column has: always zero, or `verify` says so. */
  readonly outsideFen: number;
  readonly closingFen: number;
}

/** The equation of one kind of value; both of them have every column, a column that cannot move one is zero. */
export function rollForward(sums: readonly FlowSum[], held: FlowSum['held']): RollForward {
  const own = sums.filter((sum) => sum.held === held);
  const within = own.filter(({ period }) => period === 'within');
  const openingFen = total(own.filter(({ period }) => period === 'before'));
  const columns = Object.fromEntries(
    FLOW_COLUMNS.map((column) => [column, total(within.filter(({ kind }) => flowOf(kind)?.column === column))]),
  ) as Record<FlowColumn, number>;
  const outsideFen = total(within.filter(({ kind }) => flowOf(kind) === undefined));
  return { openingFen, columns, outsideFen, closingFen: openingFen + total(within) };
}

function total(sums: readonly FlowSum[]): number {
  return sums.reduce((sum, { fen }) => sum + fen, 0);
}
