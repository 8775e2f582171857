import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { Reader } from '../../platform/database/reader.js';
import { type Answer, page, type PageAnswer, seeOther } from '../../platform/http/page-result.js';
import { type FormProblem, Submit } from '../../platform/http/submit.js';
import { mayDo } from '../../staff/permissions.js';
import { Allow, Desk, type DeskContext } from '../../staff/desk-context.js';
import { lastSheet } from '../handover-sheets.js';
import { MissingCopies } from '../missing-copies.js';
import { foundCopies, looseCopies, merchantCopiesOf, missingCopies } from '../shift-copies.js';
import { shiftOf } from '../shift-rows.js';
import { CopiesPresenter } from './copies.presenter.js';
import { ShiftPresenter } from './shift.presenter.js';
import { FoundForm } from './shifts.dto.js';

const FOUND_SHOWN = 20;

/** 商户联: the rows under the number that is counted at handover, and what is still looked for (003E-005). */
@Controller('shifts')
export class CopiesController {
  constructor(
    private readonly missing: MissingCopies,
    private readonly present: CopiesPresenter,
    private readonly shifts: ShiftPresenter,
    private readonly submit: Submit,
    private readonly reader: Reader,
  ) {}

  @Get('copies')
  @Allow('shifts.view')
  wanted(@Desk() desk: DeskContext): Promise<PageAnswer> {
    return this.wantedPage(desk);
  }

  @Post('copies/:id/found')
  @Allow('shifts.findCopy')
  found(@Desk() desk: DeskContext, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    return this.submit.run({
      locale: desk.locale,
      body,
      dto: FoundForm,
      act: ({ requestKey, note }) => this.missing.found(desk, requestKey, id, note),
      done: () => seeOther('/shifts/copies', { tone: 'ok', key: 'shifts.copies.foundNow' }),
      again: (problem) => this.wantedPage(desk, { id, problem }),
    });
  }

  @Get(':id/copies')
  @Allow('shifts.view')
  async copies(@Desk() { locale, store }: DeskContext, @Param('id') id: string): Promise<PageAnswer> {
    const shift = await shiftOf(this.reader, store.id, id);
    const copies = await merchantCopiesOf(this.reader, shift);
    const sheet = await lastSheet(this.reader, id);
    const missing = new Set(sheet?.lines.flatMap((line) => line.missing ?? []));
    const model = {
      title: this.shifts.say(locale, 'copies.of', { shift: this.shifts.name(locale, shift) }),
      badges: this.shifts.badges(locale, shift),
      note: this.shifts.say(locale, 'copies.count', { count: copies.length }),
      back: `/shifts/${id}`,
      columns: this.shifts.columns(locale, 'time', 'paper', 'by'),
      piles: this.present.piles(locale, copies, missing),
    };
    return page('shifts/copies', model, { titleKey: 'shifts.copies.title' });
  }

  /** `wrong`: the copy of which the note was refused, with what was typed. */
  private async wantedPage(
    { locale, store, person }: DeskContext,
    wrong?: { id: string; problem: FormProblem },
  ): Promise<PageAnswer> {
    const rows = await missingCopies(this.reader, store.id);
    const model = {
      rows: this.present.wanted(locale, rows, wrong),
      mayFind: mayDo(person.roles, 'shifts.findCopy'),
      columns: this.shifts.columns(locale, 'time', 'paper', 'by', 'note'),
      loose: this.present.loose(await looseCopies(this.reader, store.id)),
      looseColumns: this.shifts.columns(locale, 'time', 'paper', 'by', 'desk'),
      found: this.present.found(await foundCopies(this.reader, store.id, FOUND_SHOWN)),
    };
    return page('shifts/missing', model, { titleKey: 'shifts.copies.wanted' });
  }
}
