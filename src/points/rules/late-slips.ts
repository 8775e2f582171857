import { DomainError } from '../../kernel/domain-error.js';

/** Late slips a member may have credited in a year: a kindness for the forgetful, no way to collect other guests' slips. */
export const LATE_SLIPS_A_YEAR = 3;

/** @throws DomainError points.late.limit {n} */
export function assertLateAllowed(usedThisYear: number, limit = LATE_SLIPS_A_YEAR): void {
  if (usedThisYear >= limit) throw new DomainError('points.late.limit', { n: limit }, 'slipNo');
}
