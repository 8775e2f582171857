import { Injectable } from '@nestjs/common';
import { DomainError } from '../../kernel/domain-error.js';
import { maskCardNo } from '../../members/rules/masks.js';
import { PersonFields } from '../../members/sealed-person.js';
import type { SqlReads } from '../../platform/database/sql-reads.js';
import { type CardHolder, CardLookup } from '../card-lookup.js';
import { CardWords } from '../card-words.js';
import { PAPER_LOCALE } from './card-papers.js';

/** A card with its holder, for whatever is done to it. */
@Injectable()
export class CardInHand {
  constructor(
    private readonly lookup: CardLookup,
    private readonly words: CardWords,
    private readonly fields: PersonFields,
  ) {}

  /** Throws `page.notFound` for a blank, an unknown card, and one of a membership that is closed. */
  async of(db: SqlReads, cardId: string): Promise<CardHolder> {
    const holder = await this.lookup.byId(db, cardId);
    if (!holder || holder.closedAt !== null) throw new DomainError('page.notFound');
    return holder;
  }

  /** Lines by which the guest knows the card on a paper: masked. */
  lines(holder: CardHolder): (readonly [string, string])[] {
    return [
      ['member', this.fields.maskedName(holder)],
      ['card', this.label(holder)],
    ];
  }

  label({ kindCode, cardNo }: Pick<CardHolder, 'kindCode' | 'cardNo'>): string {
    return `${this.words.kind(PAPER_LOCALE, kindCode)} ${maskCardNo(cardNo)}`;
  }

  /** Whether anything countable is kept for the membership: money, points, gifts. */
  async hasValue(db: SqlReads, membershipId: string): Promise<boolean> {
    const row = await db.one('SELECT id FROM ledger_account WHERE owner = ? AND balance <> 0 LIMIT 1', [membershipId]);
    return row !== undefined;
  }
}
