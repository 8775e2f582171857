import { venueInstant } from '../../kernel/business-day.js';
import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { Reader } from '../../platform/database/reader.js';
import { type Answer, page, type PageAnswer, seeOther } from '../../platform/http/page-result.js';
import { Submit } from '../../platform/http/submit.js';
import { emptyForm, type FormModel } from '../../platform/views/form-model.js';
import { skipOf } from '../../platform/views/leaf.js';
import { mayDo } from '../../staff/permissions.js';
import { Allow, Desk, type DeskContext } from '../../staff/desk-context.js';
import { bagsOfDeposit } from '../bag-rows.js';
import { ShiftPresenter } from '../pages/shift.presenter.js';
import { ReceiveForm } from '../pages/shifts.dto.js';
import { DepositsQueries } from './deposits.queries.js';
import { FinanceCorrections } from './finance-corrections.js';
import { FinanceLists, monthAfter } from './finance-lists.js';
import { FinanceTablesPresenter } from './finance-tables.presenter.js';

/** 解款 by month, each down to its bags, and what took one back. */
@Controller('finance/deposits')
export class DepositsController {
  constructor(
    private readonly queries: DepositsQueries,
    private readonly corrections: FinanceCorrections,
    private readonly lists: FinanceLists,
    private readonly present: FinanceTablesPresenter,
    private readonly shifts: ShiftPresenter,
    private readonly submit: Submit,
    private readonly reader: Reader,
  ) {}

  @Get()
  @Allow('finance.view')
  async list(
    @Desk() desk: DeskContext,
    @Query('month') typed = '',
    @Query('skip') typedSkip?: string,
  ): Promise<PageAnswer> {
    const month = this.lists.month(typed);
    const turning = { month, path: '/finance/deposits' };
    const [from, until] = [startOf(month), startOf(monthAfter(month, 1))];
    const skip = skipOf(typedSkip);
    const { rows, leaf } = this.lists.leaf(turning, skip, await this.queries.ofMonth(desk.store.id, from, until, skip));
    return this.lists.page(
      desk,
      'deposits',
      [
        {
          title: this.shifts.say(desk.locale, 'finance.depositsOf', { month }),
          columns: this.shifts.columns(desk.locale, 'time', 'bankNo', 'paper', 'by', 'pieces', 'amount'),
          rows: this.present.deposits(desk.locale, rows),
          leaf,
        },
      ],
      turning,
    );
  }

  /** The bags that went to the bank together. */
  @Get(':id')
  @Allow('finance.view')
  deposit(@Desk() desk: DeskContext, @Param('id') id: string): Promise<PageAnswer> {
    return this.page(desk, id, emptyForm(`/finance/deposits/${id}/undo`, uuidv7()));
  }

  @Post(':id/undo')
  @Allow('finance.undoDeposit')
  undo(@Desk() desk: DeskContext, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    return this.submit.run({
      locale: desk.locale,
      body,
      dto: ReceiveForm,
      act: ({ requestKey, reason }) => this.corrections.undoDeposit(desk, requestKey, id, reason),
      done: (documentId) =>
        seeOther(`/finance/deposits/${id}`, {
          tone: 'ok',
          key: 'shifts.undo.done',
          href: `/documents/${documentId}`,
          hrefKey: 'shifts.act.paper',
        }),
      again: (problem) =>
        this.page(desk, id, { action: `/finance/deposits/${id}/undo`, requestKey: uuidv7(), ...problem }),
    });
  }

  private async page(desk: DeskContext, id: string, form: FormModel): Promise<PageAnswer> {
    const { locale, store, person } = desk;
    const deposit = await this.queries.of(store.id, id);
    const model = {
      title: deposit.number,
      badges: deposit.undoneById === null ? [] : [{ text: this.shifts.say(locale, 'undo.badge'), tone: 'bad' }],
      facts: this.present.deposit(locale, deposit),
      columns: this.shifts.columns(locale, 'bag', 'shift', 'time', 'amount'),
      rows: this.present.deposited(locale, await bagsOfDeposit(this.reader, store.id, id)),
      form: deposit.undoneById === null && mayDo(person.roles, 'finance.undoDeposit') ? form : undefined,
    };
    return page('shifts/finance/deposit', model, { titleKey: 'shifts.finance.title' });
  }
}

/** Midnight of a month's first day on the venue's wall, milliseconds. */
function startOf(month: string): number {
  return venueInstant(`${month}-01`);
}
