import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { isPlainDate } from '../../kernel/business-day.js';
import { fieldsOf } from '../../platform/http/form-input.js';
import { KeyedForm } from '../../platform/http/keyed-form.js';
import { type Answer, page, seeOther } from '../../platform/http/page-result.js';
import { Submit } from '../../platform/http/submit.js';
import { skipOf } from '../../platform/views/leaf.js';
import { Allow, Desk, type DeskContext } from '../../staff/desk-context.js';
import { CorrectTitle } from '../correct-title.js';
import { InvoiceCommands } from '../invoice-commands.js';
import { TakeBack } from '../take-back.js';
import { TAKE_BACK_FIELDS, tickedOf, TITLE_FIELDS } from './invoice-input.js';
import { RecordPresenter } from './record.presenter.js';

/** Invoices that were issued: void, red, another title. */
@Controller('invoices/records')
export class RecordController {
  constructor(
    private readonly back: TakeBack,
    private readonly titles: CorrectTitle,
    private readonly presenter: RecordPresenter,
    private readonly commands: InvoiceCommands,
    private readonly submit: Submit,
  ) {}

  @Get()
  @Allow('invoices.view')
  async list(@Desk() desk: DeskContext, @Query('date') date = '', @Query('skip') skip?: string): Promise<Answer> {
    const day = isPlainDate(date) ? date : this.commands.dateOf(desk);
    const records = await this.presenter.list(desk, day, skipOf(skip));
    return page('invoices/records', records, { titleKey: 'invoices.records.title' });
  }

  @Get(':id')
  @Allow('invoices.view')
  async one(@Desk() desk: DeskContext, @Param('id') id: string): Promise<Answer> {
    return page('invoices/record', await this.presenter.one(desk, id), { titleKey: 'invoices.records.one' });
  }

  @Post(':id/take-back')
  @Allow('invoices.takeBack')
  takeBack(@Desk() desk: DeskContext, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    const input = { ...fieldsOf(body, TAKE_BACK_FIELDS), numbers: tickedOf(body, 'sheet').join(',') };
    return this.submit.run({
      body,
      locale: desk.locale,
      dto: KeyedForm,
      act: async ({ requestKey }) => (await this.back.run(desk, requestKey, id, input)).result,
      done: ({ way, documentId }) =>
        seeOther(`/invoices/records/${id}`, {
          tone: 'warn',
          key: `invoices.back.done.${way}`,
          href: `/documents/${documentId}`,
          hrefKey: 'ui.print',
        }),
      again: async (typed) =>
        page('invoices/record', await this.presenter.one(desk, id, { ...typed, of: 'back' }), {
          titleKey: 'invoices.records.one',
        }),
    });
  }

  @Post(':id/title')
  @Allow('invoices.correctTitle')
  title(@Desk() desk: DeskContext, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    return this.submit.run({
      body,
      locale: desk.locale,
      dto: KeyedForm,
      act: async ({ requestKey }) => (await this.titles.run(desk, requestKey, id, fieldsOf(body, TITLE_FIELDS))).result,
      done: ({ invoiceId, documentId }) =>
        seeOther(`/invoices/records/${invoiceId}`, {
          tone: 'ok',
          key: 'invoices.correct.done',
          href: `/documents/${documentId}`,
          hrefKey: 'ui.print',
        }),
      again: async (typed) =>
        page('invoices/record', await this.presenter.one(desk, id, { ...typed, of: 'title' }), {
          titleKey: 'invoices.records.one',
        }),
    });
  }
}
