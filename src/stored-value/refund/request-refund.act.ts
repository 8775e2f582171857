import { Injectable } from '@nestjs/common';
import { CardLookup } from '../../cards/card-lookup.js';
import { maskCardNo, maskName } from '../../members/rules/masks.js';
import { Reader } from '../../platform/database/reader.js';
import type { Tx } from '../../platform/database/tx.js';
import { I18n } from '../../platform/i18n/i18n.js';
import { money } from '../../platform/views/format.js';
import type { ActDocument, ActDone, ApprovableAct, ParkedAct } from '../../staff/approvals/approvable-acts.js';
import type { DeskContext } from '../../staff/desk-context.js';
import { AcceptRefund } from './accept-refund.js';
import { handWhoAsked } from './refund-hand.js';
import type { RefundInput } from './refund-input.js';

/** A refund on the supervisor's own screen (counter-practice H1). */
@Injectable()
export class RequestRefundAct implements ApprovableAct<RefundInput> {
  readonly kind = 'refunds.request';

  constructor(
    private readonly accept: AcceptRefund,
    private readonly cards: CardLookup,
    private readonly reader: Reader,
    private readonly i18n: I18n,
  ) {}

  async perform(tx: Tx, parked: ParkedAct<RefundInput>): Promise<ActDone> {
    const done = await this.accept.within(tx, parked.input, await handWhoAsked(tx, parked));
    return {
      href: `/refunds/${done.refundId}`,
      summary: {
        key: 'refunds.approval.done',
        params: { documentNo: done.documentNo, amount: money(done.payFen), tail: done.tail },
      },
    };
  }

  async describe({ locale }: DeskContext, { input }: ParkedAct<RefundInput>): Promise<ActDocument> {
    const say = (key: string) => this.i18n.t(locale, `refunds.${key}`);
    const holder = await this.cards.byMembership(this.reader, input.membershipId);
    const { receiver, shownPayFen, shownResidueFen, giftOffsetFen } = input;
    const gift = { label: say('paper.giftOffset'), value: money(giftOffsetFen), note: input.giftReason };
    return {
      facts: [
        { label: say('paper.card'), value: holder ? maskCardNo(holder.cardNo) : '' },
        { label: say('causeLabel'), value: say(`cause.${input.cause}`) },
        { label: say('pays'), value: money(shownPayFen) },
        { label: say('residue'), value: money(shownResidueFen) },
        { label: say('choiceLabel'), value: say(`choice.${input.choice}`) },
        ...(giftOffsetFen > 0 ? [gift] : []),
        { label: say(`receiver.${receiver.kind}`), value: maskName(receiver.name) },
        ...(receiver.authority ? [{ label: say(`authority.${receiver.authority}`), value: receiver.authorityNo }] : []),
        ...(receiver.account === '' ? [] : [{ label: say('accountName'), value: maskName(receiver.accountName) }]),
        { label: say('reason'), value: input.reason },
      ],
      href: `/refunds/members/${input.membershipId}`,
    };
  }
}
