import { DomainError } from '../../kernel/domain-error.js';
import { formatYuan } from '../../kernel/money.js';

/**
 * A wrong top-up can be put right down to what was spent of it: what the guest has consumed was paid by somebody (counter-practice H15).
 * @param spentFen what stands as spent from the lot
 * @param creditFen principal and bonus of the right amount
 * @throws DomainError storedValue.correct.same | storedValue.correct.tooLittle {spent} in yuan
 */
export function assertCorrection({
  wrongFen,
  rightFen,
  spentFen,
  creditFen,
}: Record<'wrongFen' | 'rightFen' | 'spentFen' | 'creditFen', number>): void {
  if (wrongFen === rightFen) throw new DomainError('storedValue.correct.same', {}, 'amount');
  if (creditFen < spentFen) {
    throw new DomainError('storedValue.correct.tooLittle', { spent: formatYuan(spentFen) }, 'amount');
  }
}
