import { Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { maskName, maskPhone } from '../../members/rules/masks.js';
import { PersonFields } from '../../members/sealed-person.js';
import { I18n } from '../../platform/i18n/i18n.js';
import type { Locale } from '../../platform/i18n/locale.js';
import { dateTime } from '../../platform/views/format.js';
import { emptyForm, type FormModel } from '../../platform/views/form-model.js';
import type { DeskContext } from '../../staff/desk-context.js';
import { mayDo } from '../../staff/permissions.js';
import { CHANNELS, OUTCOMES } from '../contacts.js';
import type { ItemRow } from '../lost-items.js';
import type { OwnerHint } from '../owner-hint-source.js';
import { type HintedMember, OwnerHints } from '../owner-hints.js';
import { lostWords, wordsOfKind } from '../rules/lost-words.js';
import type { CalledPerson } from './finders.presenter.js';
import { LostWordsPresenter } from './lost-words.presenter.js';

/** Whose it may be, masked, and the form for each attempt to reach them. */
@Injectable()
export class OwnerPresenter {
  constructor(
    private readonly hints: OwnerHints,
    private readonly fields: PersonFields,
    private readonly words: LostWordsPresenter,
    private readonly i18n: I18n,
  ) {}

  async show(
    { locale, person }: DeskContext,
    item: ItemRow,
    contact: FormModel,
    byPhone: FormModel,
    called: CalledPerson | undefined,
  ): Promise<object> {
    // who may not read the members is told of none, by name or by phone
    const may = mayDo(person.roles, 'members.view');
    const visits = await this.hints.visits(item);
    const typed = byPhone.values['phone'] ?? '';
    const found = may && typed !== '' ? await this.hints.byPhone(typed) : [];
    const members = may ? [...found, ...(await this.hints.members(visits))] : [];
    return {
      contact,
      ringing: wordsOfKind(lostWords(item.name, null), 'KIND').includes('手机'),
      // what was seen on a lock screen is compared and not sent back
      byPhone: { ...byPhone, values: {} },
      byPhoneToo: may,
      asked: typed !== '' && found.length === 0,
      visits: visits.map((visit) => this.caller(item, visit, locale, called)),
      members: members.map((member) => ({
        href: `/members/${member.membershipId}`,
        text: this.label(member),
        badge: undefined,
        aside: undefined,
      })),
      memberOptions: members.map((member) => ({ value: member.membershipId, label: this.label(member) })),
      channels: this.words.options(locale, 'contact.channels', CHANNELS),
      outcomes: this.words.options(locale, 'contact.outcomes', OUTCOMES),
    };
  }

  /** Who had a room around a time, masked. */
  async visits(
    stay: Pick<ItemRow, 'storeId' | 'place' | 'foundAt'>,
    { locale }: DeskContext,
  ): Promise<{ text: string }[]> {
    return (await this.hints.visits(stay)).map((visit) => ({ text: this.visit(visit, locale) }));
  }

  /** A guest without a card is called too: the phone on demand, in one answer. */
  private caller({ id }: ItemRow, visit: OwnerHint, locale: Locale, called: CalledPerson | undefined) {
    const { guest } = visit;
    if (guest === null) return { text: this.visit(visit, locale), form: undefined };
    const shown = called?.id === guest.holdId;
    return {
      text: this.visit(visit, locale, shown ? called.phone : undefined),
      form: shown ? undefined : emptyForm(`/lost/${id}/holds/${guest.holdId}`, uuidv7()),
    };
  }

  private visit({ textKey, params, at, guest }: OwnerHint, locale: Locale, phone?: string): string {
    const text = this.i18n.t(locale, textKey, { ...params, time: dateTime(at) });
    return guest === null ? text : `${text} · ${maskName(guest.name)} ${phone ?? maskPhone(guest.phone)}`;
  }

  private label(member: HintedMember): string {
    return `${this.fields.maskedName(member)} ${this.fields.maskedPhone(member)}`.trim();
  }
}
