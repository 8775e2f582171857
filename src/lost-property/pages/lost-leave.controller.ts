import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { DomainError } from '../../kernel/domain-error.js';
import { actionsFrom } from '../../kernel/transitions.js';
import { Reader } from '../../platform/database/reader.js';
import { fieldsOf } from '../../platform/http/form-input.js';
import { KeyedForm } from '../../platform/http/keyed-form.js';
import { type Answer, page, seeOther } from '../../platform/http/page-result.js';
import { Submit } from '../../platform/http/submit.js';
import { I18n } from '../../platform/i18n/i18n.js';
import { emptyForm, type FormModel } from '../../platform/views/form-model.js';
import { coSignOf } from '../../staff/approvals/co-sign-input.js';
import { Allow, Desk, type DeskContext } from '../../staff/desk-context.js';
import { mayDo } from '../../staff/permissions.js';
import { isLeaveWay, LEAVE_WAYS, LeaveHouse } from '../leave-house.js';
import { LostCommands } from '../lost-commands.js';
import { type ItemRow, LostItems } from '../lost-items.js';
import { PutIntoSafe } from '../put-into-safe.js';
import { itemLife } from '../rules/item-life.js';
import { assertDisposable } from '../rules/leaving.js';
import { LostWordsPresenter } from './lost-words.presenter.js';

type Typed = Partial<Pick<FormModel, 'values' | 'errors'>>;

/** Into the safe, and out of the house by another way than its owner's hand. */
@Controller('lost')
export class LostLeaveController {
  constructor(
    private readonly items: LostItems,
    private readonly safe: PutIntoSafe,
    private readonly leaving: LeaveHouse,
    private readonly commands: LostCommands,
    private readonly words: LostWordsPresenter,
    private readonly i18n: I18n,
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
      done: ({ result }) => gone(id, result.documentId),
      again: (typed) => this.leave(desk, id, { ...typed, of: 'leave' }),
    });
  }

  /** 销毁: supervisor and a second watcher, each with the own PIN. */
  @Post(':id/dispose')
  @Allow('lost.dispose')
  dispose(@Desk() desk: DeskContext, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    const { reason, witnessStaffNo, witnessPassword } = fieldsOf(body, ['reason', 'witnessStaffNo', 'witnessPassword']);
    const input = { reason, way: 'dispose', witness: '' };
    const watcher = { staffNo: witnessStaffNo, pin: witnessPassword };
    return this.submit.run({
      body,
      locale: desk.locale,
      dto: KeyedForm,
      act: ({ requestKey }) => this.leaving.leave(desk, requestKey, id, input, coSignOf(body), watcher),
      done: ({ result }) => gone(id, result.documentId),
      again: (typed) => this.leave(desk, id, { ...typed, of: 'dispose' }),
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

  private async leave(
    desk: DeskContext,
    id: string,
    typed: Typed & { of?: 'leave' | 'dispose' } = {},
  ): Promise<Answer> {
    const item = await this.items.ofStore(this.reader, desk.store.id, id);
    const possible = actionsFrom(itemLife, item.state)
      .filter((action) => isLeaveWay(action))
      // what is missed goes nowhere but to an end of the search
      .filter((way) => (item.missing === 1) === (way === 'closeMissing'))
      .filter((way) => mayDo(desk.person.roles, LEAVE_WAYS[way].permission));
    const ways = possible
      .filter((way) => way !== 'dispose')
      .map((way) => ({
        value: way,
        label: this.words.say(desk.locale, `leave.ways.${way}`),
        note: this.words.say(desk.locale, `leave.notes.${way}`),
      }));
    const form = (of: 'leave' | 'dispose') => ({
      ...emptyForm(`/lost/${id}/${of}`, uuidv7()),
      ...(typed.of === of ? typed : {}),
    });
    const destroy = possible.includes('dispose') ? this.destruction(desk, item, form('dispose')) : undefined;
    const model = { ...this.head(desk, item), ways, destroy, form: form('leave') };
    return page('lost/leave', model, { titleKey: 'lost.leave.title' });
  }

  /** The form where the thing may be destroyed today, else why not. */
  private destruction({ locale, businessDate }: DeskContext, item: ItemRow, form: FormModel) {
    const today = this.commands.dateOf({ businessDate });
    try {
      assertDisposable({ ...item, valuable: item.valuable === 1 }, today);
      return { form, never: undefined };
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      return { form, never: this.i18n.t(locale, `error.${error.code}`, error.params) };
    }
  }

  private head({ locale }: DeskContext, item: ItemRow) {
    return {
      title: `${item.number} ${this.words.thing(item)}`,
      back: `/lost/${item.id}`,
      badges: this.words.badges(item, locale),
    };
  }
}

function gone(id: string, documentId: string): Answer {
  return seeOther(`/lost/${id}`, {
    tone: 'ok',
    key: 'lost.leave.done',
    href: `/documents/${documentId}`,
    hrefKey: 'ui.print',
  });
}
