import { Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { DomainError } from '../../kernel/domain-error.js';
import { Clock } from '../../platform/clock/clock.js';
import { Reader } from '../../platform/database/reader.js';
import type { FormProblem } from '../../platform/http/submit.js';
import type { Locale } from '../../platform/i18n/locale.js';
import { dateTime, money } from '../../platform/views/format.js';
import { emptyForm } from '../../platform/views/form-model.js';
import { normalSlipNo } from '../../slips/rules/slip-content.js';
import { slipByNo } from '../../slips/slip-rows.js';
import type { DeskContext } from '../../staff/desk-context.js';
import { mayDo } from '../../staff/permissions.js';
import { InvoiceQueries } from '../invoice.queries.js';
import { type Compared, PlatformLists } from '../platform/platform-lists.js';
import { RedDues, type RedDueRow } from '../red-dues.js';
import { daysSince, type WaitRow } from '../refund-wait-rows.js';
import { RefundWaits } from '../refund-waits.js';
import type { SourceRef } from '../sources/source.js';
import { InvoiceWords } from './invoice-words.presenter.js';

type Typed = Partial<Pick<FormProblem, 'values' | 'errors'>>;

/** The platform's list beside ours, refunds that wait, bills on account. */
@Injectable()
export class OfficePresenter {
  constructor(
    private readonly lists: PlatformLists,
    private readonly waits: RefundWaits,
    private readonly dues: RedDues,
    private readonly queries: InvoiceQueries,
    private readonly words: InvoiceWords,
    private readonly reader: Reader,
    private readonly clock: Clock,
  ) {}

  async platform(desk: DeskContext, date: string, typed: Typed): Promise<object> {
    const { locale, person, store } = desk;
    const compared = await this.lists.compare(this.reader, store.id, date);
    const { list, ours, theirs } = compared;
    const figure = (key: string, { count, sumFen }: { count: number; sumFen: number }) => ({
      label: this.words.say(locale, `platform.${key}`),
      value: money(sumFen),
      note: this.words.say(locale, 'platform.count', { count }),
    });
    const say = (key: string, params = {}) => this.words.say(locale, `platform.${key}`, params);
    const state = list ? (compared.equal ? 'equal' : 'differs') : 'missing';
    return {
      menu: this.words.menu(desk, 'platform'),
      date,
      figures: [figure('ours', ours), figure('theirs', theirs)],
      notice: { text: say(state), tone: { equal: 'ok', differs: 'bad', missing: 'warn' }[state] },
      list: list ? say('list', { file: list.fileName, name: list.byName, time: dateTime(list.importedAt) }) : undefined,
      columns: this.words.columns(locale, ['number', 'fault', '>amount']),
      rows: list ? this.faults(locale, compared) : [],
      form: mayDo(person.roles, 'invoices.importPlatformList')
        ? { ...emptyForm('/invoices/platform', uuidv7(), { date, ...typed.values }), errors: typed.errors ?? {} }
        : undefined,
    };
  }

  async refunds(desk: DeskContext, typed: Typed): Promise<object> {
    const { locale, person, store } = desk;
    const rows = await this.waits.open(this.reader, store.id);
    const may = mayDo(person.roles, 'invoices.requestRefund');
    return {
      menu: this.words.menu(desk, 'refunds'),
      ...(await this.reds(desk)),
      waits: rows.map((row) => this.wait(locale, row, may)),
      form: may ? { ...emptyForm('/invoices/refunds', uuidv7(), typed.values), errors: typed.errors ?? {} } : undefined,
      problem: may ? undefined : typed.errors?.[''],
    };
  }

  /** 待红冲: what was invoiced beyond what a slip is worth since the till settled it anew. */
  async reds({ locale, store }: DeskContext) {
    const dues = await this.dues.open(this.reader, store.id);
    return {
      dueColumns: this.words.columns(locale, ['paper', 'room', '>over', 'waiting', 'act']),
      dues: dues.map((due) => this.due(locale, due)),
    };
  }

  private due(locale: Locale, { slipId, slipNo, roomNo, overFen, since, invoiceId }: RedDueRow) {
    return {
      tone: 'bad',
      cells: [
        { text: slipNo, href: `/invoices/slips/${slipId}` },
        { text: roomNo },
        { text: money(overFen), strong: true },
        { text: this.words.say(locale, 'refunds.days', { count: daysSince(since, this.clock.now()) }) },
        {
          text: '',
          action: { label: this.words.say(locale, 'refunds.toRed'), href: `/invoices/records/${invoiceId}` },
        },
      ],
    };
  }

  async bills(desk: DeskContext): Promise<object> {
    const { locale } = desk;
    const slips = await this.queries.accountSlips(desk.store.id);
    return {
      menu: this.words.menu(desk, 'account'),
      columns: this.words.columns(locale, ['paper', 'room', 'paid', '>worth', '>invoiced', 'act']),
      rows: slips.map(({ id, slipNo, roomNo, settledAt, accountFen, invoicedFen }) => ({
        cells: [
          { text: slipNo },
          { text: roomNo },
          { text: settledAt === null ? '' : dateTime(settledAt) },
          { text: money(accountFen) },
          { text: money(invoicedFen) },
          {
            text: '',
            action: { label: this.words.say(locale, 'room.choose'), href: `/invoices/account/issue?s=ACCOUNT:${id}` },
          },
        ],
      })),
    };
  }

  /** The slip whose money is asked back. Throws `invoices.sources.unknown`. */
  async refOf(desk: DeskContext, typed: string): Promise<SourceRef> {
    const slip = await slipByNo(this.reader, desk.store.id, normalSlipNo(typed));
    if (!slip) throw new DomainError('invoices.sources.unknown', {}, 'slipNo');
    return { kind: 'SLIP', id: slip.id };
  }

  private faults(locale: Locale, { missingHere, missingThere, otherAmount }: Compared) {
    const row = (number: string, fault: string, fen: number) => ({
      cells: [
        { text: number },
        { text: this.words.say(locale, `platform.fault.${fault}`), tone: 'bad' },
        { text: money(fen) },
      ],
    });
    return [
      ...missingHere.map(({ number, amountFen }) => row(number, 'missingHere', amountFen)),
      ...missingThere.map(({ number, amountFen }) => row(number, 'missingThere', amountFen)),
      ...otherAmount.map(({ number, oursFen, theirsFen }) => row(number, 'otherAmount', theirsFen - oursFen)),
    ];
  }

  private wait(locale: Locale, row: WaitRow, may: boolean) {
    const days = daysSince(row.requestedAt, this.clock.now());
    const ready = row.state === 'READY';
    return {
      number: row.number,
      href: `/documents/${row.documentId}`,
      text: `${row.sourceNo} · ¥${money(row.amountFen)}`,
      note: this.words.say(locale, 'refunds.days', { count: days }),
      badge: {
        text: this.words.say(locale, `refunds.state.${row.state}`),
        tone: ready ? 'ok' : days > 2 ? 'bad' : 'warn',
      },
      slip: row.sourceKind === 'SLIP' ? `/invoices/slips/${row.sourceId}` : undefined,
      paid: may && ready ? emptyForm(`/invoices/refunds/${row.id}/paid`, uuidv7()) : undefined,
      drop: may ? emptyForm(`/invoices/refunds/${row.id}/drop`, uuidv7()) : undefined,
    };
  }
}
