import { Injectable } from '@nestjs/common';
import { PersonFields } from '../../members/sealed-person.js';
import { Reader } from '../../platform/database/reader.js';
import type { Locale } from '../../platform/i18n/locale.js';
import { points } from '../../platform/views/format.js';
import type { DeskContext } from '../../staff/desk-context.js';
import { BirthdayQueries, type EntryRow } from '../birthday.queries.js';
import type { PeriodLine } from '../reconciliation.queries.js';
import { type GiftFigures, totalOf } from '../rules/gift-period.js';
import { BirthdayWords } from './birthday-words.js';
import { giftRings } from './gift-ring.js';

export const FIGURES = ['opening', 'drawn', 'delivered', 'returned', 'lost', 'difference', 'closing'] as const;

/** A period as rings and two tables: item by item, and guest by guest. Screen, paper and workbook show these rows. */
@Injectable()
export class PeriodTables {
  constructor(
    private readonly words: BirthdayWords,
    private readonly entries: BirthdayQueries,
    private readonly fields: PersonFields,
    private readonly reader: Reader,
  ) {}

  /** `full` writes names in full: only for the file that Finance keeps. */
  async of(desk: DeskContext, lines: readonly PeriodLine[], full: boolean) {
    const { locale } = desk;
    const say = (key: string, params = {}) => this.words.say(locale, `reconciliation.${key}`, params);
    const ids = lines.flatMap(({ entryId }) => entryId ?? []);
    const entries = await this.entries.byIds(this.reader, desk.store.id, ids);
    const items = [...new Map(lines.map((line) => [line.itemId, line])).values()];
    const byItem = items.map((item) => ({
      name: nameOf(item, locale),
      figures: totalOf(lines.filter(({ itemId }) => itemId === item.itemId)),
    }));
    const who = ({ entryId }: PeriodLine) =>
      this.guest(
        entries.find(({ id }) => id === entryId),
        locale,
        full,
      );
    return {
      rings: giftRings(byItem).map((ring) => ({ ...ring, label: say('ring', { item: ring.name, ...ring.figures }) })),
      sums: say('sums', { ...totalOf(lines) }),
      any: lines.length > 0,
      itemColumns: this.head('column.item', locale),
      itemRows: byItem.map(({ name, figures }) => rowOf(name, undefined, figures)),
      guestColumns: this.head('column.guest', locale),
      guestRows: lines.map((line) =>
        rowOf(who(line), [nameOf(line, locale), line.reason].filter(Boolean).join(' · '), line),
      ),
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
