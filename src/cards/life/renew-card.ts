import { Injectable } from '@nestjs/common';
import { DomainError } from '../../kernel/domain-error.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { PendingSignatures } from '../../staff/approvals/pending-signatures.js';
import { commandOfTheDay, type DeskContext } from '../../staff/desk-context.js';
import { PolicyService } from '../../venue/policy.service.js';
import { CardLookup } from '../card-lookup.js';
import { CardsService } from '../cards.service.js';
import { kindTerms, type ProofSeen, validUntil } from '../rules/card-validity.js';
import { recordCardAct } from './card-acts.js';
import { CardInHand } from './card-in-hand.js';
import { CardPapers, clerkAtDesk } from './card-papers.js';
import { HolderProofs, type TypedProof } from './holder-proofs.js';

export interface CardDone {
  readonly membershipId: string;
  readonly documentId: string;
  readonly number: string;
  readonly [key: string]: string;
}

/** 续期 and 注销: a card is good for longer, or comes to its end with nothing left on it. */
@Injectable()
export class RenewCard {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly policies: PolicyService,
    private readonly hand: CardInHand,
    private readonly lookup: CardLookup,
    private readonly cards: CardsService,
    private readonly proofs: HolderProofs,
    private readonly papers: CardPapers,
    private readonly signatures: PendingSignatures,
  ) {}

  /**
   * Good until the proof ends, or for another term. A holder who has no proof any more keeps the card as a MEMBER's without end: no date may
   * lock a named card (facts §1.2). Throws `card.renew.endless | state | notProven`, `cards.proof.*`, `cards.kind.gone`.
   */
  async renew(
    desk: DeskContext,
    key: string,
    cardId: string,
    proof: ProofSeen & { readonly asMember?: boolean },
  ): Promise<CardDone & { until: string }> {
    const command = commandOfTheDay(desk, 'cards.renew', key, { cardId, ...proof });
    const { result } = await this.uow.run(command, async (tx) => {
      const holder = await this.hand.of(tx, cardId);
      if (holder.validUntil === null) throw new DomainError('card.renew.endless');
      if (holder.cardState !== 'ACTIVE' && holder.cardState !== 'EXPIRED') throw new DomainError('card.renew.state');
      const policy = await this.policies.current(tx, command.storeId, command.businessDate);
      const kind = kindTerms(policy, holder.kindCode);
      if (!kind) throw new DomainError('cards.kind.gone');
      const asMember = proof.asMember === true;
      if (asMember && (kind.proof === null || holder.sealedName === null))
        throw new DomainError('card.renew.notProven');
      const until = asMember ? null : validUntil(kind, proof, command.businessDate);
      const kindCode = asMember ? 'MEMBER' : kind.code;
      await this.cards.renew(tx, cardId, until, kindCode);
      const word = until ?? this.papers.t('cards.withoutEnd');
      const { membershipId, personId } = holder;
      const document = await this.papers.write(tx, {
        kind: 'renewal',
        clerk: clerkAtDesk(desk),
        personId,
        copies: 'GUEST',
        lines: [...this.hand.lines({ ...holder, kindCode }), ['validUntil', word]],
      });
      await recordCardAct(tx, { kind: 'RENEW', cardId, membershipId, documentId: document.id, note: word });
      return { membershipId, documentId: document.id, number: document.number, until: word };
    });
    return result;
  }

  /** Throws `card.close.value` for the last card of a membership that still has something, `card.holder.*`, `card.transition`. */
  async close(desk: DeskContext, key: string, cardId: string, typed: TypedProof): Promise<CardDone> {
    const command = commandOfTheDay(desk, 'cards.close', key, { cardId });
    const { result } = await this.uow.run(command, async (tx) => {
      const holder = await this.hand.of(tx, cardId);
      const { membershipId, personId } = holder;
      const proof = await this.proofs.strong(tx, holder, typed);
      const others = await this.lookup.cardsOf(tx, membershipId);
      const isLast = !others.some((card) => card.cardState === 'ACTIVE' && card.cardId !== cardId);
      if (isLast && (await this.hand.hasValue(tx, membershipId))) throw new DomainError('card.close.value');
      const document = await this.papers.write(tx, {
        kind: 'end',
        clerk: clerkAtDesk(desk),
        personId,
        copies: 'GUEST',
        lines: [...this.hand.lines(holder), ['proof', this.papers.t(`cardlife.proof.${proof}`)]],
      });
      await this.cards.end(tx, cardId, 'CLOSED', document.id);
      await this.signatures.add(tx, desk.person.roles, {
        kind: 'cards.close',
        documentId: document.id,
        summary: { key: 'cardlife.sign.closed', params: { number: document.number, tail: holder.cardNo.slice(-4) } },
      });
      return { membershipId, documentId: document.id, number: document.number };
    });
    return result;
  }
}
