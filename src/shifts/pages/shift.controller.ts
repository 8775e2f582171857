import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { Clock } from '../../platform/clock/clock.js';
import { Reader } from '../../platform/database/reader.js';
import { typedValues } from '../../platform/http/form-input.js';
import { type Answer, page, type PageAnswer, seeOther } from '../../platform/http/page-result.js';
import { Submit } from '../../platform/http/submit.js';
import { dateTime } from '../../platform/views/format.js';
import { emptyForm, type FormModel } from '../../platform/views/form-model.js';
import { Allow, Desk, type DeskContext } from '../../staff/desk-context.js';
import { PolicyService } from '../../venue/policy.service.js';
import { BusinessDaysService } from '../../venue/business-days.service.js';
import { bagsOfShift } from '../bag-rows.js';
import { proposedTemplate } from '../rules/shift-times.js';
import { looseCopies } from '../shift-copies.js';
import { movesOf, recentShifts, shiftAtDesk, shiftOf, shiftOfClerk } from '../shift-rows.js';
import { stepsOf } from '../shift-steps.js';
import { OPENING_CHECKS, ShiftsService } from '../shifts.service.js';
import { DrawerPages } from './drawer-pages.js';
import { FigureGroups } from './figure-groups.js';
import { ShiftPresenter } from './shift.presenter.js';
import { OpenShiftForm } from './shifts.dto.js';

const SHOWN = 12;

/** 班次: opening, the drawer of the shift that is open, and the rows of every shift. */
@Controller('shifts')
export class ShiftController {
  constructor(
    private readonly shifts: ShiftsService,
    private readonly days: BusinessDaysService,
    private readonly policies: PolicyService,
    private readonly drawer: DrawerPages,
    private readonly figures: FigureGroups,
    private readonly present: ShiftPresenter,
    private readonly submit: Submit,
    private readonly clock: Clock,
    private readonly reader: Reader,
  ) {}

  @Get()
  @Allow('shifts.view')
  async show(@Desk() desk: DeskContext): Promise<Answer> {
    const own = await shiftOfClerk(this.reader, desk.person.id);
    if (own?.state === 'OPEN') return this.drawer.page(desk, own);
    if (own) return seeOther(`/handover/${own.id}`);
    return this.opening(desk);
  }

  @Post('open')
  @Allow('shifts.open')
  open(@Desk() desk: DeskContext, @Body() body: unknown): Promise<Answer> {
    const typed = typedValues(body);
    const checks = OPENING_CHECKS.filter((check) => typed[`check-${check}`] === '1');
    return this.submit.run({
      locale: desk.locale,
      body,
      dto: OpenShiftForm,
      act: ({ requestKey, template }) => this.shifts.open(desk, requestKey, { template, checks }),
      done: (_, { template }) => seeOther('/shifts', { tone: 'ok', key: 'shifts.open.done', params: { template } }),
      again: (problem) => this.opening(desk, { action: '/shifts/open', requestKey: uuidv7(), ...problem }),
    });
  }

  @Get(':id')
  @Allow('shifts.view')
  async rows(@Desk() desk: DeskContext, @Param('id') id: string): Promise<Answer> {
    const { locale, store } = desk;
    const shift = await shiftOf(this.reader, store.id, id);
    const moves = await movesOf(this.reader, id);
    const bags = await bagsOfShift(this.reader, id);
    const blind = this.present.isBlind(desk, shift);
    const model = {
      title: this.present.name(locale, shift),
      badges: this.present.badges(locale, shift),
      note: this.present.opened(locale, shift),
      equation: blind ? undefined : this.present.equation(locale, shift, moves),
      equationColumns: this.present.columns(locale, 'line', 'amount'),
      groups: await this.figures.of(desk, shift, blind),
      tenders: blind ? [] : await this.drawer.tenders(locale, id),
      columns: this.present.columns(locale, 'time', 'what', 'paper', 'amount'),
      handover: `/handover/${id}`,
      bags: this.drawer.bagRows(locale, bags),
      bagColumns: this.present.columns(locale, 'bag', 'state', 'amount'),
      steps: this.present.steps(locale, await stepsOf(this.reader, id)),
    };
    return page('shifts/rows', model, { titleKey: 'shifts.title' });
  }

  private async opening(desk: DeskContext, form?: FormModel): Promise<PageAnswer> {
    const { locale, store } = desk;
    const date = desk.businessDate ?? (await this.days.proposal(this.reader, store.id, this.clock.now()));
    const { shifts, venue } = await this.policies.current(this.reader, store.id, date);
    const there = desk.terminal ? await shiftAtDesk(this.reader, desk.terminal.deskId) : undefined;
    const template = proposedTemplate(shifts.templates, this.clock.now(), venue.dayCutoff);
    const waiting = (await looseCopies(this.reader, store.id)).filter(({ deskId }) => deskId === desk.terminal?.deskId);
    const recent = await recentShifts(this.reader, store.id, SHOWN);
    const model = {
      form: form ?? emptyForm('/shifts/open', uuidv7(), { template }),
      dayClosed: desk.businessDate === null,
      noDesk: desk.terminal === null,
      there: there && { text: this.present.name(locale, there), href: `/handover/${there.id}` },
      templates: shifts.templates.map(({ code, from, to }) => ({
        value: code,
        label: this.present.say(locale, 'template', { code }),
        note: `${from}–${to}`,
      })),
      checks: OPENING_CHECKS.map((check) => ({
        name: `check-${check}`,
        label: this.present.say(locale, `check.${check}`),
      })),
      waiting: waiting.map(({ number, documentId, byName, at }) => ({
        href: `/documents/${documentId}`,
        text: number,
        aside: `${byName} ${dateTime(at)}`,
      })),
      recent: recent.map((shift) => ({
        href: `/shifts/${shift.id}`,
        text: `${shift.businessDate} ${this.present.name(locale, shift)}`,
        badge: this.present.badges(locale, shift)[1],
        aside: shift.deskName,
      })),
    };
    return page('shifts/open', model, { titleKey: 'shifts.open.title' });
  }
}
