import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { calendarDate, parsePlainDate } from '../../../kernel/business-day.js';
import { DomainError } from '../../../kernel/domain-error.js';
import { Clock } from '../../../platform/clock/clock.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { writeXlsx } from '../../../platform/files/xlsx-file.js';
import { faultsOf } from '../../../platform/http/form-input.js';
import { type Answer, file, page, type PageAnswer } from '../../../platform/http/page-result.js';
import { Submit } from '../../../platform/http/submit.js';
import { I18n } from '../../../platform/i18n/i18n.js';
import { Allow, commandAt, Desk, type DeskContext } from '../../../staff/desk-context.js';
import type { Period } from '../prepaid-reports.queries.js';
import { PREPAID_REPORTS, type PrepaidReport, PrepaidSheets } from '../prepaid-sheets.js';
import { PrepaidWorkbookForm } from './prepaid.dto.js';
import { PrepaidPresenter } from './prepaid.presenter.js';

type Wanted = Readonly<Record<string, unknown>>;

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** 储值报表: what was sold, used and paid back, what is still owed; the page, its print and its workbook say the same. */
@Controller('prepaid')
export class PrepaidController {
  constructor(
    private readonly sheets: PrepaidSheets,
    private readonly presenter: PrepaidPresenter,
    private readonly uow: UnitOfWork,
    private readonly submit: Submit,
    private readonly clock: Clock,
    private readonly i18n: I18n,
  ) {}

  @Get(':report')
  @Allow('prepaid.view')
  async show(@Desk() desk: DeskContext, @Param('report') name: string, @Query() wanted: Wanted): Promise<PageAnswer> {
    const report = reportOf(name);
    try {
      return await this.page(desk, report, this.period(wanted));
    } catch (error) {
      const [fault] = faultsOf(error) ?? [];
      if (!fault) throw error;
      const errors = { [fault.field]: this.i18n.t(desk.locale, `error.${fault.code}`, fault.params) };
      return this.page(desk, report, this.period({}), errors);
    }
  }

  @Get(':report/paper')
  @Allow('prepaid.view')
  async paper(@Desk() desk: DeskContext, @Param('report') name: string, @Query() wanted: Wanted): Promise<PageAnswer> {
    const period = this.period(wanted);
    const sheet = await this.sheets.sheet(reportOf(name), desk.store.id, period, desk.locale);
    const model = this.presenter.paper(desk, sheet, period, this.clock.now());
    return page('prepaid/paper', model, { titleKey: 'prepaid.title', frame: 'print' });
  }

  /** Figures without a guest in them: no reason is asked for, who took them is written down. */
  @Post(':report/workbook')
  @Allow('prepaid.export')
  workbook(@Desk() desk: DeskContext, @Param('report') name: string, @Body() body: unknown): Promise<Answer> {
    const report = reportOf(name);
    const title = this.i18n.t(desk.locale, `prepaid.report.${report}`);
    return this.submit.run({
      locale: desk.locale,
      body,
      dto: PrepaidWorkbookForm,
      act: async ({ requestKey, from, to }) => {
        const period = this.period({ from, to });
        const sheet = await this.sheets.sheet(report, desk.store.id, period, desk.locale);
        const details = { report, ...period };
        await this.uow.note(commandAt(desk, 'prepaid.export', requestKey, details), 'NOTED', details);
        return writeXlsx(this.presenter.workbook(desk, sheet, this.clock.now()), title);
      },
      done: (bytes, { from, to }) => file(`${title}-${from}-${to}.xlsx`, XLSX, bytes),
      again: ({ errors }) => this.page(desk, report, this.period({}), errors),
    });
  }

  private async page(
    desk: DeskContext,
    report: PrepaidReport,
    period: Period,
    errors: Readonly<Record<string, string>> = {},
  ): Promise<PageAnswer> {
    const sheet = await this.sheets.sheet(report, desk.store.id, period, desk.locale);
    const status = Object.keys(errors).length > 0 ? 422 : 200;
    return page('prepaid/show', this.presenter.page(desk, sheet, period, errors), {
      titleKey: 'prepaid.title',
      status,
    });
  }

  /** This month unless somebody asked for other days. Throws `date.invalid`, `prepaid.period` beside its field. */
  private period(wanted: Wanted): Period {
    const today = calendarDate(this.clock.now());
    const read = (field: 'from' | 'to', otherwise: string) => {
      const text = wanted[field];
      return typeof text === 'string' && text.trim() !== '' ? parsePlainDate(text, field) : otherwise;
    };
    const to = read('to', today);
    const from = read('from', `${to.slice(0, 8)}01`);
    if (to < from) throw new DomainError('prepaid.period', {}, 'to');
    return { from, to };
  }
}

function reportOf(name: string): PrepaidReport {
  const report = PREPAID_REPORTS.find((known) => known === name);
  if (!report) throw new DomainError('page.notFound');
  return report;
}
