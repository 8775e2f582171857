import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { Reader } from '../../platform/database/reader.js';
import { fieldsOf } from '../../platform/http/form-input.js';
import { KeyedForm } from '../../platform/http/keyed-form.js';
import { type Answer, page, seeOther } from '../../platform/http/page-result.js';
import { type FormProblem, Submit } from '../../platform/http/submit.js';
import { dateLabel } from '../../platform/views/format.js';
import { emptyForm } from '../../platform/views/form-model.js';
import { coSignOf } from '../../staff/approvals/co-sign-input.js';
import { Allow, Desk, type DeskContext } from '../../staff/desk-context.js';
import { BirthdayDay } from '../birthday-day.js';
import { UNDO_OUTCOMES, UndoGift } from '../undo-gift.js';
import { BirthdayWords } from './birthday-words.js';

/** 送错更正, on a page of its own: nobody takes a gift back by a slip of the hand. */
@Controller('birthdays/:id/undo')
export class BirthdayUndoController {
  constructor(
    private readonly undo: UndoGift,
    private readonly day: BirthdayDay,
    private readonly words: BirthdayWords,
    private readonly reader: Reader,
    private readonly submit: Submit,
  ) {}

  @Get()
  @Allow('birthdays.undoGift')
  show(@Desk() desk: DeskContext, @Param('id') id: string): Promise<Answer> {
    return this.undoPage(desk, id);
  }

  @Post()
  @Allow('birthdays.undoGift')
  act(@Desk() desk: DeskContext, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    const typed = fieldsOf(body, ['outcome', 'reason']);
    return this.submit.run({
      body,
      locale: desk.locale,
      dto: KeyedForm,
      act: ({ requestKey }) => this.undo.undo(desk, requestKey, id, typed, coSignOf(body)),
      done: ({ documentId, number }) =>
        seeOther(`/documents/${documentId}`, { tone: 'ok', key: 'birthdays.undo.done', params: { number } }),
      again: (problem) => this.undoPage(desk, id, problem),
    });
  }

  private async undoPage(desk: DeskContext, id: string, problem?: FormProblem): Promise<Answer> {
    const { locale } = desk;
    const entry = await this.day.entry(this.reader, desk, id);
    const model = {
      guest: `${this.words.masked(entry, locale)} · ${dateLabel(entry.onDate, locale)}`,
      back: `/birthdays/${id}`,
      form: { ...emptyForm(`/birthdays/${id}/undo`, uuidv7()), ...problem },
      outcomes: UNDO_OUTCOMES.map((value) => ({ value, label: this.words.say(locale, `undo.${value}`) })),
    };
    return page('birthdays/undo', model, { titleKey: 'birthdays.undo.title' });
  }
}
