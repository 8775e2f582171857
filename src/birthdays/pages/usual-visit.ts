import { clockTime } from '../../platform/views/format.js';
import type { EntryRow } from '../birthday.queries.js';

export const USUAL_VISIT_MS = 4 * 3_600_000;

/** The visit that was agreed, or what most guests say. */
export function visitOf({ holdState, fromAt, untilAt, people }: EntryRow) {
  if (holdState === 'RELEASED' || fromAt === null || untilAt === null || people === null)
    return { from: '19:00', until: '23:00', people: '6' };
  return { from: clockTime(fromAt), until: clockTime(untilAt), people: String(people) };
}
