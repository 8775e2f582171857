import { Injectable } from '@nestjs/common';
import { DomainError } from '../../kernel/domain-error.js';
import { displayPhone, readPhone } from '../../members/rules/phone.js';
import { PersonFields } from '../../members/sealed-person.js';
import { Reader } from '../../platform/database/reader.js';
import type { Locale } from '../../platform/i18n/locale.js';
import { dateLabel, dateTime, money, points } from '../../platform/views/format.js';
import type { DeskContext } from '../../staff/desk-context.js';
import { BirthdayQueries, type EntryRow } from '../birthday.queries.js';
import { BirthdayWords } from './birthday-words.js';

interface Move {
  readonly kind: string;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly entryId: string | null;
  readonly forDate: string | null;
  readonly pieces: number;
  readonly costFen: number;
  readonly reason: string | null;
  readonly byName: string | null;
  readonly secondName: string | null;
  readonly at: number;
  readonly number: string;
  readonly title: string;
}

/** Acts that any of the leads may sign beside the person who acts; all others Finance alone. */
const WITNESSED = new Set(['birthday-destroy', 'birthday-undo']);
const GONE = new Set(['DESTROY', 'DAMAGE', 'LOSE']);

/** 赠送礼品登记表 on A4, a sheet for each day of birthdays: written from the files, so that nobody's data outlives them here. */
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
    const say = (key: string, params = {}) => this.words.say(locale, key, params);
    const moves = await this.movesOf(store.id, documentId);
    const [first] = moves;
    if (!first) throw new DomainError('page.notFound');
    const entries = await this.entries.byIds(
      this.reader,
      store.id,
      moves.flatMap(({ entryId }) => entryId ?? []),
    );
    const gone = GONE.has(first.kind);
    const keys = ['item', 'guest', 'day', 'phone', 'address', 'card', 'pieces', ...(gone ? ['cost'] : [])];
    const dates = [...new Set(moves.map(({ forDate }) => forDate))];
    return {
      title: say(`paper.title.${first.title.replace('birthday-', '')}`),
      heading: `${store.name} ${first.number} ${dateTime(first.at)}`,
      reason: first.reason,
      second: say(WITNESSED.has(first.title) ? 'print.witness' : 'print.finance'),
      people: [first.byName, first.secondName].filter(Boolean).join(' / '),
      columns: keys.map((key) => ({ label: say(`column.${key}`) })),
      sheets: dates.map((date) => {
        const of = moves.filter(({ forDate }) => forDate === date);
        const pieces = points(of.reduce((sum, move) => sum + move.pieces, 0));
        const cost = money(of.reduce((sum, move) => sum + move.pieces * move.costFen, 0));
        return {
          day: date === null ? say('standby') : say('draw.for', { date: dateLabel(date, locale) }),
          sum: say(gone ? 'print.sumCost' : 'print.sum', { pieces, cost }),
          rows: of.map((move) => this.row(move, entries, locale, gone)),
        };
      }),
    };
  }

  private movesOf(storeId: string, documentId: string): Promise<Move[]> {
    return this.reader.rows<Move>(
      'SELECT v.kind, i.name_zh, i.name_en, v.entry_id, v.for_date, v.pieces, v.cost_fen, v.reason, b.name AS by_name, c.name AS second_name, ' +
        'v.at, d.number, d.kind AS title FROM birthday_gift_move v JOIN gift_item i ON i.id = v.item_id JOIN document d ON d.id = v.document_id ' +
        'LEFT JOIN staff b ON b.id = v.by_id LEFT JOIN staff c ON c.id = v.co_signer_id ' +
        'WHERE v.document_id = ? AND v.store_id = ? ORDER BY v.for_date, v.id',
      [documentId, storeId],
    );
  }

  private row(move: Move, entries: readonly EntryRow[], locale: Locale, gone: boolean) {
    const entry = entries.find(({ id }) => id === move.entryId);
    const cells = [
      locale === 'en' ? move.nameEn : move.nameZh,
      ...this.full(entry, locale),
      points(move.pieces),
      ...(gone ? [money(move.pieces * move.costFen)] : []),
    ];
    return { cells: cells.map((text) => ({ text })) };
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
      this.fields.open(entry, 'address', entry.sealedAddress) ?? blank,
      entry.cardNo ?? blank,
    ];
  }

  private phone(entry: EntryRow, blank: string): string {
    const phone = readPhone(this.fields.phone(entry) ?? '');
    return phone ? displayPhone(phone) : blank;
  }
}
