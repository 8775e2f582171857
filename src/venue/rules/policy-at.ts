import type { PlainDate } from '../../kernel/business-day.js';

/** A version of a policy. It is never edited; a correction is a later version, also for the same day. */
export interface PolicyVersion<T> {
  readonly effectiveFrom: PlainDate;
  /** Order in which versions were recorded. */
  readonly version: number;
  readonly value: T;
}

/**
 * The value in force on a date: of the versions that have begun, the latest to begin; among those of one day the last recorded. Null before the first.
 * A slip asks with its settlement date, so a change between settlement and claim does not touch it.
 */
export function policyAt<T>(versions: readonly PolicyVersion<T>[], date: PlainDate): T | null {
  let inForce: PolicyVersion<T> | null = null;
  for (const candidate of versions) {
    if (candidate.effectiveFrom <= date && (!inForce || isLater(candidate, inForce))) inForce = candidate;
  }
  return inForce?.value ?? null;
}

function isLater<T>(a: PolicyVersion<T>, b: PolicyVersion<T>): boolean {
  if (a.effectiveFrom !== b.effectiveFrom) return a.effectiveFrom > b.effectiveFrom;
  return a.version > b.version;
}
