import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { calendarDate, parsePlainDate } from '../kernel/business-day.js';
import { DomainError } from '../kernel/domain-error.js';
import { parseCount } from '../kernel/whole-number.js';
import { Clock } from '../platform/clock/clock.js';
import { Reader } from '../platform/database/reader.js';
import { typedValues } from '../platform/http/form-input.js';
import { type Answer, page, type PageAnswer, seeOther } from '../platform/http/page-result.js';
import { type FormProblem, Submit } from '../platform/http/submit.js';
import { emptyForm } from '../platform/views/form-model.js';
import { points } from '../platform/views/format.js';
import { Allow, Desk, type DeskContext } from '../staff/desk-context.js';
import { ActivitiesPresenter } from './activities.presenter.js';
import { readOffers } from './activity-form.js';
import { GiftDesk } from './gift-desk.js';
import { ActivityForm, EndForm, MoreForm } from './gifts.dto.js';
import { GiftsQueries } from './gifts.queries.js';
import { MAX_PIECES } from './rules/gift-draft.js';

/** Dated activities: which gifts, at what price, how many a member, how many pieces (003E-006). */
@Controller('gifts/activities')
export class ActivitiesController {
  constructor(
    private readonly reader: Reader,
    private readonly clock: Clock,
    private readonly queries: GiftsQueries,
    private readonly acts: GiftDesk,
    private readonly presenter: ActivitiesPresenter,
    private readonly submit: Submit,
  ) {}

  @Get()
  @Allow('gifts.view')
  async list(@Desk() desk: DeskContext): Promise<PageAnswer> {
    const activities = await this.queries.activities(this.reader, desk.store.id);
    return page('gifts/activities', this.presenter.list(desk, activities, this.today(desk)), {
      titleKey: 'gifts.title',
    });
  }

  @Get('new')
  @Allow('gifts.manageCatalogue')
  draft(@Desk() desk: DeskContext): Promise<PageAnswer> {
    return this.draftPage(desk);
  }

  @Post()
  @Allow('gifts.manageCatalogue')
  open(@Desk() desk: DeskContext, @Body() body: unknown): Promise<Answer> {
    return this.submit.run({
      locale: desk.locale,
      body,
      dto: ActivityForm,
      act: async ({ requestKey, name, startsOn, endsOn }) => {
        const items = await this.queries.items(this.reader, desk.store.id);
        return this.acts.openActivity(desk, requestKey, {
          name,
          startsOn: parsePlainDate(startsOn, 'startsOn'),
          endsOn: parsePlainDate(endsOn, 'endsOn'),
          offers: readOffers(
            typedValues(body),
            items.map(({ id }) => id),
          ),
        });
      },
      done: (id, { name }) =>
        seeOther(`/gifts/activities/${id}`, { tone: 'ok', key: 'gifts.activity.opened', params: { name } }),
      again: (problem) => this.draftPage(desk, problem),
    });
  }

  @Get(':id')
  @Allow('gifts.view')
  show(@Desk() desk: DeskContext, @Param('id') id: string): Promise<PageAnswer> {
    return this.activityPage(desk, id);
  }

  @Post(':id/set-aside')
  @Allow('gifts.manageCatalogue')
  more(@Desk() desk: DeskContext, @Param('id') activityId: string, @Body() body: unknown): Promise<Answer> {
    return this.submit.run({
      locale: desk.locale,
      body,
      dto: MoreForm,
      act: async ({ requestKey, itemId, pieces: typed }) => {
        const pieces = parseCount(typed, { min: 1, max: MAX_PIECES, field: 'pieces' });
        await this.acts.setAsideMore(desk, requestKey, { activityId, itemId, pieces });
        return pieces;
      },
      done: (n) =>
        seeOther(`/gifts/activities/${activityId}`, {
          tone: 'ok',
          key: 'gifts.activity.moreDone',
          params: { n: points(n) },
        }),
      again: (problem) => this.activityPage(desk, activityId, problem),
    });
  }

  @Post(':id/end')
  @Allow('gifts.manageCatalogue')
  end(@Desk() desk: DeskContext, @Param('id') activityId: string, @Body() body: unknown): Promise<Answer> {
    return this.submit.run({
      locale: desk.locale,
      body,
      dto: EndForm,
      act: ({ requestKey, reason }) => this.acts.endActivity(desk, requestKey, { activityId, reason }),
      done: ({ documentNo }) =>
        seeOther(`/gifts/activities/${activityId}`, {
          tone: 'ok',
          key: 'gifts.activity.wasEnded',
          params: { documentNo },
        }),
      again: (problem) => this.activityPage(desk, activityId, problem, 'end'),
    });
  }

  private today(desk: DeskContext): string {
    return desk.businessDate ?? calendarDate(this.clock.now());
  }

  private async draftPage(desk: DeskContext, problem?: FormProblem): Promise<PageAnswer> {
    const items = await this.queries.items(this.reader, desk.store.id);
    const values = { startsOn: this.today(desk) };
    const form = { action: '/gifts/activities', requestKey: uuidv7(), values, errors: {}, ...problem };
    return page('gifts/activity-new', this.presenter.draft(desk, items, form), { titleKey: 'gifts.activity.new' });
  }

  private async activityPage(
    desk: DeskContext,
    id: string,
    problem?: FormProblem,
    faulty: 'set-aside' | 'end' = 'set-aside',
  ): Promise<PageAnswer> {
    const activity = await this.queries.activity(this.reader, desk.store.id, id);
    if (!activity) throw new DomainError('page.notFound');
    const offers = await this.queries.ofActivity(this.reader, desk.store.id, id);
    const form = (act: 'set-aside' | 'end') => ({
      ...emptyForm(`/gifts/activities/${id}/${act}`, uuidv7()),
      ...(act === faulty ? problem : {}),
    });
    const forms = { more: form('set-aside'), end: form('end') };
    const model = this.presenter.show(desk, { activity, offers, forms, today: this.today(desk) });
    return page('gifts/activity', model, { titleKey: 'gifts.title' });
  }
}
