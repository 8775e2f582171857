import { Body, Controller, Get, Headers, Param, Post, Query } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { fieldsOf, typedValues } from '../../platform/http/form-input.js';
import { KeyedForm } from '../../platform/http/keyed-form.js';
import { type Answer, fragment, page, seeOther } from '../../platform/http/page-result.js';
import { type FormProblem, Submit } from '../../platform/http/submit.js';
import { emptyForm } from '../../platform/views/form-model.js';
import { Allow, Desk, type DeskContext } from '../../staff/desk-context.js';
import { mayDo } from '../../staff/permissions.js';
import { EnterSlip } from '../enter-slip.js';
import { InvoiceCommands } from '../invoice-commands.js';
import { InvoiceQueries } from '../invoice.queries.js';
import { IssueInvoice } from '../issue-invoice.js';
import { LostReceipts } from '../lost-receipt.act.js';
import type { SourceRef } from '../sources/source.js';
import { FoundAddress } from './found-address.js';
import { FoundPresenter } from './found.presenter.js';
import { ISSUE_FIELDS } from './invoice-input.js';
import { InvoiceWords } from './invoice-words.presenter.js';
import { IssuePresenter } from './issue.presenter.js';

type Typed = Partial<FormProblem>;

/** No till has sent such a slip. */
const UNKNOWN = 'invoices.sources.unknown';

/** F7 (003E-065…071): both papers, the amount, the number, the stamp. */
@Controller('invoices')
export class InvoiceDeskController {
  constructor(
    private readonly issuing: IssueInvoice,
    private readonly entering: EnterSlip,
    private readonly lostReceipts: LostReceipts,
    private readonly queries: InvoiceQueries,
    private readonly addresses: FoundAddress,
    private readonly presenter: IssuePresenter,
    private readonly found: FoundPresenter,
    private readonly words: InvoiceWords,
    private readonly commands: InvoiceCommands,
    private readonly submit: Submit,
  ) {}

  @Get()
  @Allow('invoices.view')
  start(@Desk() desk: DeskContext): Answer {
    // whoever does not issue comes to look
    return mayDo(desk.person.roles, 'invoices.issue') ? this.finder(desk) : seeOther('/invoices/records');
  }

  /** A receipt with its 开房单, a top-up or fee by its paper, a member by the card, or an invoice by its number or code. */
  @Post('find')
  @Allow('invoices.view')
  find(@Desk() desk: DeskContext, @Body() body: unknown): Promise<Answer> {
    return this.submit.run({
      body,
      locale: desk.locale,
      dto: KeyedForm,
      act: () => this.addresses.of(desk, fieldsOf(body, ['slipNo', 'visitNo', 'card', 'also', 'alsoVisits'])),
      done: (address) => seeOther(address),
      again: (typed) => this.finder(desk, typed),
    });
  }

  /** A paper slip no till sent: entered here, and on to its invoice with what was typed. */
  @Post('slips')
  @Allow('invoices.enterSlip')
  enter(@Desk() desk: DeskContext, @Body() body: unknown): Promise<Answer> {
    const typed = fieldsOf(body, ['slipNo', 'visitNo', 'roomNo', 'amount', 'settledOn']);
    const also = fieldsOf(body, ['also', 'alsoVisits']);
    return this.submit.run({
      body,
      locale: desk.locale,
      dto: KeyedForm,
      act: async ({ requestKey }) => {
        await this.entering.run(desk, requestKey, typed);
        return this.addresses.of(desk, { ...typed, ...also, card: '' });
      },
      done: (address) => seeOther(address, { tone: 'ok', key: 'invoices.enter.done' }),
      again: (problem) => this.finder(desk, { ...problem, codes: [UNKNOWN, ...problem.codes] }),
    });
  }

  /** No receipt, or weeks later: by night with room, amount or both. */
  @Get('room')
  @Allow('invoices.view')
  async room(
    @Desk() desk: DeskContext,
    @Query('room') room = '',
    @Query('date') date = '',
    @Query('amount') amount = '',
  ): Promise<Answer> {
    return page('invoices/room', await this.found.night(desk, { room, date, amount }), {
      titleKey: 'invoices.room.title',
    });
  }

  @Get('member/:membershipId')
  @Allow('invoices.issue')
  async member(@Desk() desk: DeskContext, @Param('membershipId') id: string): Promise<Answer> {
    const refs = await this.addresses.paymentsOf(desk, id);
    return page('invoices/payments', await this.found.payments(desk, refs), { titleKey: 'invoices.payments.title' });
  }

  /** One slip, three claims: points, invoice, stored value (counter-practice §4.4). */
  @Get('slips/:id')
  @Allow('invoices.view')
  async slip(@Desk() desk: DeskContext, @Param('id') id: string): Promise<Answer> {
    return page('invoices/slip', await this.found.slip(desk, id), { titleKey: 'invoices.slip.title' });
  }

  /** The top-ups that paid a slip: what was not invoiced then is invoiced there (601). */
  @Get('slips/:id/lots')
  @Allow('invoices.issue')
  async lots(@Desk() desk: DeskContext, @Param('id') id: string): Promise<Answer> {
    const slipNo = await this.found.slipNo(desk, id);
    const lots = await this.queries.lotsBehind(desk.store.id, slipNo);
    const refs = lots.map((lotId): SourceRef => ({ kind: 'LOT', id: lotId }));
    return page('invoices/payments', await this.found.payments(desk, refs), { titleKey: 'invoices.payments.title' });
  }

  @Get('issue')
  @Allow('invoices.issue')
  form(@Desk() desk: DeskContext, @Query('s') sources = '', @Query('v') visits = ''): Promise<Answer> {
    return this.show(desk, { values: { sources: sources.slice(0, 1_000), visits: visits.slice(0, 900) } });
  }

  @Post('issue/preview')
  @Allow('invoices.issue')
  async preview(
    @Desk() desk: DeskContext,
    @Body() body: unknown,
    @Headers('x-fragment') live: string | undefined,
  ): Promise<Answer> {
    const values = typedValues(body);
    if (live === undefined) return this.show(desk, { values });
    return fragment('invoices/_preview', { preview: await this.presenter.live(desk, values) });
  }

  @Post('issue')
  @Allow('invoices.issue')
  issue(@Desk() desk: DeskContext, @Body() body: unknown): Promise<Answer> {
    return this.submit.run({
      body,
      locale: desk.locale,
      dto: KeyedForm,
      act: async ({ requestKey }) =>
        (await this.issuing.atCounter(desk, requestKey, fieldsOf(body, ISSUE_FIELDS))).result,
      done: ({ invoiceId, numbers, documentId }) =>
        seeOther(`/invoices/records/${invoiceId}`, {
          tone: 'ok',
          key: 'invoices.issue.done',
          params: { count: numbers.length },
          href: `/documents/${documentId}`,
          hrefKey: 'ui.print',
        }),
      again: (typed) => this.show(desk, typed),
    });
  }

  /** 「客人遗失」: to the supervisor's own screen (H7). */
  @Post('lost-receipt')
  @Allow('invoices.issueWithoutReceipt')
  lostReceipt(@Desk() desk: DeskContext, @Body() body: unknown): Promise<Answer> {
    const { slipId, reason, sources } = fieldsOf(body, ['slipId', 'reason', 'sources']);
    return this.submit.run({
      body,
      locale: desk.locale,
      dto: KeyedForm,
      act: ({ requestKey }) => this.lostReceipts.ask(desk, requestKey, slipId, reason),
      done: () => seeOther('/invoices', { tone: 'info', key: 'invoices.lostReceipt.sent' }),
      again: ({ errors }) => this.show(desk, { values: { sources }, errors: { visitNo: errors['reason'] ?? '' } }),
    });
  }

  private async show(desk: DeskContext, typed: Typed): Promise<Answer> {
    return page('invoices/issue', await this.presenter.page(desk, typed), { titleKey: 'invoices.title' });
  }

  private finder(desk: DeskContext, { values: typed = {}, errors = {}, codes = [] }: Typed = {}): Answer {
    const values = { also: '', alsoVisits: '', ...typed };
    const unknown = codes.includes(UNKNOWN) && mayDo(desk.person.roles, 'invoices.enterSlip');
    // the form that opens says itself that no till sent the slip
    const wrong = codes.length > 1 ? errors : {};
    const model = {
      enter: unknown ? { ...emptyForm('/invoices/slips', uuidv7(), values), errors: wrong } : undefined,
      menu: this.words.menu(desk, 'issue'),
      form: { ...emptyForm('/invoices/find', uuidv7(), values), errors: unknown ? {} : errors },
      today: this.commands.dateOf(desk),
    };
    return page('invoices/find', model, { titleKey: 'invoices.title' });
  }
}
