import { DomainError } from './domain-error.js';
import { toHalfWidth } from './text.js';

export interface CountRule {
  readonly min: number;
  readonly max: number;
  readonly field?: string;
}

/**
 * Reads a count (pieces, points, notes of one denomination) as typed; full-width digits are accepted.
 * @throws DomainError count.required | count.invalid | count.tooSmall {min} | count.tooLarge {max}
 */
export function parseCount(text: string, { min, max, field }: CountRule): number {
  const typed = toHalfWidth(text).trim();
  if (typed === '') throw new DomainError('count.required', {}, field);
  if (/^-\d+$/.test(typed)) throw new DomainError('count.tooSmall', { min }, field);
  if (!/^(\d+|\d{1,3}(,\d{3})+)$/.test(typed)) throw new DomainError('count.invalid', {}, field);
  const count = BigInt(typed.replaceAll(',', ''));
  if (count < BigInt(min)) throw new DomainError('count.tooSmall', { min }, field);
  if (count > BigInt(max)) throw new DomainError('count.tooLarge', { max }, field);
  return Number(count);
}
