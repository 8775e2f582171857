import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { Reader } from '../../platform/database/reader.js';
import { fieldsOf } from '../../platform/http/form-input.js';
import { KeyedForm } from '../../platform/http/keyed-form.js';
import { type Answer, page, seeOther } from '../../platform/http/page-result.js';
import { Submit } from '../../platform/http/submit.js';
import { emptyForm, type FormModel } from '../../platform/views/form-model.js';
import { coSignOf } from '../../staff/approvals/co-sign-input.js';
import { Allow, Desk, type DeskContext } from '../../staff/desk-context.js';
import { GuessBar } from '../guess-bar.js';
import { LostItems } from '../lost-items.js';
import { LostWordsPresenter } from './lost-words.presenter.js';

/** 暂停认领: a thing that was guessed at is opened again by the supervisor. */
@Controller('lost')
export class LostBarController {
  constructor(
    private readonly items: LostItems,
    private readonly bar: GuessBar,
    private readonly words: LostWordsPresenter,
    private readonly reader: Reader,
    private readonly submit: Submit,
  ) {}

  @Get(':id/lift')
  @Allow('lost.liftBar')
  show(@Desk() desk: DeskContext, @Param('id') id: string): Promise<Answer> {
    return this.ask(desk, id);
  }

  @Post(':id/lift')
  @Allow('lost.liftBar')
  lift(@Desk() desk: DeskContext, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    return this.submit.run({
      body,
      locale: desk.locale,
      dto: KeyedForm,
      act: ({ requestKey }) => this.bar.lift(desk, requestKey, id, fieldsOf(body, ['reason']).reason, coSignOf(body)),
      done: () => seeOther(`/lost/${id}`, { tone: 'ok', key: 'lost.bar.done' }),
      again: (typed) => this.ask(desk, id, typed),
    });
  }

  private async ask(desk: DeskContext, id: string, typed: Partial<FormModel> = {}): Promise<Answer> {
    const item = await this.items.ofStore(this.reader, desk.store.id, id);
    const model = {
      title: `${item.number} ${this.words.thing(item)}`,
      back: `/lost/${id}`,
      badges: this.words.badges(item, desk.locale),
      form: { ...emptyForm(`/lost/${id}/lift`, uuidv7()), ...typed },
    };
    return page('lost/lift', model, { titleKey: 'lost.bar.title' });
  }
}
