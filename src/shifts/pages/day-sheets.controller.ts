import { Controller, Get, Param } from '@nestjs/common';
import { Reader } from '../../platform/database/reader.js';
import { page, type PageAnswer } from '../../platform/http/page-result.js';
import { dateLabel, dateTime, money } from '../../platform/views/format.js';
import { Allow, Desk, type DeskContext } from '../../staff/desk-context.js';
import { DaySheet } from '../day-sheet.js';
import { DaySheetsQueries } from '../day-sheets.queries.js';
import { sameTakings } from '../rules/day-figures.js';
import { DRAWER_LINES } from '../rules/drawer-equation.js';
import { tendersOf } from '../shift-rows.js';
import { DaySheetsPresenter, type ShiftTenders } from './day-sheets.presenter.js';
import { ShiftPresenter } from './shift.presenter.js';

const SHOWN = 62;

/** 日结单: the kept figures of closed days, each down to the rows that make it. */
@Controller('day-sheets')
export class DaySheetsController {
  constructor(
    private readonly queries: DaySheetsQueries,
    private readonly sheet: DaySheet,
    private readonly present: DaySheetsPresenter,
    private readonly shifts: ShiftPresenter,
    private readonly reader: Reader,
  ) {}

  @Get()
  @Allow('shifts.view')
  async list(@Desk() { locale, store }: DeskContext): Promise<PageAnswer> {
    const model = {
      columns: this.shifts.columns(locale, 'day', 'paper', 'time', 'over', 'short', 'amount'),
      rows: this.present.list(locale, await this.queries.recent(store.id, SHOWN)),
    };
    return page('shifts/day-sheets', model, { titleKey: 'shifts.days.title' });
  }

  @Get(':date')
  @Allow('shifts.view')
  async day(@Desk() { locale, store }: DeskContext, @Param('date') date: string): Promise<PageAnswer> {
    const kept = await this.queries.of(store.id, date);
    const { figures, documentId, documentNo, closedByName, at } = kept;
    const taken: ShiftTenders[] = [];
    for (const { shiftId } of figures.shifts) taken.push({ shiftId, tenders: await tendersOf(this.reader, shiftId) });
    const agrees = sameTakings(figures, await this.sheet.figures(this.reader, store.id, date));
    const model = {
      title: this.shifts.say(locale, 'days.of', { date: dateLabel(date, locale) }),
      badges: [{ text: this.shifts.say(locale, agrees ? 'days.agrees' : 'days.differs'), tone: agrees ? 'ok' : 'bad' }],
      note: `${dateTime(at)} ${closedByName}`,
      paper: { href: `/documents/${documentId}`, label: documentNo },
      takings: money(figures.takingsFen),
      tables: [
        this.table(
          locale,
          'days.drawers',
          ['shift', ...DRAWER_LINES, 'expected', 'over', 'short', 'bagged'],
          this.present.drawers(locale, figures),
        ),
        this.table(locale, 'rows.tenders', ['tender', 'shift', 'amount'], this.present.tenders(locale, figures, taken)),
        this.table(
          locale,
          'days.differences',
          ['what', 'over', 'short'],
          this.present.differences(locale, figures, date.slice(0, 7)),
        ),
        this.table(locale, 'days.papers', ['series', 'pieces'], this.present.series(locale, date, figures)),
      ],
    };
    return page('shifts/day-sheet', model, { titleKey: 'shifts.days.title' });
  }

  /** The papers of one series that the sheet counted. */
  @Get(':date/papers/:prefix')
  @Allow('shifts.view')
  async papers(
    @Desk() { locale, store }: DeskContext,
    @Param('date') date: string,
    @Param('prefix') prefix: string,
  ): Promise<PageAnswer> {
    const { documentId } = await this.queries.of(store.id, date);
    const rows = await this.queries.papers(store.id, date, prefix, documentId);
    const model = {
      title: `${this.present.seriesName(locale, prefix)} ${dateLabel(date, locale)}`,
      note: this.shifts.say(locale, 'copies.count', { count: rows.length }),
      back: `/day-sheets/${date}`,
      columns: this.shifts.columns(locale, 'time', 'paper', 'by'),
      rows: this.present.papers(rows),
    };
    return page('shifts/day-papers', model, { titleKey: 'shifts.days.title' });
  }

  private table(locale: DeskContext['locale'], titleKey: string, columns: readonly string[], rows: readonly object[]) {
    const id = titleKey.split('.').at(-1);
    return { id, title: this.shifts.say(locale, titleKey), columns: this.shifts.columns(locale, ...columns), rows };
  }
}
