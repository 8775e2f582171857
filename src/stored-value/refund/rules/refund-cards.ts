import { DomainError } from '../../../kernel/domain-error.js';

/** A card as far as a refund asks: is it stopped by the house? */
export interface CardBeforeRefund {
  readonly frozenReason: string | null;
}

/** What a guest asked to be stopped, the proven holder may have paid back; what the house or an authority stopped stays. */
const HOUSE_STOPS: readonly string[] = ['DISPUTE', 'ANOMALY', 'FRAUD', 'AUTHORITY'];

/**
 * A lost card, or one frozen at the guest's own wish, is no obstacle: the refund goes to the holder, not to the card. Frozen for a
 * dispute, an odd balance, fraud or an authority, nothing goes out until that is settled.
 * @throws DomainError refund.frozen
 */
export function assertMayRefund(cards: readonly CardBeforeRefund[]): void {
  if (cards.some(({ frozenReason }) => frozenReason !== null && HOUSE_STOPS.includes(frozenReason)))
    throw new DomainError('refund.frozen');
}
