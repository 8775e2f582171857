import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { CardLookup } from '../../../cards/card-lookup.js';
import { DomainError } from '../../../kernel/domain-error.js';
import { MemberStrips } from '../../../members/member-strip.js';
import { Clock } from '../../../platform/clock/clock.js';
import { Reader } from '../../../platform/database/reader.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { KeyedForm } from '../../../platform/http/keyed-form.js';
import { type Answer, page, type PageAnswer, seeOther } from '../../../platform/http/page-result.js';
import { Submit } from '../../../platform/http/submit.js';
import { money } from '../../../platform/views/format.js';
import { Allow, commandAt, Desk, type DeskContext } from '../../../staff/desk-context.js';
import { ChangeRefund } from '../change-refund.js';
import { PayRefund } from '../pay-refund.js';
import { Receivers } from '../receivers.js';
import { RefundsQueries } from '../refunds.queries.js';
import { CancelForm, PaymentForm, ReleaseForm } from './refund.dto.js';
import { RefundListPresenter } from './refund-list.presenter.js';
import { RefundsPresenter, type Typed } from './refunds.presenter.js';

const LISTED = 50;

/** 退款: what is due, what was paid, and the way back. */
@Controller('refunds')
export class RefundsController {
  constructor(
    private readonly queries: RefundsQueries,
    private readonly receivers: Receivers,
    private readonly payments: PayRefund,
    private readonly changes: ChangeRefund,
    private readonly cards: CardLookup,
    private readonly strips: MemberStrips,
    private readonly presenter: RefundsPresenter,
    private readonly lists: RefundListPresenter,
    private readonly reader: Reader,
    private readonly uow: UnitOfWork,
    private readonly submit: Submit,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Allow('refunds.view')
  async list(@Desk() desk: DeskContext): Promise<PageAnswer> {
    const waiting = await this.queries.waiting(this.reader, desk.store.id, LISTED);
    const latest = await this.queries.latest(this.reader, desk.store.id, LISTED);
    const returned = await this.queries.returnedAfter(this.reader, desk.store.id, LISTED);
    return page('refunds/list', this.lists.list(desk.locale, waiting, latest, returned), { titleKey: 'refunds.title' });
  }

  @Get(':id')
  @Allow('refunds.view')
  show(@Desk() desk: DeskContext, @Param('id') id: string): Promise<PageAnswer> {
    return this.page(desk, id);
  }

  @Post(':id/payments')
  @Allow('refunds.pay')
  pay(@Desk() desk: DeskContext, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    return this.submit.run({
      locale: desk.locale,
      body,
      dto: PaymentForm,
      act: ({ requestKey, ...typed }) => this.payments.pay(desk, requestKey, id, { ...typed }),
      done: ({ paidFen, documentId }) =>
        seeOther(`/refunds/${id}`, {
          tone: 'ok',
          key: 'refunds.paidNote',
          params: { amount: money(paidFen) },
          href: `/documents/${documentId}`,
          hrefKey: 'refunds.slip',
        }),
      again: (problem) => this.page(desk, id, { typed: { ...problem, action: 'payments' } }),
    });
  }

  @Post(':id/cancellation')
  @Allow('refunds.cancel')
  cancel(@Desk() desk: DeskContext, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    return this.submit.run({
      locale: desk.locale,
      body,
      dto: CancelForm,
      act: ({ requestKey, reason }) => this.changes.cancel(desk, requestKey, id, reason),
      done: () => seeOther(`/refunds/${id}`, { tone: 'ok', key: 'refunds.cancelledNote' }),
      again: (problem) => this.page(desk, id, { typed: { ...problem, action: 'cancellation' } }),
    });
  }

  @Post(':id/release')
  @Allow('refunds.release')
  release(@Desk() desk: DeskContext, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    return this.submit.run({
      locale: desk.locale,
      body,
      dto: ReleaseForm,
      act: ({ requestKey, number }) => this.changes.release(desk, requestKey, id, number),
      done: () => seeOther(`/refunds/${id}`, { tone: 'ok', key: 'refunds.releasedNote' }),
      again: (problem) => this.page(desk, id, { typed: { ...problem, action: 'release' } }),
    });
  }

  /** The account in full, for whoever makes the transfer; who looked is written down. */
  @Post(':id/receiver')
  @Allow('refunds.reveal')
  reveal(@Desk() desk: DeskContext, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    return this.submit.run({
      locale: desk.locale,
      body,
      dto: KeyedForm,
      act: async ({ requestKey }) => {
        const answer = await this.page(desk, id, { revealed: true });
        await this.uow.note(commandAt(desk, 'refunds.reveal', requestKey, { refundId: id }), 'NOTED', { refundId: id });
        return answer;
      },
      done: (answer) => answer,
      again: () => this.page(desk, id),
    });
  }

  private async page(
    desk: DeskContext,
    id: string,
    { revealed = false, typed }: { revealed?: boolean; typed?: Typed } = {},
  ): Promise<PageAnswer> {
    const refund = await this.queries.find(this.reader, desk.store.id, id);
    const holder = refund && (await this.cards.byMembership(this.reader, refund.membershipId));
    if (!refund || !holder) throw new DomainError('page.notFound');
    const sheet = {
      refund,
      lots: await this.queries.lots(this.reader, id),
      lines: await this.queries.lines(this.reader, id),
      steps: await this.queries.steps(this.reader, id),
      receiver: await this.receivers.of(this.reader, refund),
      strip: await this.strips.strip(this.reader, holder, desk.locale),
      asksNumber: (await this.queries.invoicedBefore(this.reader, id)).length > 0,
      now: this.clock.now(),
    };
    const model = this.presenter.show(desk, sheet, { revealed, ...(typed ? { typed } : {}) });
    return page('refunds/show', model, { titleKey: 'refunds.title' });
  }
}
