import { DomainError } from '../../kernel/domain-error.js';

const ranks: Readonly<Record<string, number>> = {
  OWNER: 3,
  VIP_CENTRE_DIRECTOR: 2,
  OPERATIONS_GENERAL_MANAGER: 2,
  FINANCE: 2,
  CUSTOMER_SERVICE_MANAGER: 1,
};

function rankOf(roles: readonly string[]): number {
  return Math.max(0, ...roles.map((role) => ranks[role] ?? 0));
}

/**
 * Nobody hands out, resets or ends what stands as high as they do: a manager with a director's new code would be the director.
 * The owner alone may do so to everyone.
 * @throws DomainError staff.rank
 */
export function assertMayAdminister(actor: readonly string[], target: readonly string[]): void {
  if (actor.includes('OWNER')) return;
  if (rankOf(target) >= rankOf(actor)) throw new DomainError('staff.rank');
}
