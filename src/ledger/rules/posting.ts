import { DomainError } from '../../kernel/domain-error.js';

/** So many of one unit from one account to another; the amount is always positive, the direction is from → to. */
export interface Movement {
  readonly unit: string;
  readonly fromAccountId: string;
  readonly toAccountId: string;
  readonly amount: number;
  /** The transfer this one undoes in full. */
  readonly reversesId?: string | null;
  /** The transfer this one gives back in part. */
  readonly relatesToId?: string | null;
}

export interface PostedMovement extends Movement {
  readonly id: string;
}

/** Stops a movement that no rule of the venue could have meant: a mistake of the program, not of the clerk. */
export function assertPostable({ amount, fromAccountId, toAccountId, reversesId, relatesToId }: Movement): void {
  if (!Number.isSafeInteger(amount) || amount <= 0) throw new RangeError(`a transfer of ${amount} is none`);
  if (fromAccountId === toAccountId) throw new RangeError('a transfer needs two accounts');
  if (reversesId && relatesToId) throw new RangeError('a transfer undoes one original or gives part of it back');
}

/** The full undo: the same amount of the same unit the other way, pointing to its original. */
export function mirrorOf({ id, unit, amount, fromAccountId, toAccountId }: PostedMovement): Movement {
  return { unit, amount, fromAccountId: toAccountId, toAccountId: fromAccountId, reversesId: id };
}

/**
 * Partial returns together never exceed what they return.
 * @param returned amount already given back against the original
 * @throws DomainError ledger.moreThanOriginal {amount, left}
 */
export function assertReturnFits(amount: number, originalAmount: number, returned: number): void {
  const left = originalAmount - returned;
  if (amount > left) throw new DomainError('ledger.moreThanOriginal', { amount, left });
}

/**
 * What movements do to each account, in the order of ids, so that no two units of work wait for each other in a circle. The changes sum to zero.
 */
export function balanceChanges(movements: readonly Movement[]): [accountId: string, change: number][] {
  const changes = new Map<string, number>();
  for (const { fromAccountId, toAccountId, amount } of movements) {
    changes.set(fromAccountId, (changes.get(fromAccountId) ?? 0) - amount);
    changes.set(toAccountId, (changes.get(toAccountId) ?? 0) + amount);
  }
  return [...changes].toSorted(([a], [b]) => (a < b ? -1 : 1));
}
