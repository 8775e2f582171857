import { Body, Controller, Get, Post } from '@nestjs/common';
import { MaxLength } from 'class-validator';
import { uuidv7 } from 'uuidv7';
import { calendarDate } from '../../kernel/business-day.js';
import { DomainError } from '../../kernel/domain-error.js';
import { Clock } from '../../platform/clock/clock.js';
import { Reader } from '../../platform/database/reader.js';
import { type Answer, page, type PageAnswer, seeOther } from '../../platform/http/page-result.js';
import { type FormProblem, Submit } from '../../platform/http/submit.js';
import { I18n } from '../../platform/i18n/i18n.js';
import { money } from '../../platform/views/format.js';
import { Allow, Desk, type DeskContext } from '../../staff/desk-context.js';
import { PolicyService } from '../../venue/policy.service.js';
import { TopUpPresenter } from '../pages/top-up.presenter.js';
import { topUpWish } from '../pages/typed-top-up.js';
import { TopUpForm } from '../pages/value.dto.js';
import { SellUnnamedCard } from './sell-unnamed-card.js';

class UnnamedForm extends TopUpForm {
  @MaxLength(80, { message: 'card.no.invalid' })
  cardNo!: string;
}

const blank = { cardNo: '', amount: '', tender: 'CASH', code: '', isCode: '', received: '' };
const more = { secondTender: '', secondAmount: '', reference: '', recommenderNo: '' };

/** 售不记名卡: swipe a blank, amount, Enter. The page is there once the venue's policy sells such cards. */
@Controller('unnamed-cards')
@Allow('storedValue.sellUnnamed')
export class UnnamedCardsController {
  constructor(
    private readonly selling: SellUnnamedCard,
    private readonly policies: PolicyService,
    private readonly presenter: TopUpPresenter,
    private readonly reader: Reader,
    private readonly clock: Clock,
    private readonly submit: Submit,
    private readonly i18n: I18n,
  ) {}

  @Get()
  form(@Desk() desk: DeskContext): Promise<PageAnswer> {
    return this.show(desk);
  }

  @Post()
  sell(@Desk() desk: DeskContext, @Body() body: unknown): Promise<Answer> {
    return this.submit.run({
      locale: desk.locale,
      body,
      dto: UnnamedForm,
      act: (form) =>
        this.selling.sell(desk, form.requestKey, { ...topUpWish('', form, this.today(desk)), cardNo: form.cardNo }),
      done: ({ actId, changeFen }) =>
        seeOther(
          `/top-ups/acts/${actId}`,
          changeFen > 0
            ? { tone: 'info', key: 'value.topUp.changeNote', params: { change: money(changeFen) } }
            : undefined,
        ),
      again: (problem) => this.show(desk, problem),
    });
  }

  private async show(desk: DeskContext, { values, errors, codes }: FormProblem = NONE): Promise<PageAnswer> {
    const today = this.today(desk);
    const { storedValue } = await this.policies.current(this.reader, desk.store.id, today);
    const { unnamedCapFen, unnamedMonths, bonusRules } = storedValue;
    if (unnamedMonths === null) throw new DomainError('card.unnamed.notSold');
    const params = { cap: money(unnamedCapFen), months: unnamedMonths };
    const model = {
      form: { action: '/unnamed-cards', errors, requestKey: uuidv7(), values: { ...blank, ...more, ...values } },
      tenders: this.presenter.tenders(desk.locale),
      asksCode: codes.includes('storedValue.tender.isId'),
      isOpen: Object.keys(more).some((field) => field in errors),
      rules: this.presenter.rules(desk.locale, bonusRules, today),
      terms: this.i18n.t(desk.locale, 'value.unnamed.terms', params).split('\n'),
    };
    return page('value/unnamed', model, { titleKey: 'value.unnamed.title' });
  }

  private today({ businessDate }: DeskContext): string {
    return businessDate ?? calendarDate(this.clock.now());
  }
}

const NONE: FormProblem = { values: {}, errors: {}, codes: [] };
