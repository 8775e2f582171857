import { Controller, Get, Param, Query } from '@nestjs/common';
import type { PageAnswer } from '../../platform/http/page-result.js';
import { skipOf } from '../../platform/views/leaf.js';
import { Allow, Desk, type DeskContext } from '../../staff/desk-context.js';
import { ShiftPresenter } from '../pages/shift.presenter.js';
import { FinanceTablesPresenter } from './finance-tables.presenter.js';
import { FinanceLists } from './finance-lists.js';
import { FinanceQueries } from './finance.queries.js';

/** What Finance looks up: floats out, differences and tenders by month, each figure down to its rows. */
@Controller('finance')
export class FinanceTablesController {
  constructor(
    private readonly queries: FinanceQueries,
    private readonly lists: FinanceLists,
    private readonly present: FinanceTablesPresenter,
    private readonly shifts: ShiftPresenter,
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
    return this.lists.page(desk, 'floats', [table]);
  }

  @Get('differences')
  @Allow('finance.view')
  async differences(
    @Desk() desk: DeskContext,
    @Query('month') typed = '',
    @Query('skip') typedSkip?: string,
  ): Promise<PageAnswer> {
    const month = this.lists.month(typed);
    const { locale, store } = desk;
    const turning = { month, path: '/finance/differences' };
    const skip = skipOf(typedSkip);
    const { rows, leaf } = this.lists.leaf(turning, skip, await this.queries.differingShifts(store.id, month, skip));
    return this.lists.page(
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
          rows: this.present.differing(rows),
          leaf,
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
    const month = this.lists.month(typed);
    const clerk = await this.queries.clerkOf(desk.store.id, clerkId);
    const moves = await this.queries.differencesOf(desk.store.id, clerkId, month);
    return this.lists.page(
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

  @Get('tenders')
  @Allow('finance.view')
  async tenders(
    @Desk() desk: DeskContext,
    @Query('month') typed = '',
    @Query('skip') typedSkip?: string,
  ): Promise<PageAnswer> {
    const month = this.lists.month(typed);
    const turning = { month, path: '/finance/tenders' };
    const skip = skipOf(typedSkip);
    const { rows: checks, leaf } = this.lists.leaf(
      turning,
      skip,
      await this.queries.tenderChecks(desk.store.id, month, skip),
    );
    const rows = this.present.tenders(desk.locale, checks);
    const columns = this.columns(desk, 'shift', 'tender', 'books', 'counted', 'over', 'short', 'digits');
    return this.lists.page(
      desk,
      'tenders',
      [{ title: this.shifts.say(desk.locale, 'finance.tendersOf', { month }), columns, rows, leaf }],
      turning,
    );
  }

  private columns({ locale }: DeskContext, ...keys: readonly string[]) {
    return this.shifts.columns(locale, ...keys);
  }
}
