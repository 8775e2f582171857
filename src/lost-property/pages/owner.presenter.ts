import { Injectable } from '@nestjs/common';
import { PersonFields } from '../../members/sealed-person.js';
import { dateTime } from '../../platform/views/format.js';
import type { FormModel } from '../../platform/views/form-model.js';
import type { DeskContext } from '../../staff/desk-context.js';
import { CHANNELS, OUTCOMES } from '../contacts.js';
import type { ItemRow } from '../lost-items.js';
import { type HintedMember, OwnerHints } from '../owner-hints.js';
import { LostWordsPresenter } from './lost-words.presenter.js';

/** Whose it may be, masked, and the form for each attempt to reach them. */
@Injectable()
export class OwnerPresenter {
  constructor(
    private readonly hints: OwnerHints,
    private readonly fields: PersonFields,
    private readonly words: LostWordsPresenter,
  ) {}

  async show({ locale }: DeskContext, item: ItemRow, contact: FormModel, byPhone: FormModel): Promise<object> {
    const visits = await this.hints.visits(item);
    const typed = byPhone.values['phone'] ?? '';
    const found = typed === '' ? [] : await this.hints.byPhone(typed);
    const members = [...found, ...(await this.hints.members(visits))];
    return {
      contact,
      // what was seen on a lock screen is compared and not sent back
      byPhone: { ...byPhone, values: {} },
      asked: typed !== '' && found.length === 0,
      visits: visits.map(({ slipNo, roomNo, settledAt }) => ({
        text: this.words.say(locale, 'owner.slip', { room: roomNo, time: dateTime(settledAt), slip: slipNo }),
      })),
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

  private label(member: HintedMember): string {
    return `${this.fields.maskedName(member)} ${this.fields.maskedPhone(member)}`.trim();
  }
}
