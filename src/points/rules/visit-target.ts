import { Big } from 'big.js';
import type { SlipFigures } from '../../slips/rules/slip-figures.js';
import { type EarningPolicy, grossBaseFen, pointsFor, refundedBaseFen } from './points-of-visit.js';
import { takeBackDue } from './take-back.js';

/** What the visit of one member stands at: the slips credited to the card and the points they hold now. */
export interface Visit {
  readonly slips: readonly SlipFigures[];
  /** Credited less taken back. */
  readonly heldPoints: number;
  /** The best rate any slip of the visit was credited at. */
  readonly multiplier: string;
  readonly policy: EarningPolicy;
}

/** What refunds still have to take back from a visit; counted from all of them each time, so their order does not matter. */
export function refundDue(visit: Visit): number {
  return Math.min(dueAgainst(visit, Math.max(grossPoints(visit), visit.heldPoints)), visit.heldPoints);
}

/** What a changed slip (反结账, a decided conflict) adds to (+) or takes from (−) the visit. */
export function recountDelta(visit: Visit): number {
  return targetPoints(visit) - visit.heldPoints;
}

/**
 * What an undo takes: the points the visit may not hold without the slip, never more than the slip brought. Without any slip left, all of them.
 * @param rest the visit without the slip that is undone
 */
export function undoDue(rest: Visit, confirmedPoints: number): number {
  if (rest.slips.length === 0) return Math.max(0, rest.heldPoints);
  return Math.max(0, Math.min(rest.heldPoints - targetPoints(rest), confirmedPoints, rest.heldPoints));
}

export function bestMultiplier(multipliers: readonly string[]): string {
  return multipliers.reduce((best, next) => (new Big(next).gt(best) ? next : best), '0');
}

/** Points of the slips before refunds, less the share of the refunds. */
function targetPoints(visit: Visit): number {
  const gross = grossPoints(visit);
  return gross - dueAgainst({ ...visit, heldPoints: gross }, gross);
}

function grossPoints({ slips, multiplier, policy }: Visit): number {
  return pointsFor(grossBaseFen(slips, policy), multiplier, policy.unitFen);
}

function dueAgainst({ slips, heldPoints, policy }: Visit, creditedPoints: number): number {
  return takeBackDue({
    creditedPoints,
    baseFen: grossBaseFen(slips, policy),
    refundedFen: refundedBaseFen(slips, policy),
    takenBackPoints: creditedPoints - heldPoints,
  });
}
