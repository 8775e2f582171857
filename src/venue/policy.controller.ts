import { Body, Controller, Get, Post } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { calendarDate } from '../kernel/business-day.js';
import { Clock } from '../platform/clock/clock.js';
import { Reader } from '../platform/database/reader.js';
import { typedValues } from '../platform/http/form-input.js';
import { type Answer, page, seeOther } from '../platform/http/page-result.js';
import { Submit } from '../platform/http/submit.js';
import { emptyForm, type FormModel } from '../platform/views/form-model.js';
import { Allow, Desk, type DeskContext } from '../staff/desk-context.js';
import { mayDo } from '../staff/permissions.js';
import { StaffQueries } from '../staff/staff.queries.js';
import { BIRTHDAY_POLICY_FIELDS } from './birthday-policy-form.js';
import { CharterChecks } from './charter-checks.js';
import { CARD_POLICY_FIELDS } from './card-policy-form.js';
import { LOST_POLICY_FIELDS } from './lost-policy-form.js';
import { policyOf, policyValues } from './policy-form.js';
import { PolicyService } from './policy.service.js';
import type { Policy } from './rules/policy-schema.js';
import { SHIFT_POLICY_FIELDS } from './shift-policy-form.js';
import { STORED_VALUE_FIELDS } from './stored-value-policy-form.js';
import { PolicyForm } from './venue.dto.js';
import { VenueActs } from './venue-acts.service.js';
import { VenuePresenter } from './venue.presenter.js';

const ACTION = '/venue/policy';

/** Rates, fees and thresholds: everyone in charge may read them, a new version needs a date and a reason. */
@Controller('venue/policy')
export class PolicyController {
  constructor(
    private readonly acts: VenueActs,
    private readonly policies: PolicyService,
    private readonly charterChecks: CharterChecks,
    private readonly names: StaffQueries,
    private readonly present: VenuePresenter,
    private readonly submit: Submit,
    private readonly clock: Clock,
    private readonly reader: Reader,
  ) {}

  @Get()
  @Allow('venue.view')
  async show(@Desk() desk: DeskContext): Promise<Answer> {
    const values = { ...policyValues(await this.inForce(desk)), effectiveFrom: this.today(desk) };
    return this.page(desk, emptyForm(ACTION, uuidv7(), values));
  }

  @Post()
  @Allow('venue.changePolicy')
  async change(@Desk() desk: DeskContext, @Body() body: unknown): Promise<Answer> {
    const now = await this.inForce(desk);
    return this.submit.run({
      locale: desk.locale,
      body,
      dto: PolicyForm,
      act: async ({ requestKey, effectiveFrom, reason }) => {
        const policy = policyOf(typedValues(body), now);
        const version = await this.acts.changePolicy(desk, requestKey, { policy, effectiveFrom, reason });
        return { version, differs: (await this.charterChecks.againstPolicy(desk, policy, effectiveFrom)).length };
      },
      done: ({ version, differs }, { effectiveFrom }) =>
        seeOther(ACTION, {
          tone: differs === 0 ? 'ok' : 'warn',
          key: differs === 0 ? 'venue.policy.done' : 'venue.policy.doneDiffers',
          params: differs === 0 ? { version, date: effectiveFrom } : { version, date: effectiveFrom, count: differs },
        }),
      again: (problem) => this.page(desk, { action: ACTION, requestKey: uuidv7(), ...problem }),
    });
  }

  private inForce(desk: DeskContext): Promise<Policy> {
    return this.policies.current(this.reader, desk.store.id, this.today(desk));
  }

  private today({ businessDate }: DeskContext): string {
    return businessDate ?? calendarDate(this.clock.now());
  }

  private async page(desk: DeskContext, form: FormModel): Promise<Answer> {
    const history = await this.policies.history(this.reader, desk.store.id);
    const names = await this.names.names(
      this.reader,
      history.map(({ createdBy }) => createdBy),
    );
    const inForce = await this.inForce(desk);
    const { cardKinds } = inForce;
    const model = {
      tabs: this.present.tabs(desk, 'policy'),
      charterDiffers: await this.charterChecks.againstPolicy(desk, inForce, this.today(desk)),
      form,
      mayChange: mayDo(desk.person.roles, 'venue.changePolicy'),
      cardKinds: cardKinds.map(({ code }) => ({
        code,
        fee: `cardKinds.${code}.feeFen`,
        months: `cardKinds.${code}.validityMonths`,
      })),
      tiers: { rows: CARD_POLICY_FIELDS, measures: this.present.tierMeasures(desk.locale) },
      refundPrices: this.present.refundPrices(desk.locale),
      stored: { ...STORED_VALUE_FIELDS, ...this.present.storedValueChoices(desk.locale) },
      shifts: SHIFT_POLICY_FIELDS,
      lost: {
        ...LOST_POLICY_FIELDS,
        starts: this.present.custodyStarts(desk.locale),
      },
      birthdays: { ...BIRTHDAY_POLICY_FIELDS, ...this.present.birthdayChoices(desk.locale) },
      history: this.present.policies(history, names, desk.locale),
    };
    return page('venue/policy', model, { titleKey: 'venue.policy.title' });
  }
}
