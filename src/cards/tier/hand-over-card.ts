import { Injectable } from '@nestjs/common';
import { DomainError } from '../../kernel/domain-error.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import type { Tx } from '../../platform/database/tx.js';
import { commandAt, commandOfTheDay, type DeskContext } from '../../staff/desk-context.js';
import type { Tier } from '../../venue/rules/policy-schema.js';
import { type CardHolder, CardLookup } from '../card-lookup.js';
import { CardWords } from '../card-words.js';
import { CardsService } from '../cards.service.js';
import { recordCardAct } from '../life/card-acts.js';
import { CardInHand } from '../life/card-in-hand.js';
import { CardPapers, clerkAtDesk, PAPER_LOCALE } from '../life/card-papers.js';
import { readCardNumber } from '../rules/card-number.js';
import { TierSteps } from '../tier-steps.js';
import { CardHandovers } from './card-handovers.js';

/** What becomes of the card the guest had: taken back, or kept, marked, and still answering. */
export const OLD_CARD_FATES = ['TAKEN_BACK', 'MARKED'] as const;
export type OldCardFate = (typeof OLD_CARD_FATES)[number];

export interface HandOverInput {
  readonly cardNo: string;
  readonly oldCard: string;
  /** 权益已说明 (003E-010). */
  readonly explained: boolean;
}

export interface HandedOver {
  readonly membershipId: string;
  readonly tail: string;
  readonly documentId: string;
  readonly number: string;
  readonly [key: string]: string;
}

/** 客服根据客人储值卡的存款情况为客人发放相应的会员卡 (003E-009): the tier is the card in the hand. */
@Injectable()
export class HandOverCard {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly handovers: CardHandovers,
    private readonly tiers: TierSteps,
    private readonly lookup: CardLookup,
    private readonly cards: CardsService,
    private readonly hand: CardInHand,
    private readonly papers: CardPapers,
    private readonly words: CardWords,
  ) {}

  /** Throws `cardHandover.transition`, `card.handover.explained | oldCard`, `card.no.*`, `card.blank.*`, `page.notFound`. */
  async handOver(desk: DeskContext, key: string, handoverId: string, input: HandOverInput): Promise<HandedOver> {
    if (!input.explained) throw new DomainError('card.handover.explained', {}, 'explained');
    const fate = OLD_CARD_FATES.find((known) => known === input.oldCard);
    if (!fate) throw new DomainError('card.handover.oldCard', {}, 'oldCard');
    const blank = readCardNumber(input.cardNo);
    const command = commandOfTheDay(desk, 'cards.handOver', key, { handoverId, ...input });
    const { result } = await this.uow.run(command, async (tx) => {
      const row = await this.handovers.ofStore(tx, desk.store.id, handoverId);
      const { membershipId, kindCode } = row;
      const holder = await this.lookup.byMembership(tx, membershipId);
      if (!holder || holder.closedAt !== null) throw new DomainError('page.notFound');
      const old = holder.cardState === 'ACTIVE' ? holder : null;
      if (holder.frozenReason !== null) throw new DomainError('card.swap.frozen');
      const cardId = await this.cards.issue(tx, { ...blank, kindCode, membershipId, validUntil: null });
      await this.cards.activate(tx, cardId);
      if (old && fate === 'TAKEN_BACK') await this.cards.replace(tx, old.cardId, cardId);
      if (old && fate === 'MARKED') await this.handovers.marked(tx, old.cardId);
      const document = await this.paper(tx, desk, { holder, old, fate, kindCode, cardNo: blank.cardNo });
      const oldCardId = old?.cardId ?? null;
      const documentId = document.id;
      await this.handovers.handed(tx, row, { newCardId: cardId, oldCardId, oldCard: old && fate, documentId });
      const reason = old ? fate : null;
      await recordCardAct(tx, { kind: 'HAND_OVER', cardId, membershipId, documentId, reason, otherCardId: oldCardId });
      return { membershipId, tail: blank.cardNo.slice(-4), documentId, number: document.number };
    });
    return result;
  }

  /** 欠卡: the guest was told; the desk page and the handover keep it. Throws `cardHandover.transition`, `page.notFound`. */
  async owe(desk: DeskContext, key: string, handoverId: string): Promise<string> {
    const command = commandAt(desk, 'cards.handOver', key, { owe: handoverId });
    const { result } = await this.uow.run(command, async (tx) => {
      const row = await this.handovers.ofStore(tx, desk.store.id, handoverId);
      await this.handovers.owe(tx, row);
      return row.membershipId;
    });
    return result;
  }

  /** A tier lowered by hand, with its reason. Throws `cards.tier.notLower | reasonRequired`, `page.notFound`. */
  async lower(desk: DeskContext, key: string, membershipId: string, down: { to: Tier; reason: string }): Promise<void> {
    const command = commandOfTheDay(desk, 'cards.lowerTier', key, { membershipId, ...down });
    await this.uow.run(command, async (tx) => {
      const { to, reason: note } = down;
      await this.tiers.lower(tx, { membershipId, to, cause: 'BY_HAND', documentId: null, note });
      return membershipId;
    });
  }

  private paper(
    tx: Tx,
    desk: DeskContext,
    given: { holder: CardHolder; old: CardHolder | null; fate: OldCardFate; kindCode: string; cardNo: string },
  ) {
    const { holder, old, fate, kindCode, cardNo } = given;
    return this.papers.write(tx, {
      kind: 'handover',
      clerk: clerkAtDesk(desk),
      personId: holder.personId,
      copies: 'GUEST',
      lines: [
        ['member', this.hand.lines(holder)[0]?.[1] ?? ''],
        ['newCard', this.hand.label({ kindCode, cardNo })],
        ...(old
          ? ([
              ['oldCard', this.hand.label(old)],
              ['oldFate', this.papers.t(`cardlife.oldCard.${fate}`)],
            ] as const)
          : []),
      ],
      notes: this.words.benefits(PAPER_LOCALE, kindCode),
    });
  }
}
