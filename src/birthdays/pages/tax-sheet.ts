import { Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { Reader } from '../../platform/database/reader.js';
import { money, points } from '../../platform/views/format.js';
import { emptyForm } from '../../platform/views/form-model.js';
import type { DeskContext } from '../../staff/desk-context.js';
import { ReconciliationQueries } from '../reconciliation.queries.js';
import { BirthdayWords } from './birthday-words.js';

/** One line of the month's sheet; the last one is its sum. */
export interface TaxRow {
  readonly date: string;
  readonly item: string;
  readonly pieces: number;
  readonly costFen: number;
  readonly marketFen: number;
}

/** 视同销售 (增值税法 5, 19): what was given away in a month, at cost and market price. Screen, paper and workbook show these rows. */
@Injectable()
export class TaxSheet {
  constructor(
    private readonly words: BirthdayWords,
    private readonly queries: ReconciliationQueries,
    private readonly reader: Reader,
  ) {}

  async rows({ locale, store }: DeskContext, month: string): Promise<TaxRow[]> {
    const given = await this.queries.delivered(this.reader, store.id, month);
    const rows = given.map(({ businessDate, nameZh, nameEn, pieces, costFen, marketFen }) => ({
      pieces,
      costFen,
      marketFen,
      date: businessDate,
      item: locale === 'en' ? nameEn : nameZh,
    }));
    const sum = (name: 'pieces' | 'costFen' | 'marketFen') => rows.reduce((total, row) => total + row[name], 0);
    const total = { date: this.words.say(locale, 'reconciliation.total'), item: '' };
    return rows.length === 0
      ? []
      : [...rows, { ...total, pieces: sum('pieces'), costFen: sum('costFen'), marketFen: sum('marketFen') }];
  }

  async show(desk: DeskContext, month: string): Promise<object> {
    const say = (key: string) => this.words.say(desk.locale, key);
    const rows = await this.rows(desk, month);
    return {
      month,
      menu: this.words.menu(desk, 'tax'),
      heading: `${desk.store.name} ${month}`,
      columns: [
        { label: say('column.date') },
        { label: say('column.item') },
        ...['column.pieces', 'tax.cost', 'tax.market'].map((key) => ({ label: say(key), align: 'end' })),
      ],
      rows: rows.map(({ date, item, pieces, costFen, marketFen }, index) => ({
        cells: [date, item, points(pieces), money(costFen), money(marketFen)].map((text) => ({
          text,
          strong: index === rows.length - 1,
        })),
      })),
      sheet: `/birthdays/tax/${month}/sheet`,
      excel: emptyForm(`/birthdays/tax/${month}/excel`, uuidv7()),
    };
  }
}
