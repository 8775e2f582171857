import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { calendarDate } from '../../../kernel/business-day.js';
import { DomainError } from '../../../kernel/domain-error.js';
import { CardLookup } from '../../../cards/card-lookup.js';
import { Clock } from '../../../platform/clock/clock.js';
import { Reader } from '../../../platform/database/reader.js';
import { faultsOf } from '../../../platform/http/form-input.js';
import { type Answer, page, type PageAnswer, seeOther } from '../../../platform/http/page-result.js';
import { type FormProblem, Submit } from '../../../platform/http/submit.js';
import { I18n } from '../../../platform/i18n/i18n.js';
import { Allow, Desk, type DeskContext } from '../../../staff/desk-context.js';
import { RefundPlans, type RefundWish } from '../refund-plans.js';
import { RequestRefund } from '../request-refund.js';
import { QuotePresenter } from './quote.presenter.js';
import { RequestForm } from './refund.dto.js';
import { readWish, type TypedWish } from '../typed-wish.js';

/** 退卡试算(未生效): a quote first, then the request that a second person decides. */
@Controller('refunds/members')
export class RefundQuoteController {
  constructor(
    private readonly plans: RefundPlans,
    private readonly requests: RequestRefund,
    private readonly cards: CardLookup,
    private readonly presenter: QuotePresenter,
    private readonly reader: Reader,
    private readonly submit: Submit,
    private readonly i18n: I18n,
    private readonly clock: Clock,
  ) {}

  /** Cause, dates and lots stand in the address: they say nothing about the guest. */
  @Get(':membershipId')
  @Allow('refunds.view')
  async quote(
    @Desk() desk: DeskContext,
    @Param('membershipId') id: string,
    @Query() typed: TypedWish,
  ): Promise<PageAnswer> {
    try {
      return await this.page(desk, id, readWish(typed, this.today()));
    } catch (error) {
      const [fault] = faultsOf(error) ?? [];
      if (!fault || fault.code === 'page.notFound') throw error;
      return this.refused(desk, id, this.i18n.t(desk.locale, `error.${fault.code}`, fault.params));
    }
  }

  @Post(':membershipId')
  @Allow('refunds.request')
  request(@Desk() desk: DeskContext, @Param('membershipId') id: string, @Body() body: unknown): Promise<Answer> {
    return this.submit.run({
      locale: desk.locale,
      body,
      dto: RequestForm,
      act: ({ requestKey, ...typed }) => this.requests.send(desk, requestKey, id, typed),
      done: ({ roles }) => {
        const role = roles.map((name) => this.i18n.t(desk.locale, `staff.role.${name}`)).join(' / ');
        return seeOther(`/members/${id}`, { tone: 'info', key: 'refunds.sent', params: { role } });
      },
      again: (problem) => this.again(desk, id, problem),
    });
  }

  private async again(desk: DeskContext, id: string, problem: FormProblem): Promise<PageAnswer> {
    try {
      return await this.page(desk, id, readWish(problem.values, this.today()), problem);
    } catch (error) {
      if (!(error instanceof DomainError) || error.code === 'page.notFound') throw error;
      return this.refused(desk, id, this.i18n.t(desk.locale, `error.${error.code}`, error.params));
    }
  }

  private async page(desk: DeskContext, id: string, wish: RefundWish, problem?: FormProblem): Promise<PageAnswer> {
    const plan = await this.plans.plan(this.reader, desk.store.id, id, wish, this.clock.now());
    const model = await this.presenter.page(desk, plan, wish, problem);
    return page('refunds/quote', model, { titleKey: 'refunds.quoteTitle' });
  }

  private async refused(desk: DeskContext, id: string, why: string): Promise<PageAnswer> {
    if (!(await this.cards.byMembership(this.reader, id))) throw new DomainError('page.notFound');
    const model = this.presenter.refused(desk.locale, id, readWish({}, this.today()), why);
    return page('refunds/refused', model, { titleKey: 'refunds.quoteTitle', status: 409 });
  }

  private today(): string {
    return calendarDate(this.clock.now());
  }
}
