import type { PlainDate } from '../../kernel/business-day.js';
import { DomainError } from '../../kernel/domain-error.js';
import type { LostCategory } from '../../venue/rules/lost-property-policy.js';
import { KEEPING } from './lost-category.js';

/** As far as the rules of leaving look at a thing. */
export interface LeavingItem {
  readonly category: LostCategory;
  readonly valuable: boolean;
  /** Business date until which it must be kept. */
  readonly holdUntil: PlainDate;
}

/**
 * Only what spoils or is worth little is ever destroyed, after its days, before two people; everything else goes to the police
 * (民法典 314, 318: unclaimed things belong to the State, never to the house).
 * @throws DomainError lost.dispose.valuable | lost.dispose.police | lost.dispose.early {date}
 */
export function assertDisposable({ category, valuable, holdUntil }: LeavingItem, today: PlainDate): void {
  if (valuable) throw new DomainError('lost.dispose.valuable');
  if (category === 'DANGEROUS') throw new DomainError('lost.dispose.police');
  if (today < holdUntil) throw new DomainError('lost.dispose.early', { date: holdUntil });
}

/** Food and medicine are not kept beyond their days (facts §6): the desk is told to destroy them before two people. */
export function isSpoilt({ category, holdUntil }: LeavingItem, today: PlainDate): boolean {
  return KEEPING[category].afterwards === 'DESTROY' && today >= holdUntil;
}

/** Weapons, drugs, suspicious goods at once; papers and bank cards once their days are over without the owner. */
export function isDueToPolice({ category, valuable, holdUntil }: LeavingItem, today: PlainDate): boolean {
  if (category === 'DANGEROUS') return true;
  return valuable && today >= holdUntil;
}

/** Of little worth and past its days: may be destroyed before two people, whenever somebody finds the time. */
export function isOutdated({ category, holdUntil }: Omit<LeavingItem, 'valuable'>, today: PlainDate): boolean {
  return KEEPING[category].afterwards === 'MAY_DESTROY' && today >= holdUntil;
}
