import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { DomainError } from '../../kernel/domain-error.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { KeyedForm } from '../../platform/http/keyed-form.js';
import { type Answer, file, page, seeOther } from '../../platform/http/page-result.js';
import { type FormProblem, Submit } from '../../platform/http/submit.js';
import { coSignOf } from '../../staff/approvals/co-sign-input.js';
import { Allow, commandAt, Desk, type DeskContext } from '../../staff/desk-context.js';
import { BirthdayDay } from '../birthday-day.js';
import { Reconciliations } from '../reconciliations.js';
import { BirthdayBooksPresenter } from './birthday-books.presenter.js';
import { BirthdayWorkbooks } from './birthday-workbooks.js';
import { GiftRegisterPresenter } from './gift-register.presenter.js';
import { handCounts } from './gift-input.js';
import { TaxSheet } from './tax-sheet.js';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const MONTH = /^20\d\d-(0[1-9]|1[0-2])$/;

/** Finance's pages: periods that close to zero, their archive, and the month's gifts as deemed sales. */
@Controller('birthdays')
export class BirthdayBooksController {
  constructor(
    private readonly reconciliations: Reconciliations,
    private readonly presenter: BirthdayBooksPresenter,
    private readonly workbooks: BirthdayWorkbooks,
    private readonly registers: GiftRegisterPresenter,
    private readonly taxes: TaxSheet,
    private readonly day: BirthdayDay,
    private readonly uow: UnitOfWork,
    private readonly submit: Submit,
  ) {}

  @Get('reconciliation')
  @Allow('birthdays.viewStock')
  open(@Desk() desk: DeskContext): Promise<Answer> {
    return this.openPage(desk);
  }

  @Post('reconciliation')
  @Allow('birthdays.reconcile')
  close(@Desk() desk: DeskContext, @Body() body: unknown): Promise<Answer> {
    return this.submit.run({
      body,
      locale: desk.locale,
      dto: KeyedForm,
      act: async ({ requestKey }) => this.reconciliations.close(desk, requestKey, handCounts(body), coSignOf(body)),
      done: ({ reconciliationId, number }) =>
        seeOther(`/birthdays/reconciliation/${reconciliationId}`, {
          tone: 'ok',
          key: 'birthdays.reconciliation.done',
          params: { number },
        }),
      again: (problem) => this.openPage(desk, problem),
    });
  }

  @Get('reconciliation/:id')
  @Allow('birthdays.viewStock')
  async archived(@Desk() desk: DeskContext, @Param('id') id: string): Promise<Answer> {
    const model = await this.presenter.archived(desk, id);
    return page('birthdays/reconciled', model, { titleKey: 'birthdays.reconciliation.title' });
  }

  /** The same rows on A4, with the names in full for the file that Finance keeps (003E-032); of the open period under `open`. */
  @Get('reconciliation/:id/sheet')
  @Allow('birthdays.printRegister')
  async sheet(@Desk() desk: DeskContext, @Param('id') id: string): Promise<Answer> {
    const model = await this.presenter.sheet(desk, id);
    await this.keep(desk, { reconciliationId: id });
    return page('birthdays/books-sheet', model, { titleKey: 'birthdays.reconciliation.archive', frame: 'print' });
  }

  @Post('reconciliation/:id/excel')
  @Allow('birthdays.exportSheet')
  async excel(@Desk() desk: DeskContext, @Param('id') id: string): Promise<Answer> {
    const { name, workbook } = await this.workbooks.reconciliation(desk, id);
    return file(`${name}.xlsx`, XLSX, workbook);
  }

  @Get('tax')
  @Allow('birthdays.taxSheet')
  async tax(@Desk() desk: DeskContext, @Query('month') month?: string): Promise<Answer> {
    const model = await this.taxes.show(desk, this.monthOf(desk, month));
    return page('birthdays/tax', model, { titleKey: 'birthdays.tax.title' });
  }

  @Get('tax/:month/sheet')
  @Allow('birthdays.taxSheet')
  async taxSheet(@Desk() desk: DeskContext, @Param('month') month: string): Promise<Answer> {
    const model = await this.taxes.show(desk, this.exactly(month));
    return page('birthdays/tax-sheet', model, { titleKey: 'birthdays.tax.title', frame: 'print' });
  }

  @Post('tax/:month/excel')
  @Allow('birthdays.taxSheet')
  async taxExcel(@Desk() desk: DeskContext, @Param('month') month: string): Promise<Answer> {
    const { name, workbook } = await this.workbooks.tax(desk, this.exactly(month));
    return file(`${name}.xlsx`, XLSX, workbook);
  }

  /** 赠送礼品登记表 of one act, with everything the duty sheet asks for (003E-015). */
  @Get('registers/:documentId')
  @Allow('birthdays.printRegister')
  async register(@Desk() desk: DeskContext, @Param('documentId') documentId: string): Promise<Answer> {
    const model = await this.registers.show(desk, documentId);
    await this.keep(desk, { documentId });
    return page('birthdays/register', model, { titleKey: 'birthdays.print.register', frame: 'print' });
  }

  /** Names, phones and card numbers in full: who looked stands in the journal. */
  private keep(desk: DeskContext, sheet: Readonly<Record<string, string>>): Promise<void> {
    return this.uow.note(commandAt(desk, 'birthdays.printRegister', uuidv7(), sheet), 'NOTED', sheet);
  }

  private monthOf(desk: DeskContext, month: string | undefined): string {
    return month !== undefined && MONTH.test(month) ? month : this.day.today(desk).slice(0, 7);
  }

  /** A file says which month it is: no other one in its place. */
  private exactly(month: string): string {
    if (!MONTH.test(month)) throw new DomainError('page.notFound');
    return month;
  }

  private async openPage(desk: DeskContext, problem?: FormProblem): Promise<Answer> {
    const model = await this.presenter.open(desk, problem);
    return page('birthdays/reconciliation', model, { titleKey: 'birthdays.reconciliation.title' });
  }
}
