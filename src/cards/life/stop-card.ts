import { Injectable } from '@nestjs/common';
import { DomainError } from '../../kernel/domain-error.js';
import { cleanText } from '../../kernel/text.js';
import type { Tx } from '../../platform/database/tx.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { commandAt, type DeskContext } from '../../staff/desk-context.js';
import type { CardHolder } from '../card-lookup.js';
import { CardStops } from '../card-stops.js';
import { CardsService } from '../cards.service.js';
import { FREEZE_REASONS, isFrozenByHolder } from '../rules/card-life.js';
import { recordCardAct } from './card-acts.js';
import { CardInHand } from './card-in-hand.js';
import { CardPapers, clerkAtDesk } from './card-papers.js';
import { HolderProofs } from './holder-proofs.js';

export interface StopInput {
  /** One of `WEAK_PROOFS`. */
  readonly proof: string;
  readonly phoneTail: string;
  readonly note: string;
}

export interface Stopped {
  readonly membershipId: string;
  /** Null when the house was closed: the loss counts, the paper follows on request. */
  readonly documentId: string | null;
  readonly [key: string]: string | null;
}

/** A card is stopped in one step, by telephone too, and at every desk at once (counter-practice 4.19). Nobody signs beside it: waiting costs money. */
@Injectable()
export class StopCard {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly hand: CardInHand,
    private readonly cards: CardsService,
    private readonly stops: CardStops,
    private readonly proofs: HolderProofs,
    private readonly papers: CardPapers,
  ) {}

  /** 挂失. Throws `card.transition`, `card.holder.tail | how`, `page.notFound`. */
  async reportLost(desk: DeskContext, key: string, cardId: string, input: StopInput): Promise<Stopped> {
    const note = cleanText(input.note, { max: 200, field: 'note' });
    const command = commandAt(desk, 'cards.reportLost', key, { cardId, ...input });
    const { result } = await this.uow.run(command, async (tx) => {
      const holder = await this.hand.of(tx, cardId);
      const proof = this.proofs.weak(holder, input);
      await this.cards.reportLost(tx, cardId);
      const documentId = desk.businessDate === null ? null : await this.paper(tx, desk, holder, proof);
      const { membershipId } = holder;
      await recordCardAct(tx, { kind: 'LOSS', cardId, membershipId, documentId, proof, note });
      return { membershipId, documentId };
    });
    return result;
  }

  /** 冻结: the holder's wish stops the one card, a reason of the house stops all of the membership. Throws `card.freeze.reason | required`, `card.freeze.state` for a card that serves nobody anyway, `card.holder.*`. */
  async freeze(
    desk: DeskContext,
    key: string,
    cardId: string,
    input: StopInput & { reason: string },
  ): Promise<Stopped> {
    const reason = FREEZE_REASONS.find((known) => known === input.reason);
    if (!reason) throw new DomainError('card.freeze.reason', {}, 'reason');
    if (input.note.trim() === '') throw new DomainError('card.freeze.required', {}, 'note');
    const command = commandAt(desk, 'cards.freeze', key, { cardId, ...input });
    const { result } = await this.uow.run(command, async (tx) => {
      const holder = await this.hand.of(tx, cardId);
      if (holder.cardState !== 'ACTIVE' || holder.frozenReason !== null) throw new DomainError('card.freeze.state');
      const { membershipId } = holder;
      const byHolder = isFrozenByHolder(reason);
      const proof = byHolder ? this.proofs.weak(holder, input) : undefined;
      await this.stops.freeze(tx, byHolder ? { cardId } : { membershipId }, reason, input.note, proof);
      return { membershipId, documentId: null };
    });
    return result;
  }

  private async paper(tx: Tx, desk: DeskContext, holder: CardHolder, proof: string): Promise<string> {
    const { id } = await this.papers.write(tx, {
      kind: 'loss',
      clerk: clerkAtDesk(desk),
      personId: holder.personId,
      copies: 'GUEST',
      lines: [...this.hand.lines(holder), ['proof', this.papers.t(`cardlife.proof.${proof}`)]],
      notes: [this.papers.t('cardlife.paper.note.loss')],
    });
    return id;
  }
}
