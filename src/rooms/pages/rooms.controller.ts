import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { isPlainDate } from '../../kernel/business-day.js';
import { DomainError } from '../../kernel/domain-error.js';
import { Reader } from '../../platform/database/reader.js';
import { fieldsOf } from '../../platform/http/form-input.js';
import { KeyedForm } from '../../platform/http/keyed-form.js';
import { type Answer, page, seeOther } from '../../platform/http/page-result.js';
import { type FormProblem, Submit } from '../../platform/http/submit.js';
import { Allow, Desk, type DeskContext } from '../../staff/desk-context.js';
import { RoomDesk } from '../room-desk.js';
import { type HoldRow, RoomsQueries } from '../rooms.queries.js';
import type { RegisterProblem } from './register-problem.js';
import { RoomsPresenter } from './rooms.presenter.js';

const RESERVATION = ['from', 'until', 'people', 'roomId', 'name', 'phone', 'note'] as const;
const HOLD_FORMS = ['place', 'arrive', 'release'] as const;
type HoldForm = (typeof HOLD_FORMS)[number];

/** Which room is promised to whom tonight; reservations by phone (003E-017, 081). */
@Controller('rooms')
export class RoomsController {
  constructor(
    private readonly desk: RoomDesk,
    private readonly queries: RoomsQueries,
    private readonly presenter: RoomsPresenter,
    private readonly reader: Reader,
    private readonly submit: Submit,
  ) {}

  @Get()
  @Allow('rooms.view')
  board(@Desk() desk: DeskContext, @Query('date') date?: string): Promise<Answer> {
    return this.boardPage(desk, this.dateOf(desk, date));
  }

  @Post('holds')
  @Allow('rooms.hold')
  reserve(@Desk() desk: DeskContext, @Body() body: unknown): Promise<Answer> {
    const date = this.dateOf(desk, fieldsOf(body, ['date']).date);
    return this.submit.run({
      body,
      locale: desk.locale,
      dto: KeyedForm,
      act: ({ requestKey }) => this.desk.reserve(desk, requestKey, date, fieldsOf(body, RESERVATION)),
      done: ({ holdId, number }) =>
        seeOther(`/rooms/holds/${holdId}`, { tone: 'ok', key: 'rooms.hold.made', params: { number } }),
      again: (problem) => this.boardPage(desk, date, problem),
    });
  }

  @Get('holds/:id')
  @Allow('rooms.view')
  async hold(@Desk() desk: DeskContext, @Param('id') id: string): Promise<Answer> {
    return this.holdPage(desk, await this.found(desk, id));
  }

  @Post('holds/:id/place')
  @Allow('rooms.hold')
  async place(@Desk() desk: DeskContext, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    const hold = await this.found(desk, id);
    const typed = fieldsOf(body, ['from', 'until', 'roomId', 'reason']);
    return this.step(desk, hold, 'place', body, (key) => this.desk.place(desk, key, hold, typed));
  }

  @Post('holds/:id/arrive')
  @Allow('rooms.hold')
  async arrive(@Desk() desk: DeskContext, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    return this.step(desk, await this.found(desk, id), 'arrive', body, (key) => this.desk.arrive(desk, key, id));
  }

  @Post('holds/:id/release')
  @Allow('rooms.hold')
  async release(@Desk() desk: DeskContext, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    const { reason } = fieldsOf(body, ['reason']);
    return this.step(desk, await this.found(desk, id), 'release', body, (key) =>
      this.desk.release(desk, key, id, reason),
    );
  }

  @Get('register')
  @Allow('rooms.view')
  register(@Desk() desk: DeskContext): Promise<Answer> {
    return this.registerPage(desk);
  }

  @Post('register')
  @Allow('rooms.manage')
  add(@Desk() desk: DeskContext, @Body() body: unknown): Promise<Answer> {
    const room = fieldsOf(body, ['number', 'kind', 'capacity']);
    return this.submit.run({
      body,
      locale: desk.locale,
      dto: KeyedForm,
      act: ({ requestKey }) => this.desk.add(desk, requestKey, room),
      done: () =>
        seeOther('/rooms/register', { tone: 'ok', key: 'rooms.register.added', params: { number: room.number } }),
      again: (problem) => this.registerPage(desk, { problem }),
    });
  }

  @Post('register/:id')
  @Allow('rooms.manage')
  change(@Desk() desk: DeskContext, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    const room = fieldsOf(body, ['kind', 'capacity']);
    return this.submit.run({
      body,
      locale: desk.locale,
      dto: KeyedForm,
      act: ({ requestKey }) => this.desk.change(desk, requestKey, id, room),
      done: (number) => seeOther('/rooms/register', { tone: 'ok', key: 'rooms.register.changed', params: { number } }),
      again: (problem) => this.registerPage(desk, { change: id, problem }),
    });
  }

  @Post('register/:id/retirement')
  @Allow('rooms.manage')
  retire(@Desk() desk: DeskContext, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    return this.submit.run({
      body,
      locale: desk.locale,
      dto: KeyedForm,
      act: ({ requestKey }) => this.desk.retire(desk, requestKey, id),
      done: () => seeOther('/rooms/register', { tone: 'ok', key: 'rooms.register.retired' }),
      again: (problem) => this.registerPage(desk, { retire: id, problem }),
    });
  }

  private step(
    desk: DeskContext,
    hold: HoldRow,
    name: HoldForm,
    body: unknown,
    act: (key: string) => Promise<void>,
  ): Promise<Answer> {
    return this.submit.run({
      body,
      locale: desk.locale,
      dto: KeyedForm,
      act: ({ requestKey }) => act(requestKey),
      done: () =>
        seeOther(`/rooms/holds/${hold.id}`, {
          tone: 'ok',
          key: `rooms.hold.${name}Done`,
          params: { number: hold.number },
        }),
      again: (problem) => this.holdPage(desk, hold, { name, problem }),
    });
  }

  private async found(desk: DeskContext, id: string): Promise<HoldRow> {
    const hold = await this.queries.hold(this.reader, desk.store.id, id);
    if (!hold) throw new DomainError('page.notFound');
    return hold;
  }

  private dateOf(desk: DeskContext, date: string | undefined): string {
    return date !== undefined && isPlainDate(date) ? date : this.desk.today(desk);
  }

  private async boardPage(desk: DeskContext, date: string, problem?: FormProblem): Promise<Answer> {
    return page('rooms/board', await this.presenter.board(desk, date, problem), { titleKey: 'rooms.title' });
  }

  private async holdPage(
    desk: DeskContext,
    hold: HoldRow,
    wrong?: { name: HoldForm; problem: FormProblem },
  ): Promise<Answer> {
    return page('rooms/hold', await this.presenter.hold(desk, hold, wrong), { titleKey: 'rooms.hold.title' });
  }

  private async registerPage(desk: DeskContext, wrong?: RegisterProblem): Promise<Answer> {
    const model = await this.presenter.register(desk, wrong);
    return page('rooms/register', model, { titleKey: 'rooms.register.title' });
  }
}
