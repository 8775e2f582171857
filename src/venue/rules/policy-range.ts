import { DomainError } from '../../kernel/domain-error.js';

/** Throws `policy.range {min, max}` on `field` unless the figure is whole and within both. */
export function assertRange(value: number, min: number, max: number, field: string): void {
  if (!Number.isSafeInteger(value) || value < min || value > max) {
    throw new DomainError('policy.range', { min, max }, field);
  }
}
