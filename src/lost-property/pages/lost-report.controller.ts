import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { fieldsOf } from '../../platform/http/form-input.js';
import { KeyedForm } from '../../platform/http/keyed-form.js';
import { type Answer, file, page } from '../../platform/http/page-result.js';
import { Submit } from '../../platform/http/submit.js';
import type { FormModel } from '../../platform/views/form-model.js';
import { Allow, Desk, type DeskContext } from '../../staff/desk-context.js';
import { LostCommands } from '../lost-commands.js';
import { LostReports } from '../lost-reports.js';
import { ReportPresenter } from './report.presenter.js';
import { LostWordsPresenter } from './lost-words.presenter.js';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** The month: on screen, on A4, in Excel. */
@Controller('lost')
export class LostReportController {
  constructor(
    private readonly reports: LostReports,
    private readonly presenter: ReportPresenter,
    private readonly words: LostWordsPresenter,
    private readonly commands: LostCommands,
    private readonly submit: Submit,
  ) {}

  @Get('report')
  @Allow('lost.report')
  show(@Desk() desk: DeskContext, @Query('month') month?: string): Promise<Answer> {
    return this.report(desk, this.monthOf(desk, month));
  }

  @Post('report/excel')
  @Allow('lost.export')
  excel(@Desk() desk: DeskContext, @Body() body: unknown): Promise<Answer> {
    const { month, reason } = fieldsOf(body, ['month', 'reason']);
    return this.submit.run({
      body,
      locale: desk.locale,
      dto: KeyedForm,
      act: () => this.reports.excel(desk, month, reason),
      done: (workbook) => file(`${this.words.say(desk.locale, 'report.file', { month })}.xlsx`, XLSX, workbook),
      again: (typed) => this.report(desk, this.monthOf(desk, month), typed),
    });
  }

  /** 客人遗留物品登记表: what a tag shows and where it went, for the file. */
  @Get('sheet')
  @Allow('lost.view')
  async sheet(@Desk() desk: DeskContext, @Query('month') month?: string): Promise<Answer> {
    return page('lost/sheet', await this.presenter.sheet(desk, this.monthOf(desk, month)), {
      titleKey: 'lost.sheet.title',
      frame: 'print',
    });
  }

  private monthOf(desk: DeskContext, month: string | undefined): string {
    return month !== undefined && /^20\d\d-(0[1-9]|1[0-2])$/.test(month)
      ? month
      : this.commands.dateOf(desk).slice(0, 7);
  }

  private async report(desk: DeskContext, month: string, typed?: Partial<FormModel>): Promise<Answer> {
    return page('lost/report', await this.presenter.report(desk, month, typed), { titleKey: 'lost.report.title' });
  }
}
