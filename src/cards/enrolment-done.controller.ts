import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { DomainError } from '../kernel/domain-error.js';
import { Clock } from '../platform/clock/clock.js';
import { Reader } from '../platform/database/reader.js';
import { type Answer, page, type PageAnswer, seeOther } from '../platform/http/page-result.js';
import { type FormProblem, Submit } from '../platform/http/submit.js';
import { I18n } from '../platform/i18n/i18n.js';
import { emptyForm } from '../platform/views/form-model.js';
import { dateTime, money } from '../platform/views/format.js';
import { MemberStrips } from '../members/member-strip.js';
import { Allow, Desk, type DeskContext } from '../staff/desk-context.js';
import { StaffQueries } from '../staff/staff.queries.js';
import { AgeRefusals } from './age-refusals.js';
import { CardLookup } from './card-lookup.js';
import { CardWords } from './card-words.js';
import { UndoForm } from './cards.dto.js';
import { EnrolmentUndoService } from './enrolment-undo.service.js';
import { EnrolmentQueries, type EnrolmentRow } from './enrolment.queries.js';

/** After the card: hand back ID and change, print, or take it all back; and what was refused. */
@Controller('enrolments')
export class EnrolmentDoneController {
  constructor(
    private readonly reader: Reader,
    private readonly clock: Clock,
    private readonly queries: EnrolmentQueries,
    private readonly undos: EnrolmentUndoService,
    private readonly refusals: AgeRefusals,
    private readonly lookup: CardLookup,
    private readonly strips: MemberStrips,
    private readonly staff: StaffQueries,
    private readonly words: CardWords,
    private readonly i18n: I18n,
    private readonly submit: Submit,
  ) {}

  @Get('done/:id')
  @Allow('members.startEnrolment')
  async done(@Desk() desk: DeskContext, @Param('id') id: string): Promise<PageAnswer> {
    const enrolment = await this.enrolment(desk, id);
    return page('cards/done', await this.model(desk, enrolment), { titleKey: 'cards.done.title' });
  }

  @Post('done/:id/undo')
  @Allow('members.undoEnrolment')
  undo(@Desk() desk: DeskContext, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    return this.submit.run({
      locale: desk.locale,
      body,
      dto: UndoForm,
      act: ({ requestKey, reason }) => this.undos.undo(desk, requestKey, id, reason),
      done: ({ result }) =>
        seeOther(`/enrolments/done/${id}`, { tone: 'ok', key: 'cards.undo.ok', params: { number: result.number } }),
      again: async (problem) =>
        page('cards/done', await this.model(desk, await this.enrolment(desk, id), problem), {
          titleKey: 'cards.done.title',
        }),
    });
  }

  /** The supervisor sees a refusal and the entry that followed it (H29). */
  @Get('refusals')
  @Allow('members.viewRefusals')
  async refused(@Desk() desk: DeskContext): Promise<PageAnswer> {
    const rows = await this.refusals.list(this.reader, desk.store.id);
    const names = await this.staff.names(
      this.reader,
      rows.flatMap(({ byId, enteredBy }) => (enteredBy ? [byId, enteredBy] : [byId])),
    );
    const t = (key: string) => this.i18n.t(desk.locale, key);
    const columns = ['at', 'by', 'after', 'afterBy'].map((key) => ({ label: t(`cards.refusals.${key}`) }));
    const cells = rows.map(({ at, byId, enteredAt, enteredBy, membershipId }) => ({
      tone: enteredAt === null ? undefined : 'warn',
      cells: [
        { text: dateTime(at) },
        { text: names.get(byId) ?? '' },
        {
          text: enteredAt === null ? '' : dateTime(enteredAt),
          href: membershipId ? `/members/${membershipId}` : undefined,
        },
        { text: names.get(enteredBy ?? '') ?? '' },
      ],
    }));
    return page(
      'cards/refusals',
      { columns, rows: cells, now: dateTime(this.clock.now()) },
      { titleKey: 'cards.refusals.title' },
    );
  }

  private async enrolment(desk: DeskContext, id: string): Promise<EnrolmentRow> {
    const enrolment = await this.queries.byId(this.reader, desk.store.id, id);
    if (!enrolment) throw new DomainError('page.notFound');
    return enrolment;
  }

  private async model(desk: DeskContext, enrolment: EnrolmentRow, problem?: FormProblem): Promise<object> {
    const { locale } = desk;
    const holder = await this.lookup.byMembership(this.reader, enrolment.membershipId);
    const names = await this.staff.names(this.reader, [enrolment.explainedBy, enrolment.enteredBy]);
    const t = (key: string) => this.i18n.t(locale, key);
    const isUndone = enrolment.undoneAt !== null;
    const isOpen = !isUndone && enrolment.businessDate === desk.businessDate;
    const canUndo = isOpen && this.undos.mayUndo(desk, enrolment);
    return {
      member: holder ? await this.strips.strip(this.reader, holder, locale) : undefined,
      undone: isUndone,
      received: `¥${money(enrolment.receivedFen)}`,
      change: enrolment.changeFen > 0 ? `¥${money(enrolment.changeFen)}` : undefined,
      facts: [
        { label: t('cards.paper.number'), value: enrolment.number },
        { label: t('cards.done.kind'), value: this.words.kind(locale, enrolment.kindCode) },
        {
          label: t('cards.paper.fee'),
          value: `¥${money(enrolment.feeFen)}`,
          note: enrolment.tender ? t(`cards.tender.${enrolment.tender}`) : '',
        },
        { label: t('cards.done.explainedBy'), value: names.get(enrolment.explainedBy) ?? '' },
        { label: t('cards.done.enteredBy'), value: names.get(enrolment.enteredBy) ?? '' },
        ...(enrolment.undoReason === null ? [] : [{ label: t('cards.done.undoReason'), value: enrolment.undoReason }]),
      ],
      printHref: `/documents/${enrolment.documentId}`,
      memberHref: `/members/${enrolment.membershipId}`,
      canUndo,
      undoByLead: isOpen && !canUndo,
      undoForm: {
        ...emptyForm(`/enrolments/done/${enrolment.id}/undo`, uuidv7(), problem?.values ?? {}),
        errors: problem?.errors ?? {},
      },
    };
  }
}
