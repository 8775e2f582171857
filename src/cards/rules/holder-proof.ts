import { DomainError } from '../../kernel/domain-error.js';

/** On what a person was believed to be the holder. The weak ones stop a card; only the strong ones open, replace or give away. */
export const WEAK_PROOFS = ['PHONE_TAIL', 'NAME_SAID', 'AT_DESK'] as const;
export type WeakProof = (typeof WEAK_PROOFS)[number];

/** ID_MATCH: the document known to the house. NAME_AND_PHONE: a document in that name and the kept phone. NAME_ONLY: nothing else is known. */
export type StrongProof = 'ID_MATCH' | 'NAME_AND_PHONE' | 'NAME_ONLY';

export interface KeptMarks {
  readonly idHash: string | null;
  readonly phoneHash: string | null;
}

export interface ShownProof {
  /** Hash of the number on the document in hand; null when none was typed. */
  readonly idHash: string | null;
  /** Hash of the phone the guest named; null when none was typed. */
  readonly phoneHash: string | null;
  /** The clerk compared the name on the document. */
  readonly nameSeen: boolean;
}

/**
 * A document is always seen (facts §1.6). Where the house knows the number it must be that one; a guest who never left it shows a document in the
 * member's name and knows the phone.
 * @throws DomainError card.holder.document | card.holder.idDiffers | card.holder.name | card.holder.phone
 */
export function proveHolder(kept: KeptMarks, shown: ShownProof): StrongProof {
  if (shown.idHash === null) throw new DomainError('card.holder.document', {}, 'documentNumber');
  if (kept.idHash !== null) {
    if (kept.idHash !== shown.idHash) throw new DomainError('card.holder.idDiffers', {}, 'documentNumber');
    return 'ID_MATCH';
  }
  if (!shown.nameSeen) throw new DomainError('card.holder.name', {}, 'nameSeen');
  if (kept.phoneHash === null) return 'NAME_ONLY';
  if (kept.phoneHash !== shown.phoneHash) throw new DomainError('card.holder.phone', {}, 'phone');
  return 'NAME_AND_PHONE';
}
