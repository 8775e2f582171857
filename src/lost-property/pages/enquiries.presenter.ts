import { Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { maskName, maskPhone } from '../../members/rules/masks.js';
import { PersonVault } from '../../platform/crypto/person-vault.js';
import { Reader } from '../../platform/database/reader.js';
import type { Locale } from '../../platform/i18n/locale.js';
import { dateTime } from '../../platform/views/format.js';
import { emptyForm } from '../../platform/views/form-model.js';
import { leafOf } from '../../platform/views/leaf.js';
import type { DeskContext } from '../../staff/desk-context.js';
import { mayDo } from '../../staff/permissions.js';
import { Enquiries, type EnquiryRow } from '../enquiries.js';
import { type MatchRow, Matches } from '../matches.js';
import type { TypedText } from './lost-input.js';
import { LostWordsPresenter } from './lost-words.presenter.js';

/** 寻物: who waits for what, and what may be theirs. */
@Injectable()
export class EnquiriesPresenter {
  constructor(
    private readonly words: LostWordsPresenter,
    private readonly enquiries: Enquiries,
    private readonly matches: Matches,
    private readonly vault: PersonVault,
    private readonly reader: Reader,
  ) {}

  async wanted(
    desk: DeskContext,
    { skip = 0, ...typed }: TypedText & { readonly id?: string; readonly phone?: string; readonly skip?: number } = {},
  ): Promise<object> {
    const read = await this.enquiries.open(this.reader, desk.store.id, skip);
    const { rows, leaf } = leafOf(read, skip, (at) => `/lost/enquiries?skip=${at}`);
    const matches = await this.matches.of(
      this.reader,
      rows.map(({ id }) => id),
    );
    const mayReveal = mayDo(desk.person.roles, 'lost.reveal');
    const lines = await Promise.all(
      rows.map(async (row) => ({
        ...(await this.enquiry(row, desk.locale, typed.id === row.id ? typed : {})),
        caller: mayReveal && typed.id !== row.id ? emptyForm(`/lost/enquiries/${row.id}/caller`, uuidv7()) : undefined,
        matches: matches.filter(({ enquiryId }) => enquiryId === row.id).map((match) => this.match(match)),
      })),
    );
    return { lines, leaf, menu: this.words.menu(desk, 'enquiries') };
  }

  private async enquiry(
    row: EnquiryRow,
    locale: Locale,
    { phone: called, ...typed }: TypedText & { readonly phone?: string },
  ): Promise<object> {
    const name = await this.vault.open(this.reader, row.id, 'lost_enquiry.name', row.sealedName);
    const phone = await this.vault.open(this.reader, row.id, 'lost_enquiry.phone', row.sealedPhone);
    return {
      wanted: row.wanted,
      who: `${maskName(name ?? '')} ${called ?? maskPhone(phone ?? '')}`,
      note: `${dateTime(row.askedAt)} ${row.askedByName}`,
      badge: {
        text: this.words.say(locale, `enquiries.states.${row.state}`),
        tone: row.state === 'MATCHED' ? 'festive' : 'plain',
      },
      outcomeId: `outcome-${row.id}`,
      form: { ...emptyForm(`/lost/enquiries/${row.id}/close`, uuidv7()), ...typed },
    };
  }

  /** A thing that may be theirs, and the button for one that is not. */
  private match({ enquiryId, itemId, number, ...thing }: MatchRow): object {
    const form = emptyForm(`/lost/enquiries/${enquiryId}/dismiss`, uuidv7());
    return { itemId, form, href: `/lost/${itemId}`, text: `${number} ${this.words.thing(thing)}` };
  }
}
