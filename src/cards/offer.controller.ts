import { Body, Controller, Get, Post } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { DomainError } from '../kernel/domain-error.js';
import { calendarDate } from '../kernel/business-day.js';
import { parseYuan } from '../kernel/money.js';
import { Clock } from '../platform/clock/clock.js';
import { Reader } from '../platform/database/reader.js';
import { KeyedForm } from '../platform/http/keyed-form.js';
import { type Answer, page, type PageAnswer, seeOther } from '../platform/http/page-result.js';
import { type FormProblem, Submit } from '../platform/http/submit.js';
import { emptyForm } from '../platform/views/form-model.js';
import { Allow, Desk, type DeskContext } from '../staff/desk-context.js';
import { mayDo } from '../staff/permissions.js';
import { StaffQueries } from '../staff/staff.queries.js';
import { PolicyService } from '../venue/policy.service.js';
import { LookForm, StartForm } from './cards.dto.js';
import { EnrolmentDrafts } from './enrolment-drafts.js';
import { EnrolmentStartService } from './enrolment-start.service.js';
import { EnrolmentQueries } from './enrolment.queries.js';
import { OfferPresenter } from './offer.presenter.js';
import { SpendHints } from './spend-hints.js';

/** F6: the offer is told before anything is typed (003E-093, 095). */
@Controller('enrolments')
export class OfferController {
  constructor(
    private readonly reader: Reader,
    private readonly clock: Clock,
    private readonly policies: PolicyService,
    private readonly drafts: EnrolmentDrafts,
    private readonly enrolments: EnrolmentQueries,
    private readonly starts: EnrolmentStartService,
    private readonly hints: SpendHints,
    private readonly staff: StaffQueries,
    private readonly presenter: OfferPresenter,
    private readonly submit: Submit,
  ) {}

  @Get()
  @Allow('members.startEnrolment')
  offer(@Desk() desk: DeskContext): Promise<PageAnswer> {
    return this.page(desk, null);
  }

  /** What tonight's slip would bring: typed amounts and slip numbers stand in no address. */
  @Post('offer')
  @Allow('members.startEnrolment')
  look(@Desk() desk: DeskContext, @Body() body: unknown): Promise<Answer> {
    return this.submit.run({
      locale: desk.locale,
      body,
      dto: LookForm,
      act: async ({ spent }) =>
        this.page(desk, await this.spent(desk, spent), { values: { spent }, errors: {}, codes: [] }),
      done: (answer) => answer,
      again: (problem) => this.page(desk, null, problem),
    });
  }

  @Post()
  @Allow('members.startEnrolment')
  start(@Desk() desk: DeskContext, @Body() body: unknown): Promise<Answer> {
    return this.submit.run({
      locale: desk.locale,
      body,
      dto: StartForm,
      act: ({ requestKey, kind }) => this.starts.start(desk, requestKey, kind),
      done: (id) => seeOther(`/enrolments/${id}`),
      again: (problem) => this.page(desk, null, { ...problem, values: {} }),
    });
  }

  @Post('decline')
  @Allow('members.declineOffer')
  decline(@Desk() desk: DeskContext, @Body() body: unknown): Promise<Answer> {
    return this.submit.run({
      locale: desk.locale,
      body,
      dto: KeyedForm,
      act: ({ requestKey }) => this.starts.decline(desk, requestKey, null),
      done: () => seeOther('/enrolments', { tone: 'info', key: 'cards.offer.declined' }),
      again: (problem) => this.page(desk, null, { ...problem, values: {} }),
    });
  }

  private async page(desk: DeskContext, spentFen: number | null, problem?: FormProblem): Promise<PageAnswer> {
    const now = this.clock.now();
    const date = desk.businessDate ?? calendarDate(now);
    const drafts = await this.drafts.waiting(this.reader, desk.store.id, now);
    const names = await this.staff.names(
      this.reader,
      drafts.map(({ startedBy }) => startedBy),
    );
    const model = this.presenter.page(
      {
        spentFen,
        policy: await this.policies.current(this.reader, desk.store.id, date),
        counts: await this.enrolments.countsOf(this.reader, desk.store.id, date),
        drafts: drafts.map((draft) => ({ ...draft, startedByName: names.get(draft.startedBy) ?? '' })),
        lookForm: { ...emptyForm('/enrolments/offer', uuidv7()), ...problem },
        startForm: emptyForm('/enrolments', uuidv7()),
        declineForm: emptyForm('/enrolments/decline', uuidv7()),
      },
      desk.locale,
    );
    const maySellUnit = mayDo(desk.person.roles, 'cards.sellUnit');
    return page('cards/offer', { ...model, maySellUnit }, { titleKey: 'cards.offer.title' });
  }

  private async spent(desk: DeskContext, typed: string): Promise<number> {
    if (!typed.trim().startsWith('#')) return parseYuan(typed, { field: 'spent' });
    const fen = await this.hints.ofSlip(this.reader, desk.store.id, typed.trim().slice(1).trim());
    if (fen === undefined) throw new DomainError('cards.offer.unknown', {}, 'spent');
    return fen;
  }
}
