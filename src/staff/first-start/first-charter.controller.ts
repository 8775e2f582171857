import { Body, Controller, Get, Post, UseGuards } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { calendarDate } from '../../kernel/business-day.js';
import { Clock } from '../../platform/clock/clock.js';
import { type Answer, page, seeOther } from '../../platform/http/page-result.js';
import { typedValues } from '../../platform/http/form-input.js';
import { Submit } from '../../platform/http/submit.js';
import { I18n } from '../../platform/i18n/i18n.js';
import { emptyForm, type FormModel } from '../../platform/views/form-model.js';
import { CharterChecks } from '../../venue/charter-checks.js';
import { clauseValues } from '../../venue/rules/charter-clauses.js';
import { VenueActs } from '../../venue/venue-acts.service.js';
import { Allow, Desk, type DeskContext } from '../desk-context.js';
import { FirstCharterForm } from './first-start.dto.js';
import { FirstStartSteps } from './first-start-steps.js';
import { UnderWayGuard } from './under-way.guard.js';

const ACTION = '/first-start/charter';

/** Second step: the text that guests will read and sign. */
@Controller('first-start/charter')
@Allow('venue.changeSettings')
@UseGuards(UnderWayGuard)
export class FirstCharterController {
  constructor(
    private readonly venue: VenueActs,
    private readonly steps: FirstStartSteps,
    private readonly checks: CharterChecks,
    private readonly submit: Submit,
    private readonly i18n: I18n,
    private readonly clock: Clock,
  ) {}

  @Get()
  show(@Desk() desk: DeskContext): Answer {
    const text = this.i18n.t(desk.locale, 'staff.firstStart.charterDraft');
    return this.page(desk, emptyForm(ACTION, uuidv7(), { text, ...clauseValues(text) }));
  }

  @Post()
  publish(@Desk() desk: DeskContext, @Body() body: unknown): Promise<Answer> {
    const effectiveFrom = calendarDate(this.clock.now());
    return this.submit.run({
      locale: desk.locale,
      body,
      dto: FirstCharterForm,
      act: ({ requestKey, text }) =>
        this.venue.publishCharter(desk, requestKey, { text, effectiveFrom }, typedValues(body)),
      done: () => seeOther('/first-start/staff'),
      again: (problem) => this.page(desk, { action: ACTION, requestKey: uuidv7(), ...problem }),
    });
  }

  private page({ locale }: DeskContext, form: FormModel): Answer {
    const items = this.checks.items(locale, form.values['text'] ?? '', null);
    const model = { form, items, steps: this.steps.at('charter', locale) };
    return page('first-start/charter', model, { titleKey: 'staff.firstStart.title', frame: 'bare' });
  }
}
