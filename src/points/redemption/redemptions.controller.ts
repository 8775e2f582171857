import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { calendarDate } from '../../kernel/business-day.js';
import { DomainError } from '../../kernel/domain-error.js';
import { parseCount } from '../../kernel/whole-number.js';
import { MAX_PIECES } from '../../gifts/rules/gift-draft.js';
import { Clock } from '../../platform/clock/clock.js';
import { Reader } from '../../platform/database/reader.js';
import { type Answer, page, type PageAnswer, seeOther } from '../../platform/http/page-result.js';
import { type FormProblem, Submit } from '../../platform/http/submit.js';
import { I18n } from '../../platform/i18n/i18n.js';
import { points } from '../../platform/views/format.js';
import { Allow, Desk, type DeskContext } from '../../staff/desk-context.js';
import { RedemptionDesk } from './redemption-desk.js';
import { RedemptionPresenter, type StepForms } from './redemption.presenter.js';
import { ExchangeForm, ReasonForm, StepForm } from './redemption.dto.js';
import { RedemptionsQueries } from './redemptions.queries.js';

type Step = keyof StepForms;

/** Vouchers and what becomes of them: collected, exchanged, undone. */
@Controller('redemptions')
export class RedemptionsController {
  constructor(
    private readonly reader: Reader,
    private readonly clock: Clock,
    private readonly queries: RedemptionsQueries,
    private readonly acts: RedemptionDesk,
    private readonly presenter: RedemptionPresenter,
    private readonly submit: Submit,
    private readonly i18n: I18n,
  ) {}

  @Get()
  @Allow('gifts.view')
  async list(@Desk() desk: DeskContext): Promise<PageAnswer> {
    const today = desk.businessDate ?? calendarDate(this.clock.now());
    const owed = await this.queries.owed(this.reader, desk.store.id);
    const made = await this.queries.ofDay(this.reader, desk.store.id, today);
    return page('gifts/redemptions', this.presenter.list(desk.locale, { owed, made }), {
      titleKey: 'redemption.today',
    });
  }

  @Get(':id')
  @Allow('gifts.view')
  show(@Desk() desk: DeskContext, @Param('id') id: string): Promise<PageAnswer> {
    return this.page(desk, id);
  }

  @Post(':id/collection')
  @Allow('gifts.collect')
  collect(@Desk() desk: DeskContext, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    return this.submit.run({
      locale: desk.locale,
      body,
      dto: StepForm,
      act: ({ requestKey }) => this.acts.collect(desk, requestKey, id),
      done: () => seeOther(`/redemptions/${id}`, { tone: 'ok', key: 'redemption.collect.done' }),
      again: (problem) => this.page(desk, id, 'collection', problem),
    });
  }

  @Post(':id/exchange')
  @Allow('gifts.exchange')
  exchange(@Desk() desk: DeskContext, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    return this.submit.run({
      locale: desk.locale,
      body,
      dto: ExchangeForm,
      act: ({ requestKey, reason, pieces: typed }) => {
        const pieces = parseCount(typed, { min: 1, max: MAX_PIECES, field: 'pieces' });
        return this.acts.exchange(desk, requestKey, { redemptionId: id, pieces, reason });
      },
      done: ({ documentNo }) =>
        seeOther(`/redemptions/${id}`, { tone: 'ok', key: 'redemption.exchange.done', params: { documentNo } }),
      again: (problem) => this.page(desk, id, 'exchange', problem),
    });
  }

  @Post(':id/undo')
  @Allow('gifts.undoRedemption')
  undo(@Desk() desk: DeskContext, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    return this.submit.run({
      locale: desk.locale,
      body,
      dto: ReasonForm,
      act: ({ requestKey, reason }) => this.acts.undo(desk, requestKey, { redemptionId: id, reason }),
      done: (outcome) => {
        if (!('done' in outcome))
          return seeOther('/', {
            tone: 'info',
            key: 'redemption.sent',
            params: { role: this.roles(desk, outcome.sentTo) },
          });
        const { points: back, documentNo } = outcome.done;
        return seeOther(`/redemptions/${id}`, {
          tone: 'ok',
          key: 'redemption.undo.done',
          params: { points: points(back), documentNo },
        });
      },
      again: (problem) => this.page(desk, id, 'undo', problem),
    });
  }

  private roles({ locale }: DeskContext, roles: readonly string[]): string {
    return roles.map((role) => this.i18n.t(locale, `staff.role.${role}`)).join(' / ');
  }

  private async page(desk: DeskContext, id: string, step?: Step, problem?: FormProblem): Promise<PageAnswer> {
    const row = await this.queries.find(this.reader, desk.store.id, id);
    if (!row) throw new DomainError('page.notFound');
    const steps = await this.queries.steps(this.reader, id);
    const isPrinted = await this.queries.isPrinted(this.reader, row.documentId);
    const form = (name: Step) => ({
      action: `/redemptions/${id}/${name}`,
      requestKey: uuidv7(),
      values: name === 'exchange' ? { pieces: '1' } : {},
      errors: {},
      ...(name === step ? problem : {}),
    });
    const forms = { collection: form('collection'), exchange: form('exchange'), undo: form('undo') };
    const print = { action: `/documents/${row.documentId}/prints`, requestKey: uuidv7(), values: {}, errors: {} };
    const model = this.presenter.show(desk, { row, steps, forms, print, isOwn: this.acts.isOwn(desk, row), isPrinted });
    return page('gifts/redemption', model, {
      titleKey: 'redemption.show.title',
      titleParams: { documentNo: row.documentNo },
    });
  }
}
