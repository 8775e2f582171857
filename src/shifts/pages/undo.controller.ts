import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { Reader } from '../../platform/database/reader.js';
import { type Answer, page, type PageAnswer, seeOther } from '../../platform/http/page-result.js';
import { Submit } from '../../platform/http/submit.js';
import { dateTime, money } from '../../platform/views/format.js';
import { emptyForm, type FormModel } from '../../platform/views/form-model.js';
import { Allow, Desk, type DeskContext } from '../../staff/desk-context.js';
import { keptAct, needsWitness, UndoDrawerAct } from '../undo-drawer-act.js';
import { ShiftPresenter } from './shift.presenter.js';
import { UndoForm } from './shifts.dto.js';

/** 冲正: one act of a drawer as it was done, and the form that takes it back. */
@Controller('drawer/undo')
export class UndoController {
  constructor(
    private readonly acts: UndoDrawerAct,
    private readonly present: ShiftPresenter,
    private readonly submit: Submit,
    private readonly reader: Reader,
  ) {}

  @Get(':documentId')
  @Allow('shifts.undoDrawerAct')
  show(@Desk() desk: DeskContext, @Param('documentId') documentId: string): Promise<PageAnswer> {
    return this.page(desk, documentId, emptyForm(`/drawer/undo/${documentId}`, uuidv7()));
  }

  @Post(':documentId')
  @Allow('shifts.undoDrawerAct')
  undo(@Desk() desk: DeskContext, @Param('documentId') documentId: string, @Body() body: unknown): Promise<Answer> {
    return this.submit.run({
      locale: desk.locale,
      body,
      dto: UndoForm,
      act: ({ requestKey, reason, cosignStaffNo: staffNo, cosignPassword: pin }) =>
        this.acts.undo(desk, requestKey, documentId, { reason, staffNo, pin }),
      done: (done) =>
        seeOther('/shifts', {
          tone: 'ok',
          key: 'shifts.undo.done',
          href: `/documents/${done.documentId}`,
          hrefKey: 'shifts.act.paper',
        }),
      again: (problem) =>
        this.page(desk, documentId, { action: `/drawer/undo/${documentId}`, requestKey: uuidv7(), ...problem }),
    });
  }

  private async page({ locale, store }: DeskContext, documentId: string, form: FormModel): Promise<PageAnswer> {
    const act = await keptAct(this.reader, store.id, documentId);
    const say = (key: string): string => this.present.say(locale, key);
    const model = {
      title: `${say('undo.title')} ${act.documentNo}`,
      badges: act.undoneById === null ? [] : [{ text: say('undo.badge'), tone: 'bad' }],
      facts: [
        { label: say('column.what'), value: say(`kind.${act.kind}`) },
        { label: say('column.amount'), value: money(act.amountFen), href: `/shifts/${act.shiftId}` },
        { label: say('column.time'), value: dateTime(act.at), note: act.byName },
        {
          label: say('column.paper'),
          value: act.documentNo,
          href: `/documents/${documentId}`,
          note: act.reference ?? '',
        },
        ...(act.undoneById === null
          ? []
          : [{ label: say('undo.title'), value: say('act.paper'), href: `/documents/${act.undoneById}` }]),
      ],
      form: act.undoneById === null ? form : undefined,
      witnessed: needsWitness(act),
    };
    return page('shifts/undo', model, { titleKey: 'shifts.undo.title' });
  }
}
