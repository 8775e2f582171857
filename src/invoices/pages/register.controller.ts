import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { fieldsOf } from '../../platform/http/form-input.js';
import { KeyedForm } from '../../platform/http/keyed-form.js';
import { type Answer, file, page } from '../../platform/http/page-result.js';
import { type FormProblem, Submit } from '../../platform/http/submit.js';
import { money } from '../../platform/views/format.js';
import { emptyForm } from '../../platform/views/form-model.js';
import { leafOf, skipOf } from '../../platform/views/leaf.js';
import { Allow, Desk, type DeskContext } from '../../staff/desk-context.js';
import { mayDo } from '../../staff/permissions.js';
import { InvoiceCommands } from '../invoice-commands.js';
import { InvoiceRegister } from '../invoice-register.js';
import type { RegisterRow } from '../invoice.queries.js';
import { OfficePresenter } from './office.presenter.js';
import { InvoiceWords, STATE_TONES } from './invoice-words.presenter.js';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
/** Rows of a page; the file and the paper hold all of the month. */
const SHOWN = 200;

/** 发票登记簿: on screen, on A4, in Excel, with the gap list beside it. */
@Controller('invoices/register')
export class RegisterController {
  constructor(
    private readonly register: InvoiceRegister,
    private readonly office: OfficePresenter,
    private readonly words: InvoiceWords,
    private readonly commands: InvoiceCommands,
    private readonly submit: Submit,
  ) {}

  @Get()
  @Allow('invoices.register')
  show(@Desk() desk: DeskContext, @Query('month') month?: string, @Query('skip') skip?: string): Promise<Answer> {
    return this.month(desk, this.monthOf(desk, month), skipOf(skip));
  }

  @Get('sheet')
  @Allow('invoices.register')
  async sheet(@Desk() desk: DeskContext, @Query('month') month?: string): Promise<Answer> {
    const wanted = this.monthOf(desk, month);
    const rows = await this.register.month(desk.store.id, wanted);
    const model = { ...this.table(desk, rows), heading: `${desk.store.name} · ${wanted}` };
    return page('invoices/sheet', model, { titleKey: 'invoices.register.title', frame: 'print' });
  }

  @Post('excel')
  @Allow('invoices.export')
  excel(@Desk() desk: DeskContext, @Body() body: unknown): Promise<Answer> {
    const { month, reason } = fieldsOf(body, ['month', 'reason']);
    return this.submit.run({
      body,
      locale: desk.locale,
      dto: KeyedForm,
      act: () => this.register.excel(desk, month, reason),
      done: (workbook) => file(`${this.words.say(desk.locale, 'register.file', { month })}.xlsx`, XLSX, workbook),
      again: (typed) => this.month(desk, this.monthOf(desk, month), 0, typed),
    });
  }

  private async month(
    desk: DeskContext,
    month: string,
    skip: number,
    typed: Partial<FormProblem> = {},
  ): Promise<Answer> {
    const { locale, person, store } = desk;
    const read = await this.register.page(store.id, month, skip, SHOWN + 1);
    const href = (from: number) => `/invoices/register?month=${month}&skip=${from}`;
    const { rows, leaf } = leafOf(read, skip, href, SHOWN);
    const { count, figures } = await this.figures(desk, month);
    const gaps = await this.register.gaps(desk);
    const model = {
      menu: this.words.menu(desk, 'register'),
      month,
      figures,
      ...this.table(desk, rows),
      leaf: leaf && {
        ...leaf,
        text: this.words.say(locale, 'register.page', { count, from: skip + 1, to: skip + rows.length }),
      },
      gaps,
      ...(await this.office.reds(desk)),
      gapNotice: this.words.say(locale, gaps.length === 0 ? 'register.noGaps' : 'register.gaps', {
        count: gaps.length,
      }),
      gapTone: gaps.length === 0 ? 'ok' : 'bad',
      sheet: `/invoices/register/sheet?month=${month}`,
      form: mayDo(person.roles, 'invoices.export')
        ? { ...emptyForm('/invoices/register/excel', uuidv7(), typed.values), errors: typed.errors ?? {} }
        : undefined,
    };
    return page('invoices/register', model, { titleKey: 'invoices.register.title' });
  }

  private async figures({ locale, store }: DeskContext, month: string) {
    const sums = await this.register.sums(store.id, month);
    const of = (state: string) => sums.find((sum) => sum.state === state) ?? { n: 0, fen: 0 };
    const figure = (label: string, value: string) => ({ label: this.words.say(locale, label), value });
    const count = sums.reduce((sum, { n }) => sum + n, 0);
    return {
      count,
      figures: [
        figure('register.numbers', String(count)),
        figure('states.ISSUED', money(of('ISSUED').fen)),
        figure('register.void', String(of('VOID').n)),
        figure('register.lost', String(of('LOST').n)),
      ],
    };
  }

  private table(desk: DeskContext, rows: readonly RegisterRow[]) {
    const { locale } = desk;
    return {
      columns: this.words.columns(locale, [
        'kind',
        'number',
        '>amount',
        'state',
        'date',
        'clerk',
        'source',
        'title',
        'holder',
      ]),
      rows: rows.map((row) => ({
        cells: [
          { text: this.words.say(locale, `kinds.${row.kind}`) },
          {
            text: row.number,
            note: row.code === '' ? undefined : row.code,
            ...(row.invoiceId === null ? {} : { href: `/invoices/records/${row.invoiceId}` }),
          },
          { text: money(row.amountFen) },
          {
            text: '',
            badge: { text: this.register.stateText(desk, row), tone: row.red === 1 ? 'bad' : STATE_TONES[row.state] },
          },
          { text: row.businessDate },
          { text: row.clerkName },
          { text: row.sources ?? '' },
          { text: row.title ?? '' },
          { text: this.register.holderText(desk, row), tone: 'muted' },
        ],
      })),
    };
  }

  private monthOf(desk: DeskContext, month: string | undefined): string {
    return month !== undefined && /^20\d\d-(0[1-9]|1[0-2])$/.test(month)
      ? month
      : this.commands.dateOf(desk).slice(0, 7);
  }
}
