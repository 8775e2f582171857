import { Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import type { Locale } from '../../platform/i18n/locale.js';
import { dateTime } from '../../platform/views/format.js';
import { emptyForm, type FormModel } from '../../platform/views/form-model.js';
import type { DeskContext } from '../../staff/desk-context.js';
import { mayDo } from '../../staff/permissions.js';
import { LostReports, type ReportedItem } from '../lost-reports.js';
import type { MonthReport, Share } from '../rules/month-report.js';
import { LostWordsPresenter } from './lost-words.presenter.js';

const WIDTH = 720;
const HEIGHT = 150;
const FLOOR = 20;

/** The month as a picture with the table under it, and as the A4 register. */
@Injectable()
export class ReportPresenter {
  constructor(
    private readonly words: LostWordsPresenter,
    private readonly reports: LostReports,
  ) {}

  async report(desk: DeskContext, month: string, typed: Partial<FormModel> = {}): Promise<object> {
    const { locale } = desk;
    const { report } = await this.reports.month(desk.store.id, month);
    const { found, returned, ratePercent, medianDays } = report;
    return {
      month,
      menu: this.words.menu(desk, 'report'),
      figures: [
        { label: this.words.say(locale, 'report.found'), value: String(found) },
        { label: this.words.say(locale, 'report.returned'), value: String(returned) },
        { label: this.words.say(locale, 'report.rate'), value: `${ratePercent}%` },
        {
          label: this.words.say(locale, 'report.days'),
          value:
            medianDays === null
              ? this.words.say(locale, 'report.noDays')
              : this.words.say(locale, 'report.daysUnit', { count: medianDays }),
        },
      ],
      chart: found === 0 ? undefined : this.chart(report),
      tables: [
        this.table(locale, 'byPlace', report.byPlace, (name) => name),
        this.table(locale, 'byCategory', report.byCategory, (name) => this.words.say(locale, `categories.${name}`)),
        this.table(locale, 'byState', report.byState, (name) => this.words.say(locale, `state.${name}`)),
      ],
      sheet: `/lost/sheet?month=${month}`,
      form: mayDo(desk.person.roles, 'lost.export')
        ? { ...emptyForm('/lost/report/excel', uuidv7()), ...typed }
        : undefined,
    };
  }

  async sheet(desk: DeskContext, month: string): Promise<object> {
    const { items } = await this.reports.month(desk.store.id, month);
    const { locale } = desk;
    return {
      heading: this.words.say(locale, 'sheet.month', { store: desk.store.name, month }),
      columns: [...this.words.columns(locale), { label: this.words.say(locale, 'report.returned') }],
      rows: items.map((item) => ({ cells: this.sheetCells(item, locale) })),
    };
  }

  private sheetCells(item: ReportedItem, locale: Locale) {
    const texts = [
      item.number,
      this.words.thing(item),
      item.place,
      dateTime(item.foundAt),
      this.words.say(locale, `state.${item.state}`),
      item.returnedOn ?? '',
    ];
    return texts.map((text) => ({ text }));
  }

  /** Two bars a day in a box of 720 × 150; attributes only, for no style may stand in a page. */
  private chart({ days }: MonthReport) {
    const most = Math.max(1, ...days.map(({ found }) => found));
    const step = WIDTH / days.length;
    const tall = (count: number) => Math.round((count / most) * (HEIGHT - FLOOR - 14));
    return {
      viewBox: `0 0 ${WIDTH} ${HEIGHT}`,
      most,
      bars: days.map(({ day, found, returned }, index) => {
        const x = Math.round(index * step) + 2;
        const wide = Math.round(step) - 4;
        return {
          x,
          wide,
          day,
          middle: x + wide / 2,
          label: day === 1 || day % 5 === 0,
          foundY: HEIGHT - FLOOR - tall(found),
          foundHeight: tall(found),
          returnedY: HEIGHT - FLOOR - tall(returned),
          returnedHeight: tall(returned),
        };
      }),
      floor: HEIGHT - 4,
    };
  }

  private table(locale: Locale, key: string, shares: readonly Share[], nameOf: (name: string) => string) {
    const title = this.words.say(locale, `report.${key}`);
    return {
      title,
      columns: [
        { label: title },
        { label: this.words.say(locale, 'report.found'), align: 'end' },
        { label: this.words.say(locale, 'report.returned'), align: 'end' },
      ],
      rows: shares.map(({ name, found, returned }) => ({
        cells: [
          { text: nameOf(name), strong: true },
          { text: String(found) },
          { text: String(returned), tone: returned > 0 ? 'ok' : 'muted' },
        ],
      })),
    };
  }
}
