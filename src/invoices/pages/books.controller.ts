import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { fieldsOf } from '../../platform/http/form-input.js';
import { KeyedForm } from '../../platform/http/keyed-form.js';
import { type Answer, page, seeOther } from '../../platform/http/page-result.js';
import { type FormProblem, Submit } from '../../platform/http/submit.js';
import { skipOf } from '../../platform/views/leaf.js';
import { coSignOf } from '../../staff/approvals/co-sign-input.js';
import { Allow, Desk, type DeskContext } from '../../staff/desk-context.js';
import { HandBook } from '../books/hand-book.js';
import { ReceiveBook } from '../books/receive-book.js';
import { type SheetsGone, SpoilSheets } from '../books/spoil-sheets.js';
import { DeskModes } from '../desk-modes.js';
import { type BookPart, BooksPresenter } from './books.presenter.js';
import { tickedOf } from './invoice-input.js';

/** Books: from the tax office to the archive, and the counters that use them. */
@Controller('invoices/books')
export class BooksController {
  constructor(
    private readonly receiving: ReceiveBook,
    private readonly handing: HandBook,
    private readonly sheets: SpoilSheets,
    private readonly modes: DeskModes,
    private readonly presenter: BooksPresenter,
    private readonly submit: Submit,
  ) {}

  @Get()
  @Allow('invoices.view')
  list(@Desk() desk: DeskContext): Promise<Answer> {
    return this.all(desk);
  }

  @Post()
  @Allow('invoices.receiveBook')
  receive(@Desk() desk: DeskContext, @Body() body: unknown): Promise<Answer> {
    const input = fieldsOf(body, ['kind', 'code', 'firstNo', 'sheets', 'denomination']);
    return this.submit.run({
      body,
      locale: desk.locale,
      dto: KeyedForm,
      act: async ({ requestKey }) => (await this.receiving.receive(desk, requestKey, input)).result,
      done: ({ label, documentId }) => printed('/invoices/books', 'invoices.books.received', documentId, { label }),
      again: (typed) => this.all(desk, typed, 'receive'),
    });
  }

  @Post('hand')
  @Allow('invoices.moveBook')
  hand(@Desk() desk: DeskContext, @Body() body: unknown): Promise<Answer> {
    const input = { bookIds: tickedOf(body, 'book'), ...fieldsOf(body, ['absentReason']) };
    return this.submit.run({
      body,
      locale: desk.locale,
      dto: KeyedForm,
      act: async ({ requestKey }) => (await this.handing.hand(desk, requestKey, input, coSignOf(body))).result,
      done: ({ count, documentId }) => printed('/invoices/books', 'invoices.books.handed', documentId, { count }),
      again: (typed) => this.all(desk, typed, 'hand'),
    });
  }

  @Post('desks')
  @Allow('invoices.setDesk')
  setDesk(@Desk() desk: DeskContext, @Body() body: unknown): Promise<Answer> {
    const { deskId } = fieldsOf(body, ['deskId']);
    const mode = fieldsOf(body, [`mode-${deskId}`])[`mode-${deskId}`];
    return this.submit.run({
      body,
      locale: desk.locale,
      dto: KeyedForm,
      act: ({ requestKey }) => this.modes.set(desk, requestKey, deskId, mode === 'PAPER' ? 'PAPER' : 'DIGITAL'),
      done: () => seeOther('/invoices/books', { tone: 'ok', key: 'invoices.books.deskSet' }),
      again: (typed) => this.all(desk, typed, 'desks'),
    });
  }

  @Get('archive')
  @Allow('invoices.view')
  async archive(@Desk() desk: DeskContext, @Query('skip') skip?: string): Promise<Answer> {
    const archive = await this.presenter.archive(desk, skipOf(skip));
    return page('invoices/archive', archive, { titleKey: 'invoices.books.archive' });
  }

  @Get(':id')
  @Allow('invoices.view')
  one(@Desk() desk: DeskContext, @Param('id') id: string): Promise<Answer> {
    return this.book(desk, id);
  }

  @Post(':id/spoil')
  @Allow('invoices.spoil')
  spoil(@Desk() desk: DeskContext, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    const { reason } = fieldsOf(body, ['reason']);
    return this.gone(desk, id, body, 'spoil', async (key) => (await this.sheets.spoil(desk, key, id, reason)).result);
  }

  @Post(':id/lost')
  @Allow('invoices.reportLost')
  lose(@Desk() desk: DeskContext, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    const input = fieldsOf(body, ['first', 'count', 'reason']);
    const act = async (key: string) => (await this.sheets.lose(desk, key, id, input, coSignOf(body))).result;
    return this.gone(desk, id, body, 'lose', act);
  }

  @Post(':id/file')
  @Allow('invoices.fileBook')
  file(@Desk() desk: DeskContext, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    return this.submit.run({
      body,
      locale: desk.locale,
      dto: KeyedForm,
      act: async ({ requestKey }) => (await this.receiving.file(desk, requestKey, id)).result,
      done: ({ retainUntil }) =>
        seeOther('/invoices/books', { tone: 'ok', key: 'invoices.books.filed', params: { date: retainUntil } }),
      again: (typed) => this.book(desk, id, typed),
    });
  }

  private gone(
    desk: DeskContext,
    id: string,
    body: unknown,
    part: BookPart,
    act: (key: string) => Promise<SheetsGone>,
  ): Promise<Answer> {
    return this.submit.run({
      body,
      locale: desk.locale,
      dto: KeyedForm,
      act: ({ requestKey }) => act(requestKey),
      done: ({ numbers, documentId }) =>
        printed(`/invoices/books/${id}`, `invoices.books.${part}Done`, documentId, { count: numbers.length }),
      again: (typed) => this.book(desk, id, typed, part),
    });
  }

  private async all(desk: DeskContext, typed: Partial<FormProblem> = {}, of?: BookPart): Promise<Answer> {
    const model = await this.presenter.list(desk, { ...typed, ...(of ? { of } : {}) });
    return page('invoices/books', model, { titleKey: 'invoices.books.title' });
  }

  private async book(desk: DeskContext, id: string, typed: Partial<FormProblem> = {}, of?: BookPart): Promise<Answer> {
    const model = await this.presenter.one(desk, id, { ...typed, ...(of ? { of } : {}) });
    return page('invoices/book', model, { titleKey: 'invoices.books.one' });
  }
}

function printed(
  href: string,
  key: string,
  documentId: string,
  params: Readonly<Record<string, string | number>>,
): Answer {
  return seeOther(href, { tone: 'ok', key, params, href: `/documents/${documentId}`, hrefKey: 'ui.print' });
}
