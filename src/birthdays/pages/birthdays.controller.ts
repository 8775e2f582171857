import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { isPlainDate } from '../../kernel/business-day.js';
import { parseCount } from '../../kernel/whole-number.js';
import { fieldsOf } from '../../platform/http/form-input.js';
import { KeyedForm } from '../../platform/http/keyed-form.js';
import { type Answer, page, seeOther } from '../../platform/http/page-result.js';
import { type FormProblem, Submit } from '../../platform/http/submit.js';
import { skipOf } from '../../platform/views/leaf.js';
import { Allow, Desk, type DeskContext } from '../../staff/desk-context.js';
import { BirthdayDay } from '../birthday-day.js';
import { BirthdayRosters } from '../birthday-rosters.js';
import { DaySheets } from '../day-sheets.js';
import { BirthdayListsPresenter } from './birthday-lists.presenter.js';
import { BirthdayTodoPresenter } from './birthday-todo.presenter.js';

const MOST_GUESTS = 100_000;

/** Tonight and tomorrow, the month, the board (003E-011…019). */
@Controller('birthdays')
export class BirthdaysController {
  constructor(
    private readonly rosters: BirthdayRosters,
    private readonly sheets: DaySheets,
    private readonly day: BirthdayDay,
    private readonly presenter: BirthdayListsPresenter,
    private readonly tasks: BirthdayTodoPresenter,
    private readonly submit: Submit,
  ) {}

  @Get()
  @Allow('birthdays.view')
  tonight(@Desk() desk: DeskContext): Promise<Answer> {
    return this.tonightPage(desk);
  }

  @Post('day-sheet')
  @Allow('birthdays.confirmDaySheet')
  confirmSheet(@Desk() desk: DeskContext, @Body() body: unknown): Promise<Answer> {
    const today = this.day.today(desk);
    return this.holding(desk, body, (key) => this.sheets.confirm(desk, key, today));
  }

  @Post('day-sheet/rooms')
  @Allow('birthdays.confirmDaySheet')
  holdRooms(@Desk() desk: DeskContext, @Body() body: unknown): Promise<Answer> {
    const today = this.day.today(desk);
    return this.holding(desk, body, (key) => this.sheets.holdOpen(desk, key, today));
  }

  @Get('month')
  @Allow('birthdays.view')
  month(@Desk() desk: DeskContext, @Query('month') month?: string, @Query('from') from?: string): Promise<Answer> {
    return this.monthPage(desk, this.monthOf(desk, month), skipOf(from));
  }

  @Post('month')
  @Allow('birthdays.confirmRoster')
  confirmMonth(@Desk() desk: DeskContext, @Body() body: unknown): Promise<Answer> {
    const typed = fieldsOf(body, ['month', 'count']);
    const month = this.monthOf(desk, typed.month);
    return this.submit.run({
      body,
      locale: desk.locale,
      dto: KeyedForm,
      act: ({ requestKey }) =>
        this.rosters.confirm(desk, requestKey, month, parseCount(typed.count, { min: 0, max: MOST_GUESTS })),
      done: () =>
        seeOther(`/birthdays/month?month=${month}`, {
          tone: 'ok',
          key: 'birthdays.month.confirmDone',
          params: { month },
        }),
      again: (problem) => this.monthPage(desk, month, 0, problem),
    });
  }

  @Post('roster')
  @Allow('birthdays.updateRoster')
  update(@Desk() desk: DeskContext, @Body() body: unknown): Promise<Answer> {
    const month = this.monthOf(desk, fieldsOf(body, ['month']).month);
    return this.submit.run({
      body,
      locale: desk.locale,
      dto: KeyedForm,
      act: () => this.rosters.updateAt(desk, month),
      done: (n) =>
        seeOther(`/birthdays/month?month=${month}`, { tone: 'ok', key: 'birthdays.month.updated', params: { n } }),
      again: (problem) => this.monthPage(desk, month, 0, problem),
    });
  }

  @Get('todo')
  @Allow('birthdays.view')
  async todo(@Desk() desk: DeskContext, @Query('from') from?: string): Promise<Answer> {
    return page('birthdays/todo', await this.tasks.show(desk, skipOf(from)), { titleKey: 'birthdays.todo.title' });
  }

  @Get('board')
  @Allow('birthdays.view')
  async board(@Desk() desk: DeskContext): Promise<Answer> {
    return page('birthdays/board', await this.presenter.board(desk), { titleKey: 'birthdays.board.title' });
  }

  @Get('sheet')
  @Allow('birthdays.view')
  async sheet(@Desk() desk: DeskContext, @Query('date') date?: string): Promise<Answer> {
    const wanted = date !== undefined && isPlainDate(date) ? date : this.day.today(desk);
    const model = await this.presenter.sheet(desk, wanted);
    return page('birthdays/sheet', model, { titleKey: 'birthdays.print.daySheet', frame: 'print' });
  }

  @Get('av')
  @Allow('birthdays.av')
  async av(@Desk() desk: DeskContext): Promise<Answer> {
    return page('birthdays/av', await this.presenter.av(desk), { titleKey: 'birthdays.av.title' });
  }

  private holding(
    desk: DeskContext,
    body: unknown,
    act: (key: string) => Promise<{ held: number; open: number }>,
  ): Promise<Answer> {
    return this.submit.run({
      body,
      locale: desk.locale,
      dto: KeyedForm,
      act: ({ requestKey }) => act(requestKey),
      done: ({ held, open }) =>
        seeOther('/birthdays', {
          tone: open > 0 ? 'warn' : 'ok',
          key: 'birthdays.tonight.confirmed',
          params: { held, open },
        }),
      again: (problem) => this.tonightPage(desk, problem),
    });
  }

  private monthOf(desk: DeskContext, month: string | undefined): string {
    return month !== undefined && /^20\d\d-(0[1-9]|1[0-2])$/.test(month) ? month : this.day.today(desk).slice(0, 7);
  }

  private async tonightPage(desk: DeskContext, problem?: FormProblem): Promise<Answer> {
    return page('birthdays/tonight', await this.presenter.tonight(desk, problem), { titleKey: 'birthdays.title' });
  }

  private async monthPage(desk: DeskContext, month: string, skip: number, problem?: FormProblem): Promise<Answer> {
    return page('birthdays/month', await this.presenter.month(desk, month, skip, problem), {
      titleKey: 'birthdays.month.title',
    });
  }
}
