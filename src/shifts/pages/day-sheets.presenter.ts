import { Injectable } from '@nestjs/common';
import { I18n } from '../../platform/i18n/i18n.js';
import type { Locale } from '../../platform/i18n/locale.js';
import { dateLabel, dateTime, money, points, signedMoney } from '../../platform/views/format.js';
import type { DayPaper, KeptDay } from '../day-sheets.queries.js';
import type { DayFigures } from '../rules/day-figures.js';
import { seriesName } from '../shift-papers.js';
import type { TenderSum } from '../shift-rows.js';
import { DRAWER_LINES, type DrawerLine } from '../rules/drawer-equation.js';
import { rowsOfTender } from './figure-groups.js';
import { ShiftPresenter } from './shift.presenter.js';

/** What one shift of the day took by other tenders. */
export interface ShiftTenders {
  readonly shiftId: string;
  readonly tenders: readonly TenderSum[];
}

/** 日结单 in the words of the reader: each figure is a link to the rows that make it. */
@Injectable()
export class DaySheetsPresenter {
  constructor(
    private readonly shifts: ShiftPresenter,
    private readonly i18n: I18n,
  ) {}

  list(locale: Locale, days: readonly KeptDay[]) {
    return days.map(({ businessDate, documentNo, documentId, closedByName, at, figures }) => ({
      cells: [
        { text: dateLabel(businessDate, locale), href: `/day-sheets/${businessDate}`, strong: true },
        { text: documentNo, href: `/documents/${documentId}` },
        { text: dateTime(at), note: closedByName },
        { text: money(figures.overFen), href: `/day-sheets/${businessDate}#differences` },
        { text: money(figures.shortFen), href: `/day-sheets/${businessDate}#differences` },
        { text: money(figures.takingsFen), href: `/day-sheets/${businessDate}` },
      ],
    }));
  }

  /** Cash, shift by shift: the lines of the drawer that make what should be there, what was over and short, and what went into bags. */
  drawers(locale: Locale, { shifts }: DayFigures) {
    return shifts.map(({ shiftId, template, clerk, lines, expectedFen, overFen, shortFen, baggedFen }) => {
      const rows = (id: string, text: string) => ({ text, href: `/shifts/${shiftId}#${id}` });
      return {
        cells: [
          { text: this.shifts.name(locale, { template, clerkName: clerk }), href: `/shifts/${shiftId}` },
          ...DRAWER_LINES.map((line) => rows(line, isPlain(line) ? money(lines[line]) : signedMoney(lines[line]))),
          rows('drawer', money(expectedFen)),
          rows('over', money(overFen)),
          rows('short', money(shortFen)),
          rows('settled', money(baggedFen)),
        ],
      };
    });
  }

  /** Each tender with the shifts that took it; the sum is the one on the sheet. */
  tenders(locale: Locale, { tenders, shifts }: DayFigures, taken: readonly ShiftTenders[]) {
    const names = new Map(
      shifts.map(({ shiftId, template, clerk }) => [shiftId, this.shifts.name(locale, { template, clerkName: clerk })]),
    );
    return tenders.flatMap(({ kind, fen }) => [
      ...taken.flatMap(({ shiftId, tenders: own }) =>
        own
          .filter((sum) => sum.kind === kind)
          .map((sum) => ({
            cells: [
              { text: this.shifts.say(locale, `paper.${kind}`) },
              { text: names.get(shiftId) ?? '' },
              { text: money(sum.fen), href: rowsOfTender(shiftId, kind) },
            ],
          })),
      ),
      {
        cells: [
          { text: this.shifts.say(locale, `paper.${kind}`), strong: true },
          { text: this.shifts.say(locale, 'rows.sum') },
          { text: money(fen), strong: true },
        ],
      },
    ]);
  }

  /** Over and short of the day, tender by tender and never netted; each row opens to the month it is counted in. */
  differences(locale: Locale, { overFen, shortFen, tenderDifferences }: DayFigures, month: string) {
    const row = (label: string, over: number, short: number) => ({
      cells: [
        { text: label, href: `/finance/differences?month=${month}` },
        { text: money(over) },
        { text: money(short) },
      ],
    });
    return [
      row(this.shifts.say(locale, 'days.cash'), overFen, shortFen),
      ...tenderDifferences.map((tender) =>
        row(this.shifts.say(locale, `paper.${tender.kind}`), tender.overFen, tender.shortFen),
      ),
    ];
  }

  /** A series by its letters and name. */
  seriesName(locale: Locale, prefix: string): string {
    return seriesName(this.i18n, locale, prefix);
  }

  series(locale: Locale, businessDate: string, { papers }: DayFigures) {
    return papers.map(({ prefix, count }) => ({
      cells: [
        { text: this.seriesName(locale, prefix) },
        { text: points(count), href: `/day-sheets/${businessDate}/papers/${prefix}` },
      ],
    }));
  }

  papers(papers: readonly DayPaper[]) {
    return papers.map(({ documentId, number, byName, at }) => ({
      cells: [{ text: dateTime(at) }, { text: number, href: `/documents/${documentId}` }, { text: byName }],
    }));
  }
}

/** What comes in is written without a sign. */
function isPlain(line: DrawerLine): boolean {
  return line === 'float' || line === 'cashIn';
}
