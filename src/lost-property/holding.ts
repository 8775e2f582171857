import { DomainError } from '../kernel/domain-error.js';
import { actionsFrom } from '../kernel/transitions.js';
import type { DeskContext } from '../staff/desk-context.js';
import type { ItemRow } from './lost-items.js';
import { itemLife, ON_HAND } from './rules/item-life.js';

/** What a thing loses when it leaves: its place in the safe and its timer. */
export const GONE = { safe_by: null, slot: null, key_holder_id: null } as const;

type Held = Pick<ItemRow, 'state'>;

export function isOnHand({ state }: Held): boolean {
  return ON_HAND.some((here) => here === state);
}

/** Photos, calls and looks at details belong to a thing the house still has. Throws `lost.item.transition`. */
export function assertOnHand(item: Held, action: string): void {
  if (!isOnHand(item)) throw new DomainError('lost.item.transition', { from: item.state, action });
}

/** A thing is given out by whoever keeps it: once it is with General Affairs, they hand it out (late claims too). Throws `lost.claim.holder`. */
export function assertHolder({ person }: DeskContext, { state }: Held): void {
  if (state === 'GENERAL_AFFAIRS' && !person.roles.includes('GENERAL_AFFAIRS'))
    throw new DomainError('lost.claim.holder');
}

/**
 * Whether its owner could have it from this desk at all. Weapons, drugs and suspicious goods go to the police, who decide whose they are
 * (facts §6). Throws `lost.item.transition`, `lost.claim.holder`, `lost.claim.dangerous`.
 */
export function assertClaimable(desk: DeskContext, item: Pick<ItemRow, 'state' | 'category'>): void {
  if (!actionsFrom(itemLife, item.state).includes('claim'))
    throw new DomainError('lost.item.transition', { from: item.state, action: 'claim' });
  assertHolder(desk, item);
  if (item.category === 'DANGEROUS') throw new DomainError('lost.claim.dangerous');
}
