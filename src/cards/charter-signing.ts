import { Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { calendarDate } from '../kernel/business-day.js';
import { DomainError } from '../kernel/domain-error.js';
import { PersonVault } from '../platform/crypto/person-vault.js';
import type { Tx } from '../platform/database/tx.js';
import { CharterService } from '../venue/charter.service.js';
import { CharterSignature } from './charter-signature.entity.js';

export interface SignedStatement {
  readonly way: 'PAD' | 'PAPER';
  /** Strokes of the pad as JSON; null on paper. */
  readonly strokes: string | null;
  readonly kind: string;
  readonly feeFen: number;
  readonly name: string;
}

/** The guest's signature under the charter (003E-096): which text, under which figures, and how. */
@Injectable()
export class CharterSigning {
  constructor(
    private readonly charters: CharterService,
    private readonly vault: PersonVault,
  ) {}

  /** Keeps the signature under the text in force; the number of that text. Throws `cards.charter.none`. */
  async sign(tx: Tx, personId: string, { way, strokes, kind, feeFen, name }: SignedStatement): Promise<number> {
    const charter = await this.charters.current(tx, tx.command.businessDate ?? calendarDate(tx.now));
    if (!charter) throw new DomainError('cards.charter.none');
    const key = await this.vault.wrappedKey(tx, personId);
    const statement = JSON.stringify({ charter: charter.number, kind, feeFen, name });
    await tx.insert(CharterSignature, {
      id: uuidv7(),
      personId,
      charterVersionId: charter.id,
      way,
      sealedStatement: this.vault.sealWith(key, 'charterSignature.statement', statement),
      sealedStrokes: strokes === null ? null : this.vault.sealWith(key, 'charterSignature.strokes', strokes),
      at: tx.now,
      byId: tx.command.actorId,
    });
    return charter.number;
  }
}
