import { DomainError } from '../../kernel/domain-error.js';

export type Proof = 'CARD' | 'SECRET' | 'HOLDER';

/**
 * What shows that the guest at the desk may spend this card (counter-practice 4.2): the card itself, else the guest's own digits, else the holder in
 * person. A number that somebody knows by heart is no proof.
 * @throws DomainError storedValue.spend.proof
 */
export function proofOf(seen: {
  readonly isSwiped: boolean;
  readonly secret: string;
  readonly holderSeen: boolean;
}): Proof {
  if (seen.isSwiped) return 'CARD';
  if (seen.secret.trim() !== '') return 'SECRET';
  if (seen.holderSeen) return 'HOLDER';
  throw new DomainError('storedValue.spend.proof', {}, 'secret');
}
