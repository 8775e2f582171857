import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { fieldsOf } from '../../platform/http/form-input.js';
import { KeyedForm } from '../../platform/http/keyed-form.js';
import { type Answer, page, seeOther } from '../../platform/http/page-result.js';
import { type FormProblem, Submit } from '../../platform/http/submit.js';
import { Allow, Desk, type DeskContext } from '../../staff/desk-context.js';
import { BirthdayCalls } from '../birthday-calls.js';
import { Evening, type PlainStep } from '../evening.js';
import { Exemption } from '../exemption.js';
import { GiveGift } from '../give-gift.js';
import { TwinDecisions } from '../twin-decisions.js';
import { BirthdayEntryPresenter, type EntryForm } from './birthday-entry.presenter.js';

const CALL = ['outcome', 'from', 'until', 'people', 'nextDate', 'nextTime', 'note'] as const;

/** One birthday: calls, greeting, and the eight steps of the evening, each behind its own permission. */
@Controller('birthdays/:id')
export class BirthdayEntryController {
  constructor(
    private readonly calls: BirthdayCalls,
    private readonly evening: Evening,
    private readonly exemption: Exemption,
    private readonly gifts: GiveGift,
    private readonly twins: TwinDecisions,
    private readonly presenter: BirthdayEntryPresenter,
    private readonly submit: Submit,
  ) {}

  @Get()
  @Allow('birthdays.view')
  show(@Desk() desk: DeskContext, @Param('id') id: string): Promise<Answer> {
    return this.entryPage(desk, id);
  }

  @Post('calls')
  @Allow('birthdays.call')
  call(@Desk() desk: DeskContext, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    const typed = fieldsOf(body, CALL);
    return this.act(desk, id, 'calls', body, (key) => this.calls.followUp(desk, key, id, typed), 'call.done');
  }

  @Post('greeting')
  @Allow('birthdays.greet')
  greet(@Desk() desk: DeskContext, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    const { channel } = fieldsOf(body, ['channel']);
    return this.act(desk, id, 'greeting', body, (key) => this.calls.greet(desk, key, id, channel), 'greet.done');
  }

  /** Shown once on the page that answers, never in an address or a cookie. */
  @Post('phone')
  @Allow('birthdays.reveal')
  phone(@Desk() desk: DeskContext, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    return this.submit.run<KeyedForm, Answer>({
      body,
      locale: desk.locale,
      dto: KeyedForm,
      act: async () => this.entryPage(desk, id, undefined, await this.calls.phoneFor(desk, id)),
      done: (answer) => answer,
      again: () => this.entryPage(desk, id),
    });
  }

  @Post('twin')
  @Allow('birthdays.decideTwin')
  twin(@Desk() desk: DeskContext, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    const typed = fieldsOf(body, ['outcome', 'reason']);
    return this.act(desk, id, 'twin', body, (key) => this.twins.decide(desk, key, id, typed), 'twin.done');
  }

  @Post('papers')
  @Allow('birthdays.checkPapers')
  papers(@Desk() desk: DeskContext, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    const { photo, ...shown } = fieldsOf(body, ['documentType', 'number', 'birthDate', 'photo']);
    return this.submit.run({
      body,
      locale: desk.locale,
      dto: KeyedForm,
      act: ({ requestKey }) =>
        this.evening.checkPapers(desk, requestKey, id, { ...shown, photoMatches: photo === '1' }),
      done: (match) =>
        seeOther(`/birthdays/${id}`, {
          tone: 'ok',
          ...(match ? { key: 'birthdays.papers.okLunar', params: { ...match } } : { key: 'birthdays.papers.ok' }),
        }),
      again: (problem) => this.entryPage(desk, id, { name: 'papers', problem: withoutNumber(problem) }),
    });
  }

  @Post('exemption')
  @Allow('birthdays.exempt')
  exempt(@Desk() desk: DeskContext, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    const typed = fieldsOf(body, ['tail', 'proof']);
    return this.act(desk, id, 'exemption', body, (key) => this.exemption.ask(desk, key, id, typed), 'exempt.sent');
  }

  @Post('visit')
  @Allow('birthdays.confirmVisit')
  visit(@Desk() desk: DeskContext, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    const place = fieldsOf(body, ['roomId', 'until', 'people']);
    const act = (key: string) => this.evening.confirmVisit(desk, key, id, place);
    return this.act(desk, id, 'visit', body, act, 'stepDone');
  }

  @Post('usher')
  @Allow('birthdays.usher')
  usher(@Desk() desk: DeskContext, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    return this.step(desk, id, 'USHER', body);
  }

  @Post('machine')
  @Allow('birthdays.machineOn')
  machine(@Desk() desk: DeskContext, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    return this.step(desk, id, 'MACHINE', body);
  }

  /** The AV operator works from the list of what is to be played, and stays on it. */
  @Post('av')
  @Allow('birthdays.av')
  av(@Desk() desk: DeskContext, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    return this.step(desk, id, 'AV', body, '/birthdays/av');
  }

  @Post('area')
  @Allow('birthdays.area')
  area(@Desk() desk: DeskContext, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    return this.step(desk, id, 'AREA', body);
  }

  @Post('slip')
  @Allow('birthdays.printSlip')
  slip(@Desk() desk: DeskContext, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    return this.submit.run({
      body,
      locale: desk.locale,
      dto: KeyedForm,
      act: ({ requestKey }) => this.gifts.printSlip(desk, requestKey, id),
      done: (documentId) => seeOther(`/documents/${documentId}`, { tone: 'ok', key: 'birthdays.gift.slipDone' }),
      again: (problem) => this.entryPage(desk, id, { name: 'slip', problem }),
    });
  }

  @Post('gift')
  @Allow('birthdays.giveGift')
  gift(@Desk() desk: DeskContext, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    const { itemId } = fieldsOf(body, ['itemId']);
    return this.act(desk, id, 'gift', body, (key) => this.gifts.give(desk, key, id, itemId), 'gift.done');
  }

  private step(
    desk: DeskContext,
    id: string,
    step: Exclude<PlainStep, 'VISIT'>,
    body: unknown,
    back?: string,
  ): Promise<Answer> {
    const act = (key: string) => this.evening.take(desk, key, id, step);
    return this.act(desk, id, 'step', body, act, 'stepDone', back);
  }

  private act(
    desk: DeskContext,
    id: string,
    name: EntryForm,
    body: unknown,
    act: (key: string) => Promise<unknown>,
    done: string,
    back = `/birthdays/${id}`,
  ): Promise<Answer> {
    return this.submit.run({
      body,
      locale: desk.locale,
      dto: KeyedForm,
      act: ({ requestKey }) => act(requestKey),
      done: () => seeOther(back, { tone: 'ok', key: `birthdays.${done}` }),
      again: (problem) => this.entryPage(desk, id, { name, problem }),
    });
  }

  private async entryPage(
    desk: DeskContext,
    id: string,
    wrong?: { name: EntryForm; problem: FormProblem },
    phone?: string,
  ): Promise<Answer> {
    return page('birthdays/entry', await this.presenter.show(desk, id, wrong, phone), {
      titleKey: 'birthdays.entry.title',
    });
  }
}

/** What stood on a document is not written into a page again. */
function withoutNumber({ values, ...problem }: FormProblem): FormProblem {
  return { ...problem, values: { ...values, number: '', birthDate: '' } };
}
