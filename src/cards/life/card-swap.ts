import { Injectable } from '@nestjs/common';
import { DomainError } from '../../kernel/domain-error.js';
import { money } from '../../platform/views/format.js';
import { Ledger } from '../../ledger/ledger.js';
import type { Tx } from '../../platform/database/tx.js';
import type { CardHolder } from '../card-lookup.js';
import { CardsService } from '../cards.service.js';
import { TENDERS } from '../../venue/rules/tender-kinds.js';
import type { FeePayment } from '../rules/card-fee.js';
import type { ScannedCard } from '../rules/card-number.js';
import { recordCardAct } from './card-acts.js';
import { CardInHand } from './card-in-hand.js';
import { type ActingClerk, CardPapers } from './card-papers.js';

export interface Swap {
  /** REPLACE: the old card is gone. EXCHANGE: it is worn and lies on the counter. */
  readonly kind: 'REPLACE' | 'EXCHANGE';
  readonly holder: CardHolder;
  readonly blank: ScannedCard;
  readonly kindCode: string;
  readonly proof: string | null;
  readonly payment: FeePayment;
  /** Owner of the accounts that take the fee; null when there is none. */
  readonly till: string | null;
  readonly clerk: ActingClerk;
}

export interface Swapped {
  readonly membershipId: string;
  readonly cardId: string;
  readonly tail: string;
  readonly documentId: string;
  readonly number: string;
  readonly [key: string]: string;
}

/** A new card takes the place of an old one. The value never moves: it belongs to the membership, and the card is only its token. */
@Injectable()
export class CardSwap {
  constructor(
    private readonly cards: CardsService,
    private readonly hand: CardInHand,
    private readonly papers: CardPapers,
    private readonly ledger: Ledger,
  ) {}

  /** Throws `card.swap.frozen`, `card.transition`, and what `CardsService.issue` throws. */
  async swap(tx: Tx, swap: Swap): Promise<Swapped> {
    const { kind, holder, blank, kindCode, proof, payment } = swap;
    const { membershipId, cardId: oldId, validUntil } = holder;
    if (holder.frozenReason !== null) throw new DomainError('card.swap.frozen');
    if (kind === 'REPLACE' && holder.cardState === 'ACTIVE') await this.cards.reportLost(tx, oldId);
    const cardId = await this.cards.issue(tx, { ...blank, kindCode, membershipId, validUntil });
    if (holder.cardState !== 'ISSUED') await this.cards.activate(tx, cardId);
    await this.cards.replace(tx, oldId, cardId);
    const document = await this.paper(tx, swap);
    await this.takeFee(tx, swap, document.id);
    await recordCardAct(tx, {
      kind,
      cardId,
      membershipId,
      proof,
      otherCardId: oldId,
      documentId: document.id,
      feeFen: payment.feeFen,
      tender: payment.tender,
    });
    return { membershipId, cardId, tail: blank.cardNo.slice(-4), documentId: document.id, number: document.number };
  }

  private async takeFee(tx: Tx, { payment, till }: Swap, documentId: string): Promise<void> {
    const { feeFen, tender } = payment;
    if (tender === null || till === null) return;
    await this.ledger.post(tx, {
      kind: 'cards.replacementFee',
      documentId,
      transfers: [
        {
          unit: 'FEN',
          amount: feeFen,
          from: { kind: 'income.replacementFee', owner: tx.command.storeId },
          to: { kind: TENDERS[tender].till, owner: till },
        },
      ],
    });
  }

  private paper(tx: Tx, { kind, holder, blank, kindCode, proof, payment, clerk }: Swap) {
    const { feeFen, tender, receivedFen, changeFen } = payment;
    const fee: (readonly [string, string])[] = [
      ['fee', money(feeFen)],
      ['tender', tender === null ? '' : this.papers.t(`cards.tender.${tender}`)],
      ...(tender === 'CASH'
        ? ([
            ['received', money(receivedFen)],
            ['change', money(changeFen)],
          ] as const)
        : []),
    ];
    return this.papers.write(tx, {
      kind: kind === 'REPLACE' ? 'replacement' : 'exchange',
      clerk,
      personId: holder.personId,
      copies: 'GUEST',
      lines: [
        ['member', this.hand.lines(holder)[0]?.[1] ?? ''],
        ['oldCard', this.hand.label(holder)],
        ['newCard', this.hand.label({ kindCode, cardNo: blank.cardNo })],
        ...(proof === null ? [] : ([['proof', this.papers.t(`cardlife.proof.${proof}`)]] as const)),
        ...(feeFen === 0 ? [] : fee),
      ],
      notes: [this.papers.t(`cardlife.paper.note.${kind === 'REPLACE' ? 'replacement' : 'exchange'}`)],
    });
  }
}
