import { Injectable } from '@nestjs/common';
import { clerkAtDesk } from '../../cards/life/card-papers.js';
import { OpenUnnamedCard } from '../../cards/unnamed/open-unnamed-card.js';
import { DomainError } from '../../kernel/domain-error.js';
import { formatYuan } from '../../kernel/money.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { commandOfTheDay, type DeskContext } from '../../staff/desk-context.js';
import { handOf, type ToppedUp, TopUps, type TopUpWish } from '../top-up.js';

export type UnnamedWish = Omit<TopUpWish, 'membershipId'> & { readonly cardNo: string };

/** Sells a card that names nobody: the card and the money on it in one unit, with both papers, or neither. */
@Injectable()
export class SellUnnamedCard {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly opening: OpenUnnamedCard,
    private readonly topUps: TopUps,
  ) {}

  /** Throws `card.unnamed.*`, `card.no.*`, `card.blank.*`, `storedValue.cap {cap, fit}` and what a top-up throws. */
  async sell(desk: DeskContext, key: string, { cardNo, ...wish }: UnnamedWish): Promise<ToppedUp> {
    const tenders = wish.tenders.map((tender) => ({ ...tender }));
    const input = { ...wish, cardNo, tenders, document: { ...wish.document } };
    const command = commandOfTheDay(desk, 'storedValue.sellUnnamed', key, input);
    const hand = handOf(desk);
    const { result } = await this.uow.run(command, async (tx) => {
      const { membershipId, capFen } = await this.opening.open(tx, cardNo, clerkAtDesk(desk));
      // no second card and no word to the guest lifts the limit of a card that names nobody
      const cap = formatYuan(capFen);
      if (wish.amountFen > capFen) throw new DomainError('storedValue.cap', { cap, fit: cap }, 'amount');
      return this.topUps.within(tx, { ...wish, membershipId }, hand);
    });
    return result;
  }
}
