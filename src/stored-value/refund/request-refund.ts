import { Injectable } from '@nestjs/common';
import { calendarDate } from '../../kernel/business-day.js';
import { cleanText } from '../../kernel/text.js';
import { Clock } from '../../platform/clock/clock.js';
import { Reader } from '../../platform/database/reader.js';
import { money } from '../../platform/views/format.js';
import { ApprovalsService, type Parked } from '../../staff/approvals/approvals.service.js';
import type { DeskContext } from '../../staff/desk-context.js';
import { AcceptRefund } from './accept-refund.js';
import { readWish } from './typed-wish.js';
import { readReceiver, type RefundInput, type TypedReceiver } from './refund-input.js';

/** A request as it came in. */
export interface TypedRequest extends TypedReceiver {
  readonly giftReason: string;
  readonly reason: string;
  readonly shownPayFen: string;
  readonly shownResidueFen: string;
  readonly endsCard?: string;
  readonly takesTierBack?: string;
}

/** Lays a refund before the second person: nothing moves until it is approved. */
@Injectable()
export class RequestRefund {
  constructor(
    private readonly accept: AcceptRefund,
    private readonly approvals: ApprovalsService,
    private readonly reader: Reader,
    private readonly clock: Clock,
  ) {}

  /** Throws what `AcceptRefund.check` and `readReceiver` throw. */
  async send(desk: DeskContext, key: string, membershipId: string, typed: TypedRequest): Promise<Parked> {
    const input = this.read(membershipId, typed);
    const plan = await this.accept.check(this.reader, desk.store.id, input, this.clock.now());
    return this.approvals.send(desk, key, {
      kind: 'refunds.request',
      input,
      personId: plan.holder.personId,
      summary: {
        key: 'refunds.approval.ask',
        params: { tail: plan.holder.cardNo.slice(-4), amount: money(plan.payFen) },
      },
    });
  }

  private read(membershipId: string, typed: TypedRequest): RefundInput {
    const today = calendarDate(this.clock.now());
    return {
      ...readWish({ ...typed }, today),
      membershipId,
      giftReason: cleanText(typed.giftReason, { max: 200, field: 'giftReason' }),
      reason: cleanText(typed.reason, { max: 200, field: 'reason' }),
      shownPayFen: Number(typed.shownPayFen),
      shownResidueFen: Number(typed.shownResidueFen),
      endsCard: typed.endsCard === '1',
      takesTierBack: typed.takesTierBack === '1',
      receiver: readReceiver(typed, today),
    };
  }
}
