import { Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { calendarDate, parsePlainDate, type PlainDate } from '../kernel/business-day.js';
import { DomainError } from '../kernel/domain-error.js';
import { parseYuan } from '../kernel/money.js';
import { isAdult } from '../members/rules/age.js';
import { normalizeIdNumber } from '../members/rules/id-document.js';
import { readPhone } from '../members/rules/phone.js';
import { MemberSearch } from '../members/member-search.js';
import { Clock } from '../platform/clock/clock.js';
import { Reader } from '../platform/database/reader.js';
import type { FormProblem } from '../platform/http/submit.js';
import { emptyForm } from '../platform/views/form-model.js';
import type { DeskContext } from '../staff/desk-context.js';
import { StaffQueries } from '../staff/staff.queries.js';
import { CharterService } from '../venue/charter.service.js';
import { PolicyService } from '../venue/policy.service.js';
import type { CardKindPolicy, Policy } from '../venue/rules/policy-schema.js';
import { EnrolmentDrafts } from './enrolment-drafts.js';
import type { EnrolmentValues } from './enrolment-form.js';
import { type EnrolmentCheck, EnrolmentPresenter } from './enrolment.presenter.js';
import { EnrolmentQueries } from './enrolment.queries.js';

/** Gathers what the enrolment page shows, with what was typed. */
@Injectable()
export class EnrolmentPages {
  constructor(
    private readonly reader: Reader,
    private readonly clock: Clock,
    private readonly drafts: EnrolmentDrafts,
    private readonly enrolments: EnrolmentQueries,
    private readonly policies: PolicyService,
    private readonly charters: CharterService,
    private readonly staff: StaffQueries,
    private readonly search: MemberSearch,
    private readonly presenter: EnrolmentPresenter,
  ) {}

  /** The enrolment this draft became, for whoever comes back to its page. */
  finished(desk: DeskContext, draftId: string): Promise<{ id: string } | undefined> {
    return this.enrolments.byDraft(this.reader, desk.store.id, draftId);
  }

  async page(desk: DeskContext, draftId: string, problem?: FormProblem): Promise<object> {
    const draft = await this.drafts.read(this.reader, desk.store.id, draftId, this.clock.now());
    const { policy, kind, date } = await this.terms(desk, draft.kindCode);
    const values = problem?.values ?? draft.values;
    const names = await this.staff.names(this.reader, [draft.startedBy]);
    return this.presenter.page(
      {
        draft,
        kind,
        startedByName: names.get(draft.startedBy) ?? '',
        charter: await this.charters.current(this.reader, date),
        check: await this.checkOf(policy, kind, date, values),
        form: {
          ...emptyForm(`/enrolments/${draftId}`, uuidv7(), { ...defaults, ...values }),
          errors: problem?.errors ?? {},
        },
      },
      desk.locale,
    );
  }

  /** What can be told while the clerk still types. */
  async check(desk: DeskContext, draftId: string, values: EnrolmentValues): Promise<object> {
    const draft = await this.drafts.read(this.reader, desk.store.id, draftId, this.clock.now());
    const { policy, kind, date } = await this.terms(desk, draft.kindCode);
    return { check: this.presenter.check(await this.checkOf(policy, kind, date, values), desk.locale) };
  }

  private async terms(
    desk: DeskContext,
    kindCode: string,
  ): Promise<{ policy: Policy; kind: CardKindPolicy; date: PlainDate }> {
    const date = desk.businessDate ?? calendarDate(this.clock.now());
    const policy = await this.policies.current(this.reader, desk.store.id, date);
    const kind = policy.cardKinds.find(({ code }) => code === kindCode);
    if (!kind) throw new DomainError('cards.kind.gone');
    return { policy, kind, date };
  }

  private async checkOf(
    policy: Policy,
    kind: CardKindPolicy,
    date: PlainDate,
    values: EnrolmentValues,
  ): Promise<EnrolmentCheck> {
    const { phone = '', documentNumber = '', birthDate = '', received = '', tender } = values;
    const idNumber = normalizeIdNumber(documentNumber.slice(0, 40));
    const known = { phone: readPhone(phone)?.number ?? null, idNumber: idNumber === '' ? null : idNumber };
    const born = quietly(() => parsePlainDate(birthDate));
    const paid = tender === 'CASH' ? quietly(() => parseYuan(received)) : null;
    const { adultAge } = policy.venue;
    return {
      adultAge,
      likely: await this.search.likely(this.reader, known),
      underAge: born !== null && !isAdult(born, date, adultAge),
      feeFen: kind.feeFen,
      changeFen: paid === null || paid < kind.feeFen ? null : paid - kind.feeFen,
    };
  }
}

const defaults = { calendar: 'SOLAR', charterWay: 'PAD', title: 'GUEST', tender: 'CASH' };

/** Half-typed text is no fault yet. */
function quietly<T>(parse: () => T): T | null {
  try {
    return parse();
  } catch (error) {
    if (error instanceof DomainError) return null;
    throw error;
  }
}
