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
import { dayBars, lyingBars } from './report-picture.js';

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
      median: medianDays === null ? undefined : this.words.say(locale, 'report.median', { count: medianDays }),
      pictures: this.pictures(report, locale),
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
      columns: [
        ...this.words.columns(locale),
        ...['finder', 'sheet.sign', 'report.returned'].map((key) => ({ label: this.words.say(locale, key) })),
      ],
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
      item.finder,
      item.signedBy ?? this.words.say(locale, 'list.unsigned'),
      item.returnedAt === null ? '' : dateTime(item.returnedAt),
    ];
    return texts.map((text) => ({ text }));
  }

  /** Rate, place and time in pictures; the tables under them hold every row. */
  private pictures(report: MonthReport, locale: Locale) {
    if (report.found === 0) return undefined;
    const percent = ({ found, returned }: Share) => `${returned}/${found} · ${Math.round((returned * 100) / found)}%`;
    return {
      days: dayBars(report),
      places: lyingBars(
        report.byPlace.map((share) => ({
          name: share.name,
          whole: share.found,
          part: share.returned,
          figure: percent(share),
        })),
      ),
      waits: lyingBars(
        report.waits.map(({ name, count }) => ({
          name: this.words.say(locale, `report.waits.${name}`),
          whole: count,
          part: count,
          figure: String(count),
        })),
      ),
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
