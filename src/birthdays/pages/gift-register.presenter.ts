import { Injectable } from '@nestjs/common';
import { DomainError } from '../../kernel/domain-error.js';
import { displayPhone, readPhone } from '../../members/rules/phone.js';
import { PersonFields } from '../../members/sealed-person.js';
import { Reader } from '../../platform/database/reader.js';
import type { Locale } from '../../platform/i18n/locale.js';
import { dateTime, points } from '../../platform/views/format.js';
import type { DeskContext } from '../../staff/desk-context.js';
import { BirthdayQueries, type EntryRow } from '../birthday.queries.js';
import { BirthdayWords } from './birthday-words.js';

/** 赠送礼品登记表 on A4, one an act: written from the files, so that nobody's data outlives them here. */
@Injectable()
export class GiftRegisterPresenter {
  constructor(
    private readonly words: BirthdayWords,
    private readonly entries: BirthdayQueries,
    private readonly fields: PersonFields,
    private readonly reader: Reader,
  ) {}

  /** Throws `page.notFound` for a document that moved no birthday gift of this store. */
  async show(desk: DeskContext, documentId: string): Promise<object> {
    const { locale, store } = desk;
    const moves = await this.reader.rows<{
      nameZh: string;
      nameEn: string;
      entryId: string | null;
      pieces: number;
      at: number;
      number: string;
      title: string;
    }>(
      'SELECT i.name_zh, i.name_en, v.entry_id, v.pieces, v.at, d.number, d.kind AS title FROM birthday_gift_move v JOIN gift_item i ON i.id = v.item_id ' +
        'JOIN document d ON d.id = v.document_id WHERE v.document_id = ? AND v.store_id = ? ORDER BY v.id',
      [documentId, store.id],
    );
    const [first] = moves;
    if (!first) throw new DomainError('page.notFound');
    const entries = await this.entries.byIds(
      this.reader,
      store.id,
      moves.flatMap(({ entryId }) => entryId ?? []),
    );
    const keys = ['item', 'guest', 'day', 'phone', 'address', 'card', 'pieces'];
    return {
      title: this.words.say(locale, `paper.title.${first.title.replace('birthday-', '')}`),
      heading: `${store.name} ${first.number} ${dateTime(first.at)}`,
      columns: keys.map((key) => ({ label: this.words.say(locale, `column.${key}`) })),
      rows: moves.map(({ nameZh, nameEn, entryId, pieces }) => ({
        cells: [
          locale === 'en' ? nameEn : nameZh,
          ...this.full(
            entries.find(({ id }) => id === entryId),
            locale,
          ),
          points(pieces),
        ].map((text) => ({ text })),
      })),
    };
  }

  /** Name, birthday, phone, address, card number in full: for the file that Finance keeps (003E-015). */
  private full(entry: EntryRow | undefined, locale: Locale): string[] {
    if (!entry) return [this.words.say(locale, 'standby'), '', '', '', ''];
    const blank = this.words.say(locale, 'print.notLeft');
    const name = this.fields.name(entry) ?? this.words.say(locale, 'print.erased');
    return [
      name,
      `${entry.onDate} ${this.words.birthday(entry, locale)}`,
      this.phone(entry, blank),
      blank,
      entry.cardNo ?? blank,
    ];
  }

  private phone(entry: EntryRow, blank: string): string {
    const phone = readPhone(this.fields.phone(entry) ?? '');
    return phone ? displayPhone(phone) : blank;
  }
}
