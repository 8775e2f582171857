import { Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import type { ExportTable } from '../../../platform/files/export-table.js';
import { I18n } from '../../../platform/i18n/i18n.js';
import type { Locale } from '../../../platform/i18n/locale.js';
import { dateTime, money, points as plainCount } from '../../../platform/views/format.js';
import { emptyForm } from '../../../platform/views/form-model.js';
import type { DeskContext } from '../../../staff/desk-context.js';
import { mayDo } from '../../../staff/permissions.js';
import type { Period } from '../prepaid-reports.queries.js';
import { PREPAID_REPORTS, type ReportSheet } from '../prepaid-sheets.js';

type Row = ReportSheet['rows'][number];

/** A report for the screen, the paper and the workbook. */
@Injectable()
export class PrepaidPresenter {
  constructor(private readonly i18n: I18n) {}

  page(desk: DeskContext, sheet: ReportSheet, period: Period, errors: Readonly<Record<string, string>>): object {
    const { locale } = desk;
    const { report } = sheet;
    return {
      ...this.body(locale, sheet),
      tabs: PREPAID_REPORTS.map((name) => ({
        href: `/prepaid/${name}`,
        label: this.i18n.t(locale, `prepaid.report.${name}`),
        active: name === report,
      })),
      form: { ...emptyForm(`/prepaid/${report}`, '', { ...period }), errors },
      dated: report !== 'outstanding',
      period,
      paperHref: `/prepaid/${report}/paper?from=${period.from}&to=${period.to}`,
      workbook: mayDo(desk.person.roles, 'prepaid.export')
        ? emptyForm(`/prepaid/${report}/workbook`, uuidv7())
        : undefined,
    };
  }

  paper(desk: DeskContext, sheet: ReportSheet, period: Period, at: number): object {
    const { locale, store } = desk;
    return {
      ...this.body(locale, sheet),
      store: store.name,
      period: this.i18n.t(locale, 'prepaid.period', { ...period }),
      printed: this.i18n.t(locale, 'prepaid.printed', { who: who(desk), time: dateTime(at) }),
    };
  }

  workbook(desk: DeskContext, sheet: ReportSheet, at: number): ExportTable<Row> {
    return {
      rows: sheet.rows,
      columns: sheet.columns.map(({ label, kind }, at) => ({
        kind,
        header: label,
        value: ({ cells }: Row) => cells[at],
      })),
      watermark: (count) =>
        this.i18n.t(desk.locale, 'prepaid.watermark', { who: who(desk), time: dateTime(at), count }),
    };
  }

  private body(locale: Locale, { report, columns, rows, notes }: ReportSheet): object {
    return {
      title: this.i18n.t(locale, `prepaid.report.${report}`),
      columns: columns.map(({ label, kind }) => ({ label, ...(kind === 'text' ? {} : { align: 'end' }) })),
      rows: rows.map(({ cells, strong }) => ({
        cells: cells.map((cell, at) => ({ text: shown(cell, columns[at]?.kind ?? 'text'), strong: strong === true })),
      })),
      notes,
    };
  }
}

function shown(cell: string | number, kind: ReportSheet['columns'][number]['kind']): string {
  if (typeof cell === 'string') return cell;
  return kind === 'fen' ? money(cell) : plainCount(cell);
}

function who({ person }: DeskContext): string {
  return `${person.name} ${person.staffNo}`;
}
