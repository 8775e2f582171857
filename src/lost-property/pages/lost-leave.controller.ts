import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { actionsFrom } from '../../kernel/transitions.js';
import { Reader } from '../../platform/database/reader.js';
import { fieldsOf } from '../../platform/http/form-input.js';
import { KeyedForm } from '../../platform/http/keyed-form.js';
import { type Answer, page, seeOther } from '../../platform/http/page-result.js';
import { Submit } from '../../platform/http/submit.js';
import { emptyForm, type FormModel } from '../../platform/views/form-model.js';
import { coSignOf } from '../../staff/approvals/co-sign-input.js';
import { Allow, Desk, type DeskContext } from '../../staff/desk-context.js';
import { mayDo } from '../../staff/permissions.js';
import { isLeaveWay, LEAVE_WAYS, LeaveHouse } from '../leave-house.js';
import { type ItemRow, LostItems } from '../lost-items.js';
import { PutIntoSafe } from '../put-into-safe.js';
import { itemLife } from '../rules/item-life.js';
import { LostWordsPresenter } from './lost-words.presenter.js';

type Typed = Partial<Pick<FormModel, 'values' | 'errors'>>;

/** Into the safe, and out of the house by another way than its owner's hand. */
@Controller('lost')
export class LostLeaveController {
  constructor(
    private readonly items: LostItems,
    private readonly safe: PutIntoSafe,
    private readonly leaving: LeaveHouse,
    private readonly words: LostWordsPresenter,
    private readonly reader: Reader,
    private readonly submit: Submit,
  ) {}

  @Get(':id/safe')
  @Allow('lost.putIntoSafe')
  safePage(@Desk() desk: DeskContext, @Param('id') id: string): Promise<Answer> {
    return this.intoSafe(desk, id);
  }

  @Post(':id/safe')
  @Allow('lost.putIntoSafe')
  put(@Desk() desk: DeskContext, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    return this.submit.run({
      body,
      locale: desk.locale,
      dto: KeyedForm,
      act: ({ requestKey }) =>
        this.safe.put(desk, requestKey, id, fieldsOf(body, ['slot', 'bagNo', 'cash']), coSignOf(body)),
      done: ({ result }) =>
        seeOther(`/lost/${id}`, {
          tone: 'ok',
          key: 'lost.safe.done',
          href: `/documents/${result.documentId}`,
          hrefKey: 'ui.print',
        }),
      again: (typed) => this.intoSafe(desk, id, typed),
    });
  }

  @Get(':id/leave')
  @Allow('lost.handToPolice')
  leavePage(@Desk() desk: DeskContext, @Param('id') id: string): Promise<Answer> {
    return this.leave(desk, id);
  }

  @Post(':id/leave')
  @Allow('lost.handToPolice')
  go(@Desk() desk: DeskContext, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    return this.submit.run({
      body,
      locale: desk.locale,
      dto: KeyedForm,
      act: ({ requestKey }) =>
        this.leaving.leave(desk, requestKey, id, fieldsOf(body, ['way', 'witness', 'reason']), coSignOf(body)),
      done: ({ result }) =>
        seeOther(`/lost/${id}`, {
          tone: 'ok',
          key: 'lost.leave.done',
          href: `/documents/${result.documentId}`,
          hrefKey: 'ui.print',
        }),
      again: (typed) => this.leave(desk, id, typed),
    });
  }

  private async intoSafe(desk: DeskContext, id: string, typed: Typed = {}): Promise<Answer> {
    const item = await this.items.ofStore(this.reader, desk.store.id, id);
    const form = { ...emptyForm(`/lost/${id}/safe`, uuidv7()), ...typed };
    return page(
      'lost/put',
      { ...this.head(desk, item), form, cash: item.category === 'CASH' },
      { titleKey: 'lost.safe.putTitle' },
    );
  }

  private async leave(desk: DeskContext, id: string, typed: Typed = {}): Promise<Answer> {
    const item = await this.items.ofStore(this.reader, desk.store.id, id);
    const ways = actionsFrom(itemLife, item.state)
      .filter((action) => isLeaveWay(action) && mayDo(desk.person.roles, LEAVE_WAYS[action].permission))
      .map((way) => ({
        value: way,
        label: this.words.say(desk.locale, `leave.ways.${way}`),
        note: this.words.say(desk.locale, `leave.notes.${way}`),
      }));
    const form = { ...emptyForm(`/lost/${id}/leave`, uuidv7()), ...typed };
    return page('lost/leave', { ...this.head(desk, item), form, ways }, { titleKey: 'lost.leave.title' });
  }

  private head({ locale }: DeskContext, item: ItemRow) {
    return {
      title: `${item.number} ${this.words.thing(item)}`,
      back: `/lost/${item.id}`,
      badges: this.words.badges(item, locale),
    };
  }
}
