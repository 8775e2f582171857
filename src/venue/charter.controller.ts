import { Body, Controller, Get, Post } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { calendarDate } from '../kernel/business-day.js';
import { Clock } from '../platform/clock/clock.js';
import { Reader } from '../platform/database/reader.js';
import { type Answer, page, seeOther } from '../platform/http/page-result.js';
import { typedValues } from '../platform/http/form-input.js';
import { Submit } from '../platform/http/submit.js';
import { emptyForm, type FormModel } from '../platform/views/form-model.js';
import { Allow, Desk, type DeskContext } from '../staff/desk-context.js';
import { mayDo } from '../staff/permissions.js';
import { CharterChecks } from './charter-checks.js';
import { CharterService } from './charter.service.js';
import { CharterForm } from './venue.dto.js';
import { clauseValues } from './rules/charter-clauses.js';
import { VenueActs } from './venue-acts.service.js';
import { VenuePresenter } from './venue.presenter.js';

const ACTION = '/venue/charter';

/** The charter that guests read and sign: numbered texts, each from a date on. */
@Controller('venue/charter')
export class CharterController {
  constructor(
    private readonly acts: VenueActs,
    private readonly charters: CharterService,
    private readonly checks: CharterChecks,
    private readonly present: VenuePresenter,
    private readonly submit: Submit,
    private readonly clock: Clock,
    private readonly reader: Reader,
  ) {}

  @Get()
  @Allow('venue.view')
  async show(@Desk() desk: DeskContext): Promise<Answer> {
    const effectiveFrom = this.today(desk);
    const current = await this.charters.current(this.reader, effectiveFrom);
    const text = current?.text ?? '';
    return this.page(desk, emptyForm(ACTION, uuidv7(), { effectiveFrom, text, ...clauseValues(text) }));
  }

  @Post()
  @Allow('venue.changeSettings')
  publish(@Desk() desk: DeskContext, @Body() body: unknown): Promise<Answer> {
    return this.submit.run({
      locale: desk.locale,
      body,
      dto: CharterForm,
      act: ({ requestKey, ...charter }) => this.acts.publishCharter(desk, requestKey, charter, typedValues(body)),
      done: (number) => seeOther(ACTION, { tone: 'ok', key: 'venue.charter.done', params: { number } }),
      again: (problem) => this.page(desk, { action: ACTION, requestKey: uuidv7(), ...problem }),
    });
  }

  private today({ businessDate }: DeskContext): string {
    return businessDate ?? calendarDate(this.clock.now());
  }

  private async page(desk: DeskContext, form: FormModel): Promise<Answer> {
    const current = await this.charters.current(this.reader, this.today(desk));
    const model = {
      tabs: this.present.tabs(desk, 'charter'),
      form,
      current: current?.text,
      number: current?.number ?? 0,
      check: await this.checks.view(desk, form.values['text'] ?? '', current?.clauses ?? null),
      mayChange: mayDo(desk.person.roles, 'venue.changeSettings'),
      history: this.present.charters(await this.charters.history(this.reader), desk.locale),
    };
    return page('venue/charter', model, { titleKey: 'venue.charter.title' });
  }
}
