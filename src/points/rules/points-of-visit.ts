import { Big } from 'big.js';
import type { LineKind, SlipFigures, SlipTender } from '../../slips/rules/slip-figures.js';
import { tenderEarns } from '../../venue/rules/tender-kinds.js';

export interface EarningPolicy {
  /** Fen of base for one point. */
  readonly unitFen: number;
  readonly groupBuyEarns: boolean;
}

export interface VisitPoints {
  readonly baseFen: number;
  /** Points of all slips of the visit together. */
  readonly visitPoints: number;
  /** What the slip at hand adds; never negative. */
  readonly points: number;
}

const EARNING_LINES: ReadonlySet<LineKind> = new Set(['ROOM', 'GOODS']);

/** min(Σ eligible lines, Σ eligible tenders) over the slips of one visit, before any refund, fen. */
export function grossBaseFen(slips: readonly SlipFigures[], policy: EarningPolicy): number {
  const lines = slips.flatMap((slip) => slip.lines).filter((line) => EARNING_LINES.has(line.kind));
  const tenders = slips.flatMap((slip) => slip.tenders);
  return Math.min(sum(lines.map((line) => line.chargedFen)), eligibleFen(tenders, policy));
}

/** Σ eligible tenders paid back, never more than the base they came from, fen. */
export function refundedBaseFen(slips: readonly SlipFigures[], policy: EarningPolicy): number {
  return Math.min(
    grossBaseFen(slips, policy),
    eligibleFen(
      slips.flatMap((slip) => slip.refunds),
      policy,
    ),
  );
}

/**
 * Points of a slip (003E-003), counted together with the other slips of its visit, so that room, drinks and extra time on three bills lose nothing
 * to rounding: points of all slips less what the visit already holds.
 * @param slips all settled slips of the visit claimed by this membership, the one at hand among them
 * @param alreadyCredited points of the visit credited before, less what refunds took back
 */
export function pointsOfVisit(
  slips: readonly SlipFigures[],
  alreadyCredited: number,
  multiplier: string,
  policy: EarningPolicy,
): VisitPoints {
  const baseFen = grossBaseFen(slips, policy) - refundedBaseFen(slips, policy);
  const visitPoints = pointsFor(baseFen, multiplier, policy.unitFen);
  return { baseFen, visitPoints, points: Math.max(0, visitPoints - alreadyCredited) };
}

/** floor(base × multiplier / unit), exactly. */
export function pointsFor(baseFen: number, multiplier: string, unitFen: number): number {
  return new Big(baseFen).times(multiplier).div(unitFen).round(0, Big.roundDown).toNumber();
}

function eligibleFen(tenders: readonly SlipTender[], policy: EarningPolicy): number {
  return sum(
    tenders.filter(({ kind }) => tenderEarns(kind, policy)).map((tender) => tender.amountFen - (tender.bonusFen ?? 0)),
  );
}

function sum(amounts: readonly number[]): number {
  return amounts.reduce((acc, amount) => acc + amount, 0);
}
