import { isFrozenByHolder } from '../../../cards/rules/card-life.js';
import { DomainError } from '../../../kernel/domain-error.js';

/** A card as far as a refund asks: is it stopped by the house? */
export interface CardBeforeRefund {
  readonly frozenReason: string | null;
}

/**
 * A lost card, or one frozen at the guest's own wish, is no obstacle: the refund goes to the holder, not to the card. Frozen for a
 * dispute, an odd balance, fraud or an authority, nothing goes out until that is settled.
 * @throws DomainError refund.frozen
 */
export function assertMayRefund(cards: readonly CardBeforeRefund[]): void {
  if (cards.some(({ frozenReason }) => frozenReason !== null && !isFrozenByHolder(frozenReason)))
    throw new DomainError('refund.frozen');
}
