import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { calendarDate } from '../../kernel/business-day.js';
import { Clock } from '../../platform/clock/clock.js';
import { Reader } from '../../platform/database/reader.js';
import { typedValues } from '../../platform/http/form-input.js';
import { type Answer, page, type PageAnswer, seeOther } from '../../platform/http/page-result.js';
import { Submit } from '../../platform/http/submit.js';
import { emptyForm, type FormModel } from '../../platform/views/form-model.js';
import { Allow, Desk, type DeskContext } from '../../staff/desk-context.js';
import { mayDo } from '../../staff/permissions.js';
import { PolicyService } from '../../venue/policy.service.js';
import { bagOf, bagsInState, receiptsOf } from '../bag-rows.js';
import { ShiftPresenter } from '../pages/shift.presenter.js';
import { DepositForm, ReceiveForm } from '../pages/shifts.dto.js';
import { parseCounts } from '../rules/denominations.js';
import { FinancePresenter } from './finance.presenter.js';
import { FinanceCorrections } from './finance-corrections.js';
import { FinanceService } from './finance.service.js';

const BAG = /^bag-([0-9a-f-]{36})$/;

/** Finance's own hands: bags waiting, cash for the bank. */
@Controller('finance')
export class FinanceController {
  constructor(
    private readonly finance: FinanceService,
    private readonly corrections: FinanceCorrections,
    private readonly present: FinancePresenter,
    private readonly shifts: ShiftPresenter,
    private readonly policies: PolicyService,
    private readonly submit: Submit,
    private readonly clock: Clock,
    private readonly reader: Reader,
  ) {}

  @Get()
  @Allow('finance.view')
  show(@Desk() desk: DeskContext): Promise<PageAnswer> {
    return this.bagsPage(desk);
  }

  @Post('deposits')
  @Allow('finance.deposit')
  deposit(@Desk() desk: DeskContext, @Body() body: unknown): Promise<Answer> {
    const bagIds = Object.keys(typedValues(body)).flatMap((name) => BAG.exec(name)?.[1] ?? []);
    return this.submit.run({
      locale: desk.locale,
      body,
      dto: DepositForm,
      act: ({ requestKey, number }) => this.finance.deposit(desk, requestKey, { number, bagIds }),
      done: (documentId) =>
        seeOther('/finance', {
          tone: 'ok',
          key: 'shifts.finance.deposited',
          href: `/documents/${documentId}`,
          hrefKey: 'shifts.act.paper',
        }),
      again: (problem) => this.bagsPage(desk, { action: '/finance/deposits', requestKey: uuidv7(), ...problem }),
    });
  }

  @Get('bags/:id')
  @Allow('finance.view')
  bag(@Desk() desk: DeskContext, @Param('id') id: string): Promise<PageAnswer> {
    return this.bagPage(desk, id);
  }

  @Post('bags/:id')
  @Allow('finance.receiveBag')
  receive(@Desk() desk: DeskContext, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    return this.submit.run({
      locale: desk.locale,
      body,
      dto: ReceiveForm,
      act: ({ requestKey, reason }) =>
        this.finance.receive(desk, requestKey, id, { counts: parseCounts(typedValues(body)), reason }),
      done: (documentId) =>
        seeOther('/finance', {
          tone: 'ok',
          key: 'shifts.finance.received',
          href: `/documents/${documentId}`,
          hrefKey: 'shifts.act.paper',
        }),
      again: (problem) => this.bagPage(desk, id, { requestKey: uuidv7(), ...problem }),
    });
  }

  @Post('bags/:id/recount')
  @Allow('finance.recountBag')
  recount(@Desk() desk: DeskContext, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    return this.submit.run({
      locale: desk.locale,
      body,
      dto: ReceiveForm,
      act: ({ requestKey, reason }) =>
        this.corrections.recount(desk, requestKey, id, { counts: parseCounts(typedValues(body)), reason }),
      done: (documentId) =>
        seeOther(`/finance/bags/${id}`, {
          tone: 'ok',
          key: 'shifts.finance.recounted',
          href: `/documents/${documentId}`,
          hrefKey: 'shifts.act.paper',
        }),
      again: (problem) => this.bagPage(desk, id, { requestKey: uuidv7(), ...problem }),
    });
  }

  private async bagsPage(
    desk: DeskContext,
    form: FormModel = emptyForm('/finance/deposits', uuidv7()),
  ): Promise<PageAnswer> {
    const { locale, store } = desk;
    const now = this.clock.now();
    const { shifts } = await this.policies.current(this.reader, store.id, calendarDate(now));
    const waiting = await bagsInState(this.reader, store.id, ['IN_HAND', 'SEALED']);
    const received = await bagsInState(this.reader, store.id, ['RECEIVED']);
    const model = {
      tabs: this.present.tabs(locale, 'bags'),
      columns: this.columns(desk, 'bag', 'shift', 'state', 'due'),
      waiting: this.present.waiting(locale, waiting, now, shifts.bagDueTime),
      form,
      received: this.present.undeposited(locale, received, now, form),
    };
    return page('shifts/finance/bags', model, { titleKey: 'shifts.finance.title' });
  }

  /** A bag before its count and after it: what is counted by Finance is corrected by Finance, until it lies at the bank. */
  private async bagPage(
    desk: DeskContext,
    id: string,
    typed: Omit<FormModel, 'action'> = emptyForm('', uuidv7()),
  ): Promise<PageAnswer> {
    const { locale, store, person } = desk;
    const bag = await bagOf(this.reader, store.id, id);
    const open = bag.state === 'IN_HAND' || bag.state === 'SEALED';
    const counted = bag.receivedFen !== null;
    const form = { ...typed, action: `/finance/bags/${id}${open ? '' : '/recount'}` };
    const mayCount = mayDo(person.roles, open ? 'finance.receiveBag' : 'finance.recountBag');
    const count = { form, recount: false, rows: this.present.countRows(form) };
    const model = {
      title: bag.number ?? this.shifts.say(locale, 'paper.inHand'),
      badges: [{ text: this.shifts.say(locale, `bag.state.${bag.state}`), tone: open ? 'warn' : 'ok' }],
      note: `${bag.businessDate} ${bag.template} ${bag.clerkName}`,
      count: open && mayCount ? count : undefined,
      again: counted && bag.depositId === null && mayCount ? count : undefined,
      wrong: Object.keys(form.errors).length > 0,
      facts: this.present.counted(locale, bag, await receiptsOf(this.reader, bag.id)),
      shiftHref: `/shifts/${bag.shiftId}`,
    };
    return page('shifts/finance/bag', model, { titleKey: 'shifts.finance.title' });
  }

  private columns({ locale }: DeskContext, ...keys: readonly string[]) {
    return this.shifts.columns(locale, ...keys);
  }
}
