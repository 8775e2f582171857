import { addDays, type PlainDate } from '../../../kernel/business-day.js';
import { DomainError } from '../../../kernel/domain-error.js';

/** Who may be stood in for. Finance and the director are not on the list: their signature is what the line is checked by. */
export const DELEGABLE_ROLES = ['DUTY_SUPERVISOR', 'CUSTOMER_SERVICE_MANAGER'] as const;

/** Long enough for a leave, short enough that nobody stays supervisor by oversight. */
const LONGEST_DAYS = 31;

export interface DelegationDraft {
  readonly role: string;
  readonly fromDate: PlainDate;
  readonly toDate: PlainDate;
  readonly reason: string;
  readonly today: PlainDate;
}

/** Throws `delegation.role`, `delegation.order`, `delegation.past`, `delegation.tooLong {days}`, `delegation.reason`. */
export function assertDelegation({ role, fromDate, toDate, reason, today }: DelegationDraft): void {
  if (!DELEGABLE_ROLES.some((name) => name === role)) throw new DomainError('delegation.role', {}, 'role');
  if (toDate < fromDate) throw new DomainError('delegation.order', {}, 'toDate');
  if (toDate < today) throw new DomainError('delegation.past', {}, 'toDate');
  if (toDate >= addDays(fromDate, LONGEST_DAYS)) {
    throw new DomainError('delegation.tooLong', { days: LONGEST_DAYS }, 'toDate');
  }
  if (reason.trim() === '') throw new DomainError('delegation.reason', {}, 'reason');
}
