import { Injectable } from '@nestjs/common';
import { DomainError } from '../../kernel/domain-error.js';
import { MemberTokens } from '../../members/member-tokens.js';
import { normalizeIdNumber } from '../../members/rules/id-document.js';
import { readPhone } from '../../members/rules/phone.js';
import { PersonFields } from '../../members/sealed-person.js';
import type { SqlReads } from '../../platform/database/sql-reads.js';
import type { CardHolder } from '../card-lookup.js';
import { type KeptMarks, proveHolder, type StrongProof, WEAK_PROOFS, type WeakProof } from '../rules/holder-proof.js';

/** What was shown at the counter, as typed. It is compared and not kept. */
export interface TypedProof {
  readonly documentNumber: string;
  readonly phone: string;
  readonly nameSeen: boolean;
}

/** Compares what a guest shows and says with what the house knows of the holder. */
@Injectable()
export class HolderProofs {
  constructor(
    private readonly tokens: MemberTokens,
    private readonly fields: PersonFields,
  ) {}

  /** Strong enough to open, replace and give away. Throws `card.holder.*`. */
  async strong(db: SqlReads, holder: CardHolder, typed: TypedProof): Promise<StrongProof> {
    assertNamed(holder);
    const kept = await db.one<KeptMarks>('SELECT id_hash, phone_hash FROM person WHERE id = ?', [holder.personId]);
    if (!kept) throw new DomainError('page.notFound');
    const [number, phone] = [normalizeIdNumber(typed.documentNumber.slice(0, 40)), readPhone(typed.phone)];
    return proveHolder(kept, {
      idHash: number.length < 6 ? null : this.tokens.idHash(number),
      phoneHash: phone === null ? null : this.tokens.phoneHash(phone.number),
      nameSeen: typed.nameSeen,
    });
  }

  /** Enough to stop a card (counter-practice 4.19): a tail that was named must be right. Throws `card.holder.tail`, `card.holder.how`. */
  weak(holder: CardHolder, typed: { readonly proof: string; readonly phoneTail: string }): WeakProof {
    assertNamed(holder);
    const proof = WEAK_PROOFS.find((known) => known === typed.proof);
    if (!proof) throw new DomainError('card.holder.how', {}, 'proof');
    if (proof === 'PHONE_TAIL' && !this.fields.tailMatches(holder, typed.phoneTail))
      throw new DomainError('card.holder.tail', {}, 'phoneTail');
    return proof;
  }
}

/** Nobody can show to be the holder of a card that names none: it is not reported lost, opened, replaced or closed for anybody (facts §1.2). */
function assertNamed({ sealedName }: CardHolder): void {
  if (sealedName === null) throw new DomainError('card.holder.unnamed');
}
