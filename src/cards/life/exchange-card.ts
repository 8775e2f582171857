import { Injectable } from '@nestjs/common';
import { DomainError } from '../../kernel/domain-error.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { PendingSignatures } from '../../staff/approvals/pending-signatures.js';
import { commandOfTheDay, type DeskContext } from '../../staff/desk-context.js';
import { CardLookup } from '../card-lookup.js';
import { CardsService } from '../cards.service.js';
import { payFee } from '../rules/card-fee.js';
import { kindForTier } from '../rules/tier-rule.js';
import { readCardNumber } from '../rules/card-number.js';
import { CardHandovers } from '../tier/card-handovers.js';
import { recordCardAct } from './card-acts.js';
import { CardInHand } from './card-in-hand.js';
import { clerkAtDesk } from './card-papers.js';
import { CardSwap, type Swapped } from './card-swap.js';

/** 换卡: the worn card lies on the counter, so it is its own proof; it stays with the desk. No fee: it is the house's card that wore out. */
@Injectable()
export class ExchangeCard {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly hand: CardInHand,
    private readonly lookup: CardLookup,
    private readonly cards: CardsService,
    private readonly swaps: CardSwap,
    private readonly handovers: CardHandovers,
    private readonly signatures: PendingSignatures,
  ) {}

  /** Throws `card.exchange.inHand`, `card.exchange.state`, `card.no.*`, `card.blank.*`. A tier's card whose tier has fallen becomes the card of the tier there is. */
  async exchange(
    desk: DeskContext,
    key: string,
    cardId: string,
    input: { readonly cardNo: string; readonly oldTaken: boolean },
  ): Promise<Swapped> {
    if (!input.oldTaken) throw new DomainError('card.exchange.inHand', {}, 'oldTaken');
    const blank = readCardNumber(input.cardNo);
    const command = commandOfTheDay(desk, 'cards.exchange', key, { cardId, ...input });
    const { result } = await this.uow.run(command, async (tx) => {
      const holder = await this.hand.of(tx, cardId);
      if (holder.cardState !== 'ACTIVE') throw new DomainError('card.exchange.state');
      const kindCode = kindForTier(holder.kindCode, holder.tier);
      const done = await this.swaps.swap(tx, {
        kind: 'EXCHANGE',
        holder,
        blank,
        kindCode,
        proof: null,
        payment: payFee(0, '', null),
        till: null,
        clerk: clerkAtDesk(desk),
      });
      const { membershipId, cardId: newCardId, documentId } = done;
      const handed = { newCardId, oldCardId: cardId, oldCard: 'TAKEN_BACK', documentId };
      await this.handovers.fulfil(tx, membershipId, kindCode, handed);
      await this.signatures.add(tx, desk.person.roles, {
        kind: 'cards.exchange',
        documentId: done.documentId,
        summary: { key: 'cardlife.sign.exchanged', params: { number: done.number, tail: done.tail } },
      });
      return done;
    });
    return result;
  }

  /** The marked old card comes back: until now both answered, from now on the newer one alone. Throws `card.takeBack.only`. */
  async takeBack(desk: DeskContext, key: string, cardId: string): Promise<string> {
    const command = commandOfTheDay(desk, 'cards.takeBack', key, { cardId });
    const { result } = await this.uow.run(command, async (tx) => {
      const holder = await this.hand.of(tx, cardId);
      const { membershipId } = holder;
      const others = await this.lookup.cardsOf(tx, membershipId);
      const newer = others.find((card) => card.cardState === 'ACTIVE' && card.cardId !== cardId);
      if (holder.cardState !== 'ACTIVE' || !newer) throw new DomainError('card.takeBack.only');
      await this.cards.replace(tx, cardId, newer.cardId);
      await recordCardAct(tx, { kind: 'TAKE_BACK', cardId, membershipId, otherCardId: newer.cardId });
      return membershipId;
    });
    return result;
  }
}
