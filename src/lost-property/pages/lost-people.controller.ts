import { Body, Controller, Param, Post } from '@nestjs/common';
import { Reader } from '../../platform/database/reader.js';
import { fieldsOf, typedValues } from '../../platform/http/form-input.js';
import { KeyedForm } from '../../platform/http/keyed-form.js';
import { type Answer, page, seeOther } from '../../platform/http/page-result.js';
import { Submit } from '../../platform/http/submit.js';
import { Allow, Desk, type DeskContext } from '../../staff/desk-context.js';
import { Contacts } from '../contacts.js';
import { ItemFinders } from '../item-finders.js';
import { LostItems } from '../lost-items.js';
import { OwnerHints } from '../owner-hints.js';
import type { CalledPerson } from './finders.presenter.js';
import { ItemPresenter, type TypedForm } from './item.presenter.js';

/** Whom the desk calls about a thing: who may own it, who brought it. */
@Controller('lost')
export class LostPeopleController {
  constructor(
    private readonly items: LostItems,
    private readonly contacts: Contacts,
    private readonly finders: ItemFinders,
    private readonly hints: OwnerHints,
    private readonly presenter: ItemPresenter,
    private readonly reader: Reader,
    private readonly submit: Submit,
  ) {}

  @Post(':id/contact')
  @Allow('lost.contact')
  contact(@Desk() desk: DeskContext, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    return this.submit.run({
      body,
      locale: desk.locale,
      dto: KeyedForm,
      act: ({ requestKey }) =>
        this.contacts.log(desk, requestKey, id, fieldsOf(body, ['channel', 'outcome', 'membershipId', 'note'])),
      done: () => seeOther(`/lost/${id}`, { tone: 'ok', key: 'lost.contact.done' }),
      again: (typed) => this.item(desk, id, { ...typed, of: 'contact' }),
    });
  }

  /** A guest finder's phone stands in this answer alone: no address leads to it. */
  @Post(':id/finders/:finderId')
  @Allow('lost.reveal')
  finder(
    @Desk() desk: DeskContext,
    @Param('id') id: string,
    @Param('finderId') finderId: string,
    @Body() body: unknown,
  ): Promise<Answer> {
    return this.call(desk, id, body, finderId, (key) => this.finders.phone(desk, key, id, finderId));
  }

  /** Who had reserved the room, to be called: the phone stands in this answer alone. */
  @Post(':id/holds/:holdId')
  @Allow('lost.contact')
  guest(
    @Desk() desk: DeskContext,
    @Param('id') id: string,
    @Param('holdId') holdId: string,
    @Body() body: unknown,
  ): Promise<Answer> {
    return this.call(desk, id, body, holdId, (key) => this.hints.phone(desk, key, id, holdId));
  }

  /** A phone seen on a lock screen: compared with the members', shown masked, stored nowhere. */
  @Post(':id/owner')
  @Allow('lost.contact')
  owner(@Desk() desk: DeskContext, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    return this.item(desk, id, { of: 'owner', values: typedValues(body), errors: {} });
  }

  private call(
    desk: DeskContext,
    itemId: string,
    body: unknown,
    calledId: string,
    phoneOf: (requestKey: string) => Promise<string>,
  ): Promise<Answer> {
    return this.submit.run({
      body,
      locale: desk.locale,
      dto: KeyedForm,
      act: async ({ requestKey }) =>
        this.item(desk, itemId, undefined, { phone: await phoneOf(requestKey), id: calledId }),
      done: (answer) => answer,
      again: () => this.item(desk, itemId),
    });
  }

  private async item(desk: DeskContext, id: string, typed?: TypedForm, called?: CalledPerson): Promise<Answer> {
    const item = await this.items.ofStore(this.reader, desk.store.id, id);
    return page('lost/item', await this.presenter.show(desk, item, typed, called), { titleKey: 'lost.title' });
  }
}
