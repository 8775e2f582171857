import { Body, Controller, Get, Post } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { Clock } from '../platform/clock/clock.js';
import { Reader } from '../platform/database/reader.js';
import { type Answer, page, seeOther } from '../platform/http/page-result.js';
import { Submit } from '../platform/http/submit.js';
import { I18n } from '../platform/i18n/i18n.js';
import { emptyForm, type FormModel } from '../platform/views/form-model.js';
import { Allow, Desk, type DeskContext } from '../staff/desk-context.js';
import { mayDo } from '../staff/permissions.js';
import { StaffQueries } from '../staff/staff.queries.js';
import { BusinessDaysService } from './business-days.service.js';
import type { DayObstacle } from './day-gate.js';
import { KeyedForm, OpenDayForm } from './venue.dto.js';
import { VenueActs } from './venue-acts.service.js';
import { VenuePresenter } from './venue.presenter.js';

const SHOWN = 14;
const OPEN = '/venue/day/open';
const CLOSE = '/venue/day/close';

/** The business day of this store, opened and closed by hand. */
@Controller('venue/day')
export class DayController {
  constructor(
    private readonly acts: VenueActs,
    private readonly days: BusinessDaysService,
    private readonly names: StaffQueries,
    private readonly present: VenuePresenter,
    private readonly submit: Submit,
    private readonly clock: Clock,
    private readonly i18n: I18n,
    private readonly reader: Reader,
  ) {}

  @Get()
  @Allow('venue.openDay')
  async show(@Desk() desk: DeskContext): Promise<Answer> {
    const date = await this.days.proposal(this.reader, desk.store.id, this.clock.now());
    return this.page(desk, emptyForm(desk.businessDate === null ? OPEN : CLOSE, uuidv7(), { date }));
  }

  @Post('open')
  @Allow('venue.openDay')
  open(@Desk() desk: DeskContext, @Body() body: unknown): Promise<Answer> {
    return this.submit.run({
      locale: desk.locale,
      body,
      dto: OpenDayForm,
      act: ({ requestKey, date }) => this.acts.openDay(desk, requestKey, date),
      done: (date) => seeOther('/', { tone: 'ok', key: 'venue.day.openedNow', params: { date } }),
      again: (problem) => this.page(desk, { action: OPEN, requestKey: uuidv7(), ...problem }),
    });
  }

  @Post('close')
  @Allow('venue.closeDay')
  close(@Desk() desk: DeskContext, @Body() body: unknown): Promise<Answer> {
    return this.submit.run({
      locale: desk.locale,
      body,
      dto: KeyedForm,
      act: ({ requestKey }) => this.acts.closeDay(desk, requestKey),
      done: (date) => seeOther('/venue/day', { tone: 'ok', key: 'venue.day.closedNow', params: { date } }),
      again: (problem) => this.page(desk, { action: CLOSE, requestKey: uuidv7(), ...problem }),
    });
  }

  private async page(desk: DeskContext, form: FormModel): Promise<Answer> {
    const { store, businessDate, locale, person } = desk;
    const recent = await this.days.recent(this.reader, store.id, SHOWN);
    const names = await this.names.names(
      this.reader,
      recent.flatMap(({ openedBy, closedBy }) => [openedBy, closedBy ?? '']),
    );
    const proposed = await this.days.proposal(this.reader, store.id, this.clock.now());
    const open = businessDate ?? undefined;
    const obstacles = open ? await this.days.obstacles(this.reader, store.id, open) : [];
    const due = open ? await this.days.due(this.reader, store.id, open) : [];
    const line = ({ key, params, href = '' }: DayObstacle) => ({ href, text: this.i18n.t(locale, key, params) });
    const model = {
      tabs: this.present.tabs(desk, 'day'),
      form,
      proposed,
      open,
      stale: open !== undefined && open < proposed,
      obstacles: obstacles.map(line),
      due: due.map(line),
      mayClose: mayDo(person.roles, 'venue.closeDay'),
      history: this.present.days(recent, names, locale),
    };
    return page('venue/day', model, { titleKey: 'venue.day.title' });
  }
}
