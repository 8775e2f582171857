import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { parsePlainDate } from '../kernel/business-day.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { writeWorkbook } from '../platform/files/xlsx-file.js';
import { faultsOf } from '../platform/http/form-input.js';
import { type Answer, file, page, type PageAnswer } from '../platform/http/page-result.js';
import { type FormProblem, Submit } from '../platform/http/submit.js';
import { I18n } from '../platform/i18n/i18n.js';
import { Allow, commandAt, Desk, type DeskContext } from '../staff/desk-context.js';
import { StatementPages } from './statement-pages.js';
import type { Period } from './statement.queries.js';
import { WorkbookForm } from './statements.dto.js';
import { StatementsPresenter } from './statements.presenter.js';

type Wanted = Readonly<Record<string, unknown>>;

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** 对账单 of points and stored value: what a member had, what moved, what is left; on the screen, on paper, as a workbook. */
@Controller('statements')
@Allow('members.statement')
export class StatementsController {
  constructor(
    private readonly pages: StatementPages,
    private readonly presenter: StatementsPresenter,
    private readonly uow: UnitOfWork,
    private readonly submit: Submit,
    private readonly i18n: I18n,
  ) {}

  /** The period stands in the address: dates say nothing about a guest. */
  @Get(':membershipId')
  async show(
    @Desk() desk: DeskContext,
    @Param('membershipId') id: string,
    @Query() wanted: Wanted,
  ): Promise<PageAnswer> {
    try {
      return await this.page(desk, id, this.pages.period(desk, wanted), {});
    } catch (error) {
      const [fault] = faultsOf(error) ?? [];
      if (!fault || fault.field === '') throw error;
      const text = this.i18n.t(desk.locale, `error.${fault.code}`, fault.params);
      return this.page(desk, id, this.pages.period(desk, {}), { [fault.field]: text });
    }
  }

  @Get(':membershipId/paper')
  async paper(
    @Desk() desk: DeskContext,
    @Param('membershipId') id: string,
    @Query() wanted: Wanted,
  ): Promise<PageAnswer> {
    const sheet = await this.pages.sheet(desk, id, this.pages.period(desk, wanted));
    return page('statements/paper', this.presenter.paper(desk, sheet), {
      titleKey: 'statements.sheet',
      frame: 'print',
    });
  }

  /** A statement for the guest at the desk needs no reason (counter-practice H30); who took it is written down all the same. */
  @Post(':membershipId/workbook')
  workbook(@Desk() desk: DeskContext, @Param('membershipId') id: string, @Body() body: unknown): Promise<Answer> {
    return this.submit.run({
      locale: desk.locale,
      body,
      dto: WorkbookForm,
      act: async ({ requestKey, from, to }) => {
        const period = { from: parsePlainDate(from, 'from'), to: parsePlainDate(to, 'to') };
        const sheet = await this.pages.sheet(desk, id, period);
        const rows = sheet.statement.lines.length + sheet.value.lines.length;
        await this.uow.note(
          commandAt(desk, 'members.statement', requestKey, { membershipId: id, ...period }),
          'NOTED',
          { rows, ...period },
        );
        return writeWorkbook(this.presenter.workbook(desk, sheet));
      },
      done: (bytes, { from, to }) =>
        file(`${this.i18n.t(desk.locale, 'statements.sheet')}-${from}-${to}.xlsx`, XLSX, bytes),
      again: ({ errors }: FormProblem) => this.page(desk, id, this.pages.period(desk, {}), errors),
    });
  }

  private async page(
    desk: DeskContext,
    id: string,
    period: Period,
    errors: Readonly<Record<string, string>>,
  ): Promise<PageAnswer> {
    const sheet = await this.pages.sheet(desk, id, period);
    const forms = {
      period: { action: `/statements/${id}`, requestKey: '', values: { ...period }, errors },
      workbook: { action: `/statements/${id}/workbook`, requestKey: uuidv7(), values: {}, errors: {} },
    };
    const status = Object.keys(errors).length > 0 ? 422 : 200;
    return page('statements/show', this.presenter.show(desk, sheet, forms), { titleKey: 'statements.title', status });
  }
}
