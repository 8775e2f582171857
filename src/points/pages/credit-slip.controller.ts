import { Body, Controller, Get, Headers, Param, Post, Query } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { CardLookup, type CardHolder } from '../../cards/card-lookup.js';
import { DomainError } from '../../kernel/domain-error.js';
import { Clock } from '../../platform/clock/clock.js';
import { Reader } from '../../platform/database/reader.js';
import { FormFaults, typedValues } from '../../platform/http/form-input.js';
import { type Answer, fragment, page, seeOther } from '../../platform/http/page-result.js';
import { type FormProblem, Submit } from '../../platform/http/submit.js';
import { I18n } from '../../platform/i18n/i18n.js';
import { emptyForm } from '../../platform/views/form-model.js';
import { ApprovalsService } from '../../staff/approvals/approvals.service.js';
import { Allow, commandOfTheDay, Desk, type DeskContext } from '../../staff/desk-context.js';
import { CreditQuotes } from '../credit-quote.js';
import { CreditSlip } from '../credit-slip.js';
import { LATE_SLIPS_A_YEAR } from '../rules/late-slips.js';
import { CreditForm, LateForm } from './credit.dto.js';
import { type Calculation, CreditPresenter } from './credit.presenter.js';
import { clerkAt } from './desk-clerk.js';
import { creditInput, type TypedCredit } from './typed-credit.js';

/** F3: swipe, slip number, Enter (003E-003…005). */
@Controller('points')
@Allow('points.creditSlip')
export class CreditSlipController {
  constructor(
    private readonly cards: CardLookup,
    private readonly quotes: CreditQuotes,
    private readonly credits: CreditSlip,
    private readonly approvals: ApprovalsService,
    private readonly presenter: CreditPresenter,
    private readonly reader: Reader,
    private readonly clock: Clock,
    private readonly submit: Submit,
    private readonly i18n: I18n,
  ) {}

  @Get()
  find(): Answer {
    return page(
      'points/find',
      { form: emptyForm('/points/find', uuidv7()), error: undefined },
      { titleKey: 'points.title' },
    );
  }

  /** The card leads to its membership; the number stands in no address. */
  @Post('find')
  async open(@Desk() desk: DeskContext, @Body() body: unknown): Promise<Answer> {
    const holder = await this.cards.byNumber(this.reader, typedValues(body)['q'] ?? '');
    if (holder) return seeOther(`/points/credit/${holder.membershipId}`);
    const error = this.i18n.t(desk.locale, 'error.card.unknown');
    return page(
      'points/find',
      { form: emptyForm('/points/find', uuidv7()), error },
      { titleKey: 'points.title', status: 404 },
    );
  }

  @Get('credit/:membershipId')
  async form(
    @Desk() desk: DeskContext,
    @Param('membershipId') id: string,
    @Query('slip') slip: unknown,
  ): Promise<Answer> {
    const values: Record<string, string> = typeof slip === 'string' ? { slipNo: slip.slice(0, 40) } : {};
    return this.show(desk, id, { values, errors: {}, codes: [] });
  }

  /** The calculation while typing, or as a page of its own without scripts. */
  @Post('credit/:membershipId/preview')
  async preview(
    @Desk() desk: DeskContext,
    @Param('membershipId') id: string,
    @Body() body: unknown,
    @Headers('x-fragment') live: string | undefined,
  ): Promise<Answer> {
    const values = typedValues(body);
    if (live === undefined) return this.show(desk, id, { values, errors: {}, codes: [] });
    return fragment('points/_calculation', { calc: await this.calculate(desk, id, values) });
  }

  @Post('credit/:membershipId')
  credit(
    @Desk() desk: DeskContext,
    @Param('membershipId') membershipId: string,
    @Body() body: unknown,
  ): Promise<Answer> {
    return this.submit.run({
      locale: desk.locale,
      body,
      dto: CreditForm,
      act: async (form) => {
        const input = creditInput(membershipId, form);
        const command = commandOfTheDay(desk, 'points.creditSlip', form.requestKey, {
          ...input,
          paper: input.paper && { ...input.paper },
        });
        return this.credits.run(command, clerkAt(desk));
      },
      done: ({ result }) =>
        seeOther(`/points/confirmations/${result.confirmationId}`, {
          tone: 'ok',
          key: 'points.done',
          params: { points: result.points },
        }),
      again: (problem) => this.show(desk, membershipId, problem),
    });
  }

  /** 补积: goes to the manager's own screen; the clerk serves the next guest. */
  @Post('credit/:membershipId/late')
  late(@Desk() desk: DeskContext, @Param('membershipId') membershipId: string, @Body() body: unknown): Promise<Answer> {
    return this.submit.run({
      locale: desk.locale,
      body,
      dto: LateForm,
      act: async ({ reason, requestKey, ...form }) => {
        if (reason.trim() === '') throw new DomainError('points.reason.required', {}, 'reason');
        const holder = await this.holder(membershipId);
        const input = creditInput(membershipId, form);
        const counter = this.counter(desk);
        await this.quotes.of(this.reader, counter, input, true);
        const tail = holder.cardNo.slice(-4);
        return this.approvals.send(desk, requestKey, {
          kind: 'points.creditLateSlip',
          input: { ...input, paper: input.paper && { ...input.paper }, reason },
          personId: null,
          summary: { key: 'points.approval.late', params: { slipNo: input.slipNo, tail } },
        });
      },
      done: ({ roles }) =>
        seeOther('/points', { tone: 'info', key: 'points.sent', params: { role: this.rolesText(desk, roles) } }),
      again: (problem) => this.show(desk, membershipId, { ...problem, codes: ['points.slip.late'] }),
    });
  }

  private async show(desk: DeskContext, membershipId: string, { values, errors, codes }: FormProblem): Promise<Answer> {
    const holder = await this.holder(membershipId);
    const action = `/points/credit/${membershipId}`;
    const typed = { slipNo: '', roomNo: '', amount: '', settledOn: '', ...values };
    const late = codes.includes('points.slip.late')
      ? { ...emptyForm(`${action}/late`, uuidv7(), typed), errors }
      : undefined;
    const model = {
      member: await this.presenter.strip(desk, holder),
      form: { action, requestKey: uuidv7(), values: typed, errors },
      previewAction: `${action}/preview`,
      // What is wrong stands beside its field already.
      calc: Object.keys(errors).length > 0 ? this.presenter.nothing() : await this.calculate(desk, membershipId, typed),
      late,
      lateNote: this.i18n.t(desk.locale, 'points.late.note', { n: LATE_SLIPS_A_YEAR }),
    };
    return page('points/credit', model, { titleKey: 'points.title' });
  }

  private async calculate(desk: DeskContext, membershipId: string, typed: TypedCredit): Promise<Calculation> {
    if ((typed.slipNo ?? '').trim() === '') return this.presenter.empty(desk);
    try {
      const quote = await this.quotes.of(this.reader, this.counter(desk), creditInput(membershipId, typed));
      return this.presenter.calculation(desk, quote);
    } catch (error) {
      if (!(error instanceof DomainError) && !(error instanceof FormFaults)) throw error;
      const { code, params } = error instanceof DomainError ? error : { code: 'form.invalid', params: {} };
      return this.presenter.problem(this.i18n.t(desk.locale, `error.${code}`, params));
    }
  }

  private counter(desk: DeskContext) {
    if (desk.businessDate === null) throw new DomainError('venue.dayNotOpen');
    return { storeId: desk.store.id, businessDate: desk.businessDate, actorId: desk.person.id, now: this.clock.now() };
  }

  private async holder(membershipId: string): Promise<CardHolder> {
    const holder = await this.cards.byMembership(this.reader, membershipId);
    if (!holder || holder.closedAt !== null) throw new DomainError('page.notFound');
    return holder;
  }

  private rolesText({ locale }: DeskContext, roles: readonly string[]): string {
    return roles.map((role) => this.i18n.t(locale, `staff.role.${role}`)).join(' / ');
  }
}
