import type { Permission } from '../../staff/permissions.js';
import type { CardHolder } from '../card-lookup.js';

/** An act with a card, and when it makes sense. */
interface Offer {
  readonly act: string;
  readonly permission: Permission;
  readonly when: (card: CardHolder) => boolean;
  readonly tone?: string;
}

const isNamed = ({ sealedName }: CardHolder) => sealedName !== null;
const serves = ({ cardState, frozenReason }: CardHolder) => cardState === 'ACTIVE' && frozenReason === null;
/** Most urgent first. */
export const CARD_OFFERS: readonly Offer[] = [
  {
    act: 'activation',
    permission: 'cards.activate',
    when: ({ cardState, frozenReason }) => cardState === 'ISSUED' && frozenReason === null,
    tone: 'primary',
  },
  {
    act: 'loss',
    permission: 'cards.reportLost',
    when: (card) => card.cardState === 'ACTIVE' && isNamed(card),
    tone: 'danger',
  },
  {
    act: 'replacement',
    permission: 'cards.replace',
    when: (card) =>
      isNamed(card) && card.frozenReason === null && ['LOST', 'ACTIVE', 'ISSUED'].includes(card.cardState),
  },
  {
    act: 'reopening',
    permission: 'cards.reopen',
    when: ({ cardState, frozenReason }) => cardState === 'LOST' || (cardState === 'ACTIVE' && frozenReason !== null),
  },
  { act: 'exchange', permission: 'cards.exchange', when: serves },
  { act: 'freeze', permission: 'cards.freeze', when: serves },
  { act: 'transfer', permission: 'cards.transfer', when: (card) => serves(card) && isNamed(card) },
  {
    act: 'renewal',
    permission: 'cards.renew',
    when: ({ validUntil, cardState }) => validUntil !== null && (cardState === 'ACTIVE' || cardState === 'EXPIRED'),
  },
  {
    act: 'closing',
    permission: 'cards.close',
    when: (card) => isNamed(card) && ['ISSUED', 'ACTIVE', 'LOST', 'EXPIRED'].includes(card.cardState),
  },
];
