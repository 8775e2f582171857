import { Injectable } from '@nestjs/common';
import { DomainError } from '../../kernel/domain-error.js';
import { maskCardNo } from '../../members/rules/masks.js';
import { Reader } from '../../platform/database/reader.js';
import type { Tx } from '../../platform/database/tx.js';
import { I18n } from '../../platform/i18n/i18n.js';
import { money } from '../../platform/views/format.js';
import type { ActDocument, ActDone, ApprovableAct, ParkedAct } from '../../staff/approvals/approvable-acts.js';
import type { DeskContext } from '../../staff/desk-context.js';
import { CardWords } from '../card-words.js';
import { isMoneyTender } from '../../venue/rules/tender-kinds.js';
import type { FeePayment } from '../rules/card-fee.js';
import { kindForTier } from '../rules/tier-rule.js';
import { CardInHand } from './card-in-hand.js';
import { clerkWhoAsked } from './card-papers.js';
import { CardSwap } from './card-swap.js';
import { assertReplaceable, type ReplaceRequest } from './replace-card.js';

/** The replacement of a card with value, on the supervisor's own screen (H1, 远程). */
@Injectable()
export class ReplaceCardAct implements ApprovableAct<ReplaceRequest> {
  readonly kind = 'cards.replaceWithValue';

  constructor(
    private readonly reader: Reader,
    private readonly hand: CardInHand,
    private readonly swaps: CardSwap,
    private readonly words: CardWords,
    private readonly i18n: I18n,
  ) {}

  async perform(tx: Tx, parked: ParkedAct<ReplaceRequest>): Promise<ActDone> {
    const { cardId, cardNo, raw, proof, till } = parked.input;
    const holder = await this.hand.of(tx, cardId);
    assertReplaceable(holder);
    const done = await this.swaps.swap(tx, {
      kind: 'REPLACE',
      holder,
      blank: { cardNo, raw },
      kindCode: kindForTier(holder.kindCode, holder.tier),
      proof,
      till,
      payment: paymentOf(parked.input),
      clerk: await clerkWhoAsked(tx, parked),
    });
    return {
      href: `/cards/of/${holder.membershipId}`,
      summary: { key: 'cardlife.approval.replaced', params: { number: done.number, tail: done.tail } },
    };
  }

  async describe({ locale }: DeskContext, { input }: ParkedAct<ReplaceRequest>): Promise<ActDocument> {
    const holder = await this.hand.of(this.reader, input.cardId);
    const say = (key: string) => this.i18n.t(locale, `cardlife.${key}`);
    return {
      facts: [
        { label: say('fact.card'), value: `${this.words.kind(locale, holder.kindCode)} ${maskCardNo(holder.cardNo)}` },
        { label: say('fact.state'), value: this.words.state(locale, holder.cardState) },
        { label: say('fact.newCard'), value: maskCardNo(input.cardNo) },
        { label: say('fact.proof'), value: say(`proof.${input.proof}`) },
        { label: say('fact.fee'), value: money(input.payment.feeFen) },
      ],
      href: `/cards/of/${holder.membershipId}`,
    };
  }
}

function paymentOf({ payment }: ReplaceRequest): FeePayment {
  const { tender } = payment;
  if (tender === null) return { ...payment, tender: null };
  if (!isMoneyTender(tender)) throw new DomainError('cards.fee.tenderRequired', {}, 'tender');
  return { ...payment, tender };
}
