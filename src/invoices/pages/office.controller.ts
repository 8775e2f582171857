import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { fieldsOf } from '../../platform/http/form-input.js';
import { KeyedForm } from '../../platform/http/keyed-form.js';
import { isPlainDate } from '../../kernel/business-day.js';
import { type Answer, page, seeOther } from '../../platform/http/page-result.js';
import { type FormProblem, Submit } from '../../platform/http/submit.js';
import { uploadedFile } from '../../platform/http/uploaded-file.js';
import { Allow, Desk, type DeskContext } from '../../staff/desk-context.js';
import { InvoiceCommands } from '../invoice-commands.js';
import { IssueInvoice } from '../issue-invoice.js';
import { PlatformLists } from '../platform/platform-lists.js';
import { RefundWaits } from '../refund-waits.js';
import { ISSUE_FIELDS } from './invoice-input.js';
import { IssuePresenter } from './issue.presenter.js';
import { OfficePresenter } from './office.presenter.js';

type Typed = Partial<Pick<FormProblem, 'values' | 'errors'>>;

/** What is compared, waited for and invoiced on account: the platform's list, refunds, contracted companies. */
@Controller('invoices')
export class OfficeController {
  constructor(
    private readonly lists: PlatformLists,
    private readonly waits: RefundWaits,
    private readonly issuing: IssueInvoice,
    private readonly presenter: OfficePresenter,
    private readonly issuePages: IssuePresenter,
    private readonly commands: InvoiceCommands,
    private readonly submit: Submit,
  ) {}

  @Get('platform')
  @Allow('invoices.view')
  platform(@Desk() desk: DeskContext, @Query('date') date = ''): Promise<Answer> {
    return this.compare(desk, isPlainDate(date) ? date : this.commands.dateOf(desk));
  }

  @Post('platform')
  @Allow('invoices.importPlatformList')
  import(@Desk() desk: DeskContext, @Body() body: unknown): Promise<Answer> {
    const { date } = fieldsOf(body, ['date']);
    return this.submit.run({
      body,
      locale: desk.locale,
      dto: KeyedForm,
      act: async ({ requestKey }) =>
        (await this.lists.import(desk, requestKey, date, await uploadedFile(body, 'file'))).result,
      done: ({ rows }) =>
        seeOther(`/invoices/platform?date=${date}`, {
          tone: 'ok',
          key: 'invoices.platform.imported',
          params: { count: rows },
        }),
      again: (typed) => this.compare(desk, isPlainDate(date) ? date : this.commands.dateOf(desk), typed),
    });
  }

  @Get('refunds')
  @Allow('invoices.view')
  refunds(@Desk() desk: DeskContext): Promise<Answer> {
    return this.waiting(desk);
  }

  @Post('refunds')
  @Allow('invoices.requestRefund')
  request(@Desk() desk: DeskContext, @Body() body: unknown): Promise<Answer> {
    const { slipNo, amount } = fieldsOf(body, ['slipNo', 'amount']);
    return this.submit.run({
      body,
      locale: desk.locale,
      dto: KeyedForm,
      act: async ({ requestKey }) => {
        const ref = await this.presenter.refOf(desk, slipNo);
        return (await this.waits.request(desk, requestKey, ref, amount)).result;
      },
      done: ({ documentId }) =>
        seeOther('/invoices/refunds', {
          tone: 'info',
          key: 'invoices.refunds.requested',
          href: `/documents/${documentId}`,
          hrefKey: 'ui.print',
        }),
      again: (typed) => this.waiting(desk, typed),
    });
  }

  @Post('refunds/:id/:end')
  @Allow('invoices.requestRefund')
  end(
    @Desk() desk: DeskContext,
    @Param('id') id: string,
    @Param('end') end: string,
    @Body() body: unknown,
  ): Promise<Answer> {
    return this.submit.run({
      body,
      locale: desk.locale,
      dto: KeyedForm,
      act: ({ requestKey }) => this.waits.close(desk, requestKey, id, end === 'paid' ? 'DONE' : 'DROPPED'),
      done: () => seeOther('/invoices/refunds', { tone: 'ok', key: 'invoices.refunds.closed' }),
      again: (typed) => this.waiting(desk, typed),
    });
  }

  @Get('account')
  @Allow('invoices.issueOnAccount')
  async bills(@Desk() desk: DeskContext): Promise<Answer> {
    return page('invoices/account', await this.presenter.bills(desk), { titleKey: 'invoices.account.title' });
  }

  @Get('account/issue')
  @Allow('invoices.issueOnAccount')
  bill(@Desk() desk: DeskContext, @Query('s') sources = ''): Promise<Answer> {
    return this.billForm(desk, { values: { sources: sources.slice(0, 1_000) } });
  }

  @Post('account/issue')
  @Allow('invoices.issueOnAccount')
  issue(@Desk() desk: DeskContext, @Body() body: unknown): Promise<Answer> {
    return this.submit.run({
      body,
      locale: desk.locale,
      dto: KeyedForm,
      act: async ({ requestKey }) =>
        (await this.issuing.onAccount(desk, requestKey, fieldsOf(body, ISSUE_FIELDS))).result,
      done: ({ invoiceId, numbers }) =>
        seeOther(`/invoices/records/${invoiceId}`, {
          tone: 'ok',
          key: 'invoices.issue.done',
          params: { count: numbers.length },
        }),
      again: (typed) => this.billForm(desk, typed),
    });
  }

  private async billForm(desk: DeskContext, typed: Typed): Promise<Answer> {
    const values = { ...typed.values, titleKind: 'UNIT' };
    const model = await this.issuePages.page(desk, { ...typed, values }, '/invoices/account/issue');
    return page('invoices/issue', model, { titleKey: 'invoices.account.title' });
  }

  private async compare(desk: DeskContext, date: string, typed: Typed = {}): Promise<Answer> {
    return page('invoices/platform', await this.presenter.platform(desk, date, typed), {
      titleKey: 'invoices.platform.title',
    });
  }

  private async waiting(desk: DeskContext, typed: Typed = {}): Promise<Answer> {
    return page('invoices/refunds', await this.presenter.refunds(desk, typed), { titleKey: 'invoices.refunds.title' });
  }
}
