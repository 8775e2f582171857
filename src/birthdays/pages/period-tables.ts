import { Injectable } from '@nestjs/common';
import { PersonFields } from '../../members/sealed-person.js';
import { Reader } from '../../platform/database/reader.js';
import type { Locale } from '../../platform/i18n/locale.js';
import { dateTime, points, signedPoints } from '../../platform/views/format.js';
import type { DeskContext } from '../../staff/desk-context.js';
import { BirthdayQueries, type EntryRow } from '../birthday.queries.js';
import type { PeriodLine, PeriodMove } from '../reconciliation.queries.js';
import { type GiftFigures, totalOf } from '../rules/gift-period.js';
import { BirthdayWords } from './birthday-words.js';
import { giftRings } from './gift-ring.js';
import type { PeriodBook } from './period-books.js';

export const FIGURES = ['opening', 'drawn', 'delivered', 'returned', 'lost', 'difference', 'closing'] as const;

/** The rows of a period in words: item by item, guest by guest, and every movement behind them. */
export interface PeriodRows {
  readonly items: readonly { readonly name: string; readonly figures: GiftFigures }[];
  readonly guests: readonly { readonly who: string; readonly item: string; readonly line: PeriodLine }[];
  readonly moves: readonly MoveInWords[];
}

export interface MoveInWords extends Pick<PeriodMove, 'pieces' | 'documentId' | 'documentNo' | 'reason'> {
  readonly time: string;
  readonly what: string;
  readonly item: string;
  readonly who: string;
  readonly by: string;
}

type Book = Pick<PeriodBook, 'lines' | 'moves'>;

/** A period as rings and three tables. Screen, paper and workbook show these rows. */
@Injectable()
export class PeriodTables {
  constructor(
    private readonly words: BirthdayWords,
    private readonly entries: BirthdayQueries,
    private readonly fields: PersonFields,
    private readonly reader: Reader,
  ) {}

  /** `full` writes names in full: only for the file that Finance keeps. */
  async rows(desk: DeskContext, { lines, moves }: Book, full: boolean): Promise<PeriodRows> {
    const { locale } = desk;
    const ids = [...new Set([...lines, ...moves].flatMap(({ entryId }) => entryId ?? []))];
    const entries = new Map(
      (await this.entries.byIds(this.reader, desk.store.id, ids)).map((entry) => [entry.id, entry]),
    );
    const who = ({ entryId }: { readonly entryId: string | null }) =>
      this.guest(entries.get(entryId ?? ''), locale, full);
    const items = [...new Map(lines.map((line) => [line.itemId, line])).values()];
    return {
      items: items.map((item) => ({
        name: nameOf(item, locale),
        figures: totalOf(lines.filter(({ itemId }) => itemId === item.itemId)),
      })),
      guests: lines.map((line) => ({ line, who: who(line), item: nameOf(line, locale) })),
      moves: moves.map((move) => ({
        ...move,
        who: who(move),
        item: nameOf(move, locale),
        time: dateTime(move.at),
        what: this.words.say(locale, `move.${move.kind}`),
        by: [move.byName, move.secondName].filter(Boolean).join(' / '),
      })),
    };
  }

  async of(desk: DeskContext, book: Book, full: boolean) {
    const { locale } = desk;
    const say = (key: string, params = {}) => this.words.say(locale, `reconciliation.${key}`, params);
    const { items, guests, moves } = await this.rows(desk, book, full);
    return {
      rings: giftRings(items).map((ring) => ({ ...ring, label: say('ring', { item: ring.name, ...ring.figures }) })),
      sums: say('sums', { ...totalOf(book.lines) }),
      any: book.lines.length > 0,
      itemColumns: this.head('column.item', locale),
      itemRows: items.map(({ name, figures }) => rowOf(name, undefined, figures)),
      guestColumns: this.head('column.guest', locale),
      guestRows: guests.map(({ who, item, line }) => rowOf(who, [item, line.reason].filter(Boolean).join(' · '), line)),
      moveColumns: ['time', 'move', 'item', 'guest', 'pieces', 'document', 'signers'].map((key) => ({
        label: this.words.say(locale, `column.${key}`),
        align: key === 'pieces' ? 'end' : undefined,
      })),
      moveRows: moves.map((move) => moveRow(move, !full)),
    };
  }

  private guest(entry: EntryRow | undefined, locale: Locale, full: boolean): string {
    if (!entry) return this.words.say(locale, 'standby');
    const whole = this.fields.name(entry) ?? this.words.say(locale, 'print.erased');
    return `${full ? whole : this.words.masked(entry, locale)} ${entry.onDate}`;
  }

  private head(key: string, locale: Locale) {
    const figures = FIGURES.map((name) => ({ label: this.words.say(locale, `reconciliation.${name}`), align: 'end' }));
    return [{ label: this.words.say(locale, key) }, ...figures];
  }
}

function nameOf({ nameZh, nameEn }: Pick<PeriodLine, 'nameZh' | 'nameEn'>, locale: Locale): string {
  return locale === 'en' ? nameEn : nameZh;
}

function rowOf(text: string, note: string | undefined, figures: GiftFigures) {
  return { cells: [{ text, note, strong: true }, ...FIGURES.map((name) => ({ text: points(figures[name]) }))] };
}

/** Paper has no links. */
function moveRow({ time, what, item, who, pieces, documentId, documentNo, by, reason }: MoveInWords, linked: boolean) {
  return {
    cells: [
      { text: time },
      { text: what, note: reason ?? undefined },
      { text: item },
      { text: who },
      { text: signedPoints(pieces) },
      { text: documentNo, href: linked ? `/documents/${documentId}` : undefined },
      { text: by },
    ],
  };
}
