import { Controller, Get, Param, Query } from '@nestjs/common';
import { addMonthsEnd, calendarDate, isPlainDate } from '../../kernel/business-day.js';
import { DomainError } from '../../kernel/domain-error.js';
import { Clock } from '../../platform/clock/clock.js';
import { Reader } from '../../platform/database/reader.js';
import { page, type PageAnswer } from '../../platform/http/page-result.js';
import { Allow, Desk, type DeskContext } from '../../staff/desk-context.js';
import { bagsOfDeposit } from '../bag-rows.js';
import { ShiftPresenter } from '../pages/shift.presenter.js';
import { FinanceTablesPresenter } from './finance-tables.presenter.js';
import { FinancePresenter } from './finance.presenter.js';
import { FinanceQueries } from './finance.queries.js';
import { leafOf, pageNo, type Turning } from './leaf.js';

/** What Finance looks up: floats out, cash at the bank, differences and tenders by month, each figure down to its rows. */
@Controller('finance')
export class FinanceTablesController {
  constructor(
    private readonly queries: FinanceQueries,
    private readonly finance: FinancePresenter,
    private readonly present: FinanceTablesPresenter,
    private readonly shifts: ShiftPresenter,
    private readonly clock: Clock,
    private readonly reader: Reader,
  ) {}

  @Get('floats')
  @Allow('finance.view')
  async floats(@Desk() desk: DeskContext): Promise<PageAnswer> {
    const rows = this.present.floats(desk.locale, await this.queries.floatsOut(desk.store.id));
    const table = {
      title: this.shifts.say(desk.locale, 'finance.floats'),
      columns: this.columns(desk, 'shift', 'desk', 'time', 'amount'),
      rows,
    };
    return this.tablePage(desk, 'floats', [table]);
  }

  @Get('differences')
  @Allow('finance.view')
  async differences(
    @Desk() desk: DeskContext,
    @Query('month') typed = '',
    @Query('page') page = '',
  ): Promise<PageAnswer> {
    const month = this.month(typed);
    const { locale, store } = desk;
    const turning = { month, path: '/finance/differences' };
    const leaf = leafOf(turning, page, await this.queries.differingShifts(store.id, month, pageNo(page)));
    return this.tablePage(
      desk,
      'differences',
      [
        {
          title: this.shifts.say(locale, 'finance.byClerk', { month }),
          columns: this.columns(desk, 'clerk', 'shifts', 'over', 'short'),
          rows: this.present.differences(await this.queries.differences(store.id, month), month),
        },
        {
          title: this.shifts.say(locale, 'finance.byShift', { month }),
          columns: this.columns(desk, 'shift', 'reason', 'over', 'short'),
          rows: this.present.differing(leaf.rows),
          pages: leaf.pages,
        },
      ],
      turning,
    );
  }

  /** The rows under one clerk's over and short of a month. */
  @Get('differences/:clerkId')
  @Allow('finance.view')
  async differencesOf(
    @Desk() desk: DeskContext,
    @Param('clerkId') clerkId: string,
    @Query('month') typed = '',
  ): Promise<PageAnswer> {
    const month = this.month(typed);
    const clerk = await this.queries.clerkOf(desk.store.id, clerkId);
    const moves = await this.queries.differencesOf(desk.store.id, clerkId, month);
    return this.tablePage(
      desk,
      'differences',
      [
        {
          title: this.shifts.say(desk.locale, 'finance.differencesOf', { month, clerk }),
          columns: this.columns(desk, 'time', 'shift', 'what', 'paper', 'over', 'short'),
          rows: this.present.differenceMoves(desk.locale, moves),
        },
      ],
      { month, path: `/finance/differences/${clerkId}` },
    );
  }

  @Get('deposits')
  @Allow('finance.view')
  async deposits(@Desk() desk: DeskContext, @Query('month') typed = '', @Query('page') page = ''): Promise<PageAnswer> {
    const month = this.month(typed);
    const turning = { month, path: '/finance/deposits' };
    const [from, until] = [startOf(month), startOf(monthAfter(month, 1))];
    const leaf = leafOf(turning, page, await this.queries.deposits(desk.store.id, from, until, pageNo(page)));
    return this.tablePage(
      desk,
      'deposits',
      [
        {
          title: this.shifts.say(desk.locale, 'finance.depositsOf', { month }),
          columns: this.columns(desk, 'time', 'bankNo', 'paper', 'by', 'pieces', 'amount'),
          rows: this.present.deposits(leaf.rows),
          pages: leaf.pages,
        },
      ],
      turning,
    );
  }

  @Get('tenders')
  @Allow('finance.view')
  async tenders(@Desk() desk: DeskContext, @Query('month') typed = '', @Query('page') page = ''): Promise<PageAnswer> {
    const month = this.month(typed);
    const turning = { month, path: '/finance/tenders' };
    const leaf = leafOf(turning, page, await this.queries.tenderChecks(desk.store.id, month, pageNo(page)));
    const rows = this.present.tenders(desk.locale, leaf.rows);
    const columns = this.columns(desk, 'shift', 'tender', 'books', 'counted', 'over', 'short', 'digits');
    return this.tablePage(
      desk,
      'tenders',
      [{ title: this.shifts.say(desk.locale, 'finance.tendersOf', { month }), columns, rows, pages: leaf.pages }],
      turning,
    );
  }

  /** The bags that went to the bank together. */
  @Get('deposits/:id')
  @Allow('finance.view')
  async deposit(@Desk() desk: DeskContext, @Param('id') id: string): Promise<PageAnswer> {
    const bags = await bagsOfDeposit(this.reader, desk.store.id, id);
    if (bags.length === 0) throw new DomainError('page.notFound');
    return this.tablePage(desk, 'deposits', [
      {
        title: this.shifts.say(desk.locale, 'finance.deposits'),
        columns: this.columns(desk, 'bag', 'shift', 'time', 'amount'),
        rows: this.present.deposited(desk.locale, bags),
      },
    ]);
  }

  private tablePage(desk: DeskContext, tab: string, tables: readonly object[], turning?: Turning): PageAnswer {
    const turn = (by: number): string | undefined =>
      turning && `${turning.path}?month=${monthAfter(turning.month, by)}`;
    const isLast = turning === undefined || turning.month >= calendarDate(this.clock.now()).slice(0, 7);
    const model = {
      tables,
      tabs: this.finance.tabs(desk.locale, tab),
      month: turning?.month,
      previous: turn(-1),
      next: isLast ? undefined : turn(1),
    };
    return page('shifts/finance/tables', model, { titleKey: 'shifts.finance.title' });
  }

  private columns({ locale }: DeskContext, ...keys: readonly string[]) {
    return this.shifts.columns(locale, ...keys);
  }

  private month(typed: string): string {
    return isPlainDate(`${typed}-01`) ? typed : calendarDate(this.clock.now()).slice(0, 7);
  }
}

/** The month (`YYYY-MM`) so many months later. */
function monthAfter(month: string, months: number): string {
  return addMonthsEnd(`${month}-01`, months).slice(0, 7);
}

/** Midnight of a month's first day on the venue's wall, milliseconds. */
function startOf(month: string): number {
  return Date.parse(`${month}-01T00:00:00+08:00`);
}
