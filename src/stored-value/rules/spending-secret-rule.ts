import { DomainError } from '../../kernel/domain-error.js';

/** Six digits that are no row and no repetition. @throws DomainError storedValue.secret.weak */
export function assertSecret(secret: string): void {
  const digits = [...secret].map(Number);
  const steps = digits.slice(1).map((digit, at) => digit - (digits[at] ?? 0));
  const isRow = steps.every((step) => step === steps[0]) && Math.abs(steps[0] ?? 0) <= 1;
  if (!/^\d{6}$/.test(secret) || isRow) throw new DomainError('storedValue.secret.weak', {}, 'newSecret');
}
