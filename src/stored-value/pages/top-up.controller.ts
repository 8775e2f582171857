import { Body, Controller, Get, Headers, Param, Post } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { Finders } from '../../desk/finders.js';
import { calendarDate } from '../../kernel/business-day.js';
import { DomainError } from '../../kernel/domain-error.js';
import { parseYuan } from '../../kernel/money.js';
import { membersAmong } from '../../members/member-hits.js';
import { MemberStrips } from '../../members/member-strip.js';
import { Clock } from '../../platform/clock/clock.js';
import { Reader } from '../../platform/database/reader.js';
import { typedValues } from '../../platform/http/form-input.js';
import { type Answer, fragment, page, type PageAnswer, seeOther } from '../../platform/http/page-result.js';
import { type FormProblem, Submit } from '../../platform/http/submit.js';
import { I18n } from '../../platform/i18n/i18n.js';
import { money } from '../../platform/views/format.js';
import { Allow, Desk, type DeskContext } from '../../staff/desk-context.js';
import { PolicyService } from '../../venue/policy.service.js';
import { HolderChecks } from '../holder-checks.js';
import { Lots } from '../lots.js';
import { TopUpPlans } from '../top-up-plan.js';
import { TopUps } from '../top-up.js';
import { type TopUpCalc, TopUpPresenter } from './top-up.presenter.js';
import { comesForAnother, topUpWish } from './typed-top-up.js';
import { TopUpForm } from './value.dto.js';

const none: FormProblem = { values: {}, errors: {}, codes: [] };

/** 充值: swipe, amount, Enter (003E-090, 092). */
@Controller('top-ups')
@Allow('storedValue.topUp')
export class TopUpController {
  constructor(
    private readonly finders: Finders,
    private readonly plans: TopUpPlans,
    private readonly topUps: TopUps,
    private readonly lots: Lots,
    private readonly checks: HolderChecks,
    private readonly policies: PolicyService,
    private readonly strips: MemberStrips,
    private readonly presenter: TopUpPresenter,
    private readonly reader: Reader,
    private readonly clock: Clock,
    private readonly submit: Submit,
    private readonly i18n: I18n,
  ) {}

  @Get()
  start(@Desk() desk: DeskContext): Promise<PageAnswer> {
    return this.findPage(desk, { q: '', hits: [], error: undefined });
  }

  /** What is typed about a guest is posted; one hit opens at once. */
  @Post()
  async find(@Desk() desk: DeskContext, @Body() body: unknown): Promise<Answer> {
    const { q = '' } = typedValues(body);
    if (q.trim() === '') return seeOther('/top-ups');
    const found = await this.finders.find(desk, q);
    const hits = membersAmong(found, (membershipId) => `/top-ups/${membershipId}`);
    const [only, ...others] = hits;
    if (only && others.length === 0) return seeOther(only.href);
    const error = only ? undefined : this.i18n.t(desk.locale, 'value.find.none');
    return this.findPage(desk, { q, error, hits: hits.map((hit) => this.presenter.hit(hit)) });
  }

  @Get(':membershipId')
  form(@Desk() desk: DeskContext, @Param('membershipId') membershipId: string): Promise<Answer> {
    return this.show(desk, membershipId, none);
  }

  /** The figures while typing, or on a page of their own without scripts. */
  @Post(':membershipId/preview')
  async preview(
    @Desk() desk: DeskContext,
    @Param('membershipId') membershipId: string,
    @Body() body: unknown,
    @Headers('x-fragment') live: string | undefined,
  ): Promise<Answer> {
    const values = typedValues(body);
    if (live === undefined) return this.show(desk, membershipId, { ...none, values });
    return fragment('value/_calculation', { calc: await this.calculate(desk, membershipId, values['amount'] ?? '') });
  }

  @Post(':membershipId')
  topUp(
    @Desk() desk: DeskContext,
    @Param('membershipId') membershipId: string,
    @Body() body: unknown,
  ): Promise<Answer> {
    return this.submit.run({
      locale: desk.locale,
      body,
      dto: TopUpForm,
      act: (form) => this.topUps.atDesk(desk, form.requestKey, topUpWish(membershipId, form, this.today(desk))),
      done: ({ actId, changeFen }) =>
        seeOther(
          `/top-ups/acts/${actId}`,
          changeFen > 0
            ? { tone: 'info', key: 'value.topUp.changeNote', params: { change: money(changeFen) } }
            : undefined,
        ),
      again: (problem) => this.show(desk, membershipId, problem),
    });
  }

  private async findPage(desk: DeskContext, model: object): Promise<PageAnswer> {
    const { storedValue } = await this.policies.current(this.reader, desk.store.id, this.today(desk));
    const unnamed = storedValue.unnamedMonths !== null;
    return page('value/find', { ...model, unnamed }, { titleKey: 'value.topUp.title' });
  }

  private async show(desk: DeskContext, membershipId: string, problem: FormProblem): Promise<Answer> {
    const today = this.today(desk);
    const holder = await this.plans.holder(this.reader, membershipId, today);
    const { values, errors } = problem;
    const policy = (await this.policies.current(this.reader, desk.store.id, today)).storedValue;
    const action = `/top-ups/${membershipId}`;
    const known = await this.checks.known(this.reader, holder);
    const lots = await this.lots.ofMember(this.reader, membershipId);
    const corrected = await this.reader.rows<{ lotId: string }>(
      'SELECT c.lot_id FROM top_up_correction c JOIN top_up_lot l ON l.id = c.lot_id WHERE l.membership_id = ?',
      [membershipId],
    );
    const model = {
      member: await this.strips.strip(this.reader, holder, desk.locale),
      form: { action, errors, requestKey: uuidv7(), values: { ...defaults, ...values } },
      previewAction: `${action}/preview`,
      calc: await this.calculate(desk, membershipId, values['amount'] ?? ''),
      tenders: this.presenter.tenders(desk.locale),
      documents: this.presenter.documents(desk.locale),
      needsDocument: (holder.sealedName !== null && !known) || errors['idNumber'] !== undefined,
      asksCode: problem.codes.includes('storedValue.tender.isId'),
      byAgent: comesForAnother(values),
      isOpen: ['secondTender', 'secondAmount', 'recommenderNo', 'secondCard'].some((field) => field in errors),
      rules: this.presenter.rules(desk.locale, policy.bonusRules, today),
      lots: this.presenter.lots(desk.locale, holder, lots, new Set(corrected.map(({ lotId }) => lotId))),
      spendHref: `/spends/new/${membershipId}`,
      secretHref: `/spending-secrets/${membershipId}`,
    };
    return page('value/top-up', model, { titleKey: 'value.topUp.title' });
  }

  private async calculate(desk: DeskContext, membershipId: string, amount: string): Promise<TopUpCalc> {
    if (amount.trim() === '') return this.presenter.nothing(desk.locale);
    try {
      const counter = { storeId: desk.store.id, businessDate: this.today(desk) };
      const amountFen = parseYuan(amount, { field: 'amount', minFen: 1 });
      return this.presenter.calculation(
        desk.locale,
        await this.plans.of(this.reader, counter, membershipId, amountFen),
      );
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      return this.presenter.problem(this.i18n.t(desk.locale, `error.${error.code}`, error.params));
    }
  }

  private today({ businessDate }: DeskContext): string {
    return businessDate ?? calendarDate(this.clock.now());
  }
}

const defaults = {
  amount: '',
  tender: 'CASH',
  code: '',
  isCode: '',
  received: '',
  secondTender: '',
  secondAmount: '',
  reference: '',
  recommenderNo: '',
  idType: 'RESIDENT_ID',
  idNumber: '',
  agent: '',
  agentName: '',
  agentPhone: '',
  agentDocumentType: 'RESIDENT_ID',
  agentDocument: '',
  agentBirthDate: '',
  agentRelation: '',
  secondCard: '',
  overTold: '',
};
