import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { fieldsOf, typedValues } from '../../platform/http/form-input.js';
import { KeyedForm } from '../../platform/http/keyed-form.js';
import { type Answer, fragment, page, seeOther } from '../../platform/http/page-result.js';
import { Submit } from '../../platform/http/submit.js';
import { skipOf } from '../../platform/views/leaf.js';
import { Allow, Desk, type DeskContext } from '../../staff/desk-context.js';
import { Enquiries } from '../enquiries.js';
import { Matches } from '../matches.js';
import type { RegisterInput } from '../register-form.js';
import { type Registered, RegisterItem } from '../register-item.js';
import { DutiesPresenter } from './duties.presenter.js';
import { EnquiriesPresenter } from './enquiries.presenter.js';
import { LostDeskPresenter } from './lost-desk.presenter.js';
import { filesOf } from './lost-input.js';
import { LostWordsPresenter } from './lost-words.presenter.js';

const REGISTER = [
  'name',
  'colour',
  'place',
  'foundTime',
  'category',
  'finderStaffNo',
  'finderName',
  'finderPhone',
  'secondFinderStaffNo',
  'secondFinderName',
  'secondFinderPhone',
  'features',
  'question',
  'answer',
] as const satisfies readonly (keyof RegisterInput)[];
const LONGEST_QUESTION = 120;

/** F8: register, look for, ask for. What a guest says on the phone is posted and stands in no address. */
@Controller('lost')
export class LostDeskController {
  constructor(
    private readonly register: RegisterItem,
    private readonly enquiries: Enquiries,
    private readonly matches: Matches,
    private readonly presenter: LostDeskPresenter,
    private readonly wantedList: EnquiriesPresenter,
    private readonly duties: DutiesPresenter,
    private readonly words: LostWordsPresenter,
    private readonly submit: Submit,
  ) {}

  @Get()
  @Allow('lost.view')
  async open(@Desk() desk: DeskContext): Promise<Answer> {
    return page('lost/register', await this.presenter.register(desk), { titleKey: 'lost.title' });
  }

  @Post()
  @Allow('lost.register')
  add(@Desk() desk: DeskContext, @Body() body: unknown): Promise<Answer> {
    return this.submit.run({
      body,
      locale: desk.locale,
      dto: KeyedForm,
      act: async ({ requestKey }) =>
        (await this.register.register(desk, requestKey, fieldsOf(body, REGISTER), await filesOf(body, 'photo'))).result,
      done: (made) => this.registered(desk, made),
      again: async (typed) =>
        page('lost/register', await this.presenter.register(desk, typed), { titleKey: 'lost.title' }),
    });
  }

  /** What is next: the tag, the safe; and why it is kept more strictly than was chosen. */
  private registered({ locale }: DeskContext, { itemId, number, overruled, valuable, ...made }: Registered): Answer {
    const name = valuable ? 'doneValuable' : 'done';
    return seeOther(`/lost/${itemId}`, {
      tone: valuable || overruled ? 'warn' : 'ok',
      key: `lost.register.${overruled ? `${name}Stricter` : name}`,
      params: { number, min: made.safeMinutes, category: this.words.say(locale, `categories.${made.category}`) },
      href: `/lost/${itemId}/tag`,
      hrefKey: 'lost.item.tag',
    });
  }

  @Get('items')
  @Allow('lost.view')
  async items(@Desk() desk: DeskContext, @Query('list') list = 'here', @Query('skip') skip?: string): Promise<Answer> {
    return page('lost/items', await this.presenter.items(desk, list, skipOf(skip)), { titleKey: 'lost.list.title' });
  }

  /** What is due and overdue, for whoever answers for it: supervisors, managers, General Affairs. */
  @Get('due')
  @Allow('lost.view')
  async due(@Desk() desk: DeskContext, @Query('skip') skip?: string): Promise<Answer> {
    return page('lost/due', await this.duties.page(desk, skipOf(skip)), { titleKey: 'lost.due.title' });
  }

  @Get('find')
  @Allow('lost.view')
  async ask(@Desk() desk: DeskContext): Promise<Answer> {
    return page('lost/find', await this.presenter.find(desk, ''), { titleKey: 'lost.find.title' });
  }

  @Post('find')
  @Allow('lost.view')
  async find(@Desk() desk: DeskContext, @Body() body: unknown): Promise<Answer> {
    return page('lost/find', await this.presenter.find(desk, question(body)), { titleKey: 'lost.find.title' });
  }

  @Post('find/live')
  @Allow('lost.view')
  async live(@Desk() desk: DeskContext, @Body() body: unknown): Promise<Answer> {
    return fragment('desk/_hits', await this.presenter.hits(desk, question(body)));
  }

  @Get('enquiries')
  @Allow('lost.view')
  async wanted(@Desk() desk: DeskContext, @Query('skip') skip?: string): Promise<Answer> {
    return page('lost/enquiries', await this.wantedList.wanted(desk, { skip: skipOf(skip) }), {
      titleKey: 'lost.enquiries.title',
    });
  }

  @Post('enquiries')
  @Allow('lost.enquire')
  keep(@Desk() desk: DeskContext, @Body() body: unknown): Promise<Answer> {
    return this.submit.run({
      body,
      locale: desk.locale,
      dto: KeyedForm,
      act: ({ requestKey }) => this.enquiries.ask(desk, requestKey, fieldsOf(body, ['wanted', 'name', 'phone'])),
      done: () => seeOther('/lost/enquiries', { tone: 'ok', key: 'lost.find.kept' }),
      again: async (typed) =>
        page('lost/find', await this.presenter.find(desk, typed.values['wanted'] ?? '', typed), {
          titleKey: 'lost.find.title',
        }),
    });
  }

  @Post('enquiries/:id/close')
  @Allow('lost.enquire')
  close(@Desk() desk: DeskContext, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    return this.submit.run({
      body,
      locale: desk.locale,
      dto: KeyedForm,
      act: ({ requestKey }) => this.enquiries.close(desk, requestKey, id, fieldsOf(body, ['outcome']).outcome),
      done: () => seeOther('/lost/enquiries', { tone: 'ok', key: 'lost.enquiries.closed' }),
      again: async (typed) =>
        page('lost/enquiries', await this.wantedList.wanted(desk, { ...typed, id }), {
          titleKey: 'lost.enquiries.title',
        }),
    });
  }

  /** The number for the call back stands in this answer alone: no address leads to it. */
  @Post('enquiries/:id/caller')
  @Allow('lost.reveal')
  caller(@Desk() desk: DeskContext, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    return this.submit.run({
      body,
      locale: desk.locale,
      dto: KeyedForm,
      act: async ({ requestKey }) =>
        this.wantedList.wanted(desk, { id, phone: await this.enquiries.caller(desk, requestKey, id) }),
      done: (model) => page('lost/enquiries', model, { titleKey: 'lost.enquiries.title' }),
      again: async () =>
        page('lost/enquiries', await this.wantedList.wanted(desk), { titleKey: 'lost.enquiries.title' }),
    });
  }

  @Post('enquiries/:id/dismiss')
  @Allow('lost.enquire')
  dismiss(@Desk() desk: DeskContext, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    return this.submit.run({
      body,
      locale: desk.locale,
      dto: KeyedForm,
      act: ({ requestKey }) => this.matches.dismiss(desk, requestKey, id, fieldsOf(body, ['itemId']).itemId),
      done: () => seeOther('/lost/enquiries', { tone: 'ok', key: 'lost.enquiries.dismissed' }),
      again: async (typed) =>
        page('lost/enquiries', await this.wantedList.wanted(desk, { ...typed, id }), {
          titleKey: 'lost.enquiries.title',
        }),
    });
  }
}

function question(body: unknown): string {
  return (typedValues(body)['q'] ?? '').slice(0, LONGEST_QUESTION);
}
