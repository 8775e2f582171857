import { Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { rmbInWords } from '../../kernel/amount-words.js';
import { calendarDate } from '../../kernel/business-day.js';
import { Clock } from '../../platform/clock/clock.js';
import { Reader } from '../../platform/database/reader.js';
import type { FormProblem } from '../../platform/http/submit.js';
import type { Locale } from '../../platform/i18n/locale.js';
import { clockTime, dateTime, money } from '../../platform/views/format.js';
import { emptyForm } from '../../platform/views/form-model.js';
import { leafOf } from '../../platform/views/leaf.js';
import { SlipUses } from '../../slips/slip-uses.js';
import type { DeskContext } from '../../staff/desk-context.js';
import { mayDo } from '../../staff/permissions.js';
import type { NumberRow } from '../books/sheet-numbers.js';
import { InvoiceQueries } from '../invoice.queries.js';
import { invoiceOf, type InvoiceRow, numbersOf, type StandingPart, standingParts } from '../invoice-rows.js';
import { kindRule } from '../rules/invoice-kinds.js';
import { RED_REASONS, VOID_REASONS, wayBack } from '../rules/taking-back.js';
import { InvoiceQuotes } from '../invoice-quote.js';
import { InvoiceWords } from './invoice-words.presenter.js';

type Typed = Partial<Pick<FormProblem, 'values' | 'errors'>> & { readonly of?: 'back' | 'title' };

/** One invoice with its story, and what can still be done with it. */
@Injectable()
export class RecordPresenter {
  constructor(
    private readonly queries: InvoiceQueries,
    private readonly quotes: InvoiceQuotes,
    private readonly uses: SlipUses,
    private readonly words: InvoiceWords,
    private readonly reader: Reader,
    private readonly clock: Clock,
  ) {}

  async list(desk: DeskContext, date: string, skip: number): Promise<object> {
    const { locale } = desk;
    const records = await this.queries.records(desk.store.id, date, skip);
    const { rows, leaf } = leafOf(records, skip, (from) => `/invoices/records?date=${date}&skip=${from}`);
    const standingFen = rows.reduce((sum, row) => sum + row.standingFen, 0);
    return {
      menu: this.words.menu(desk, 'records'),
      date,
      columns: this.words.columns(locale, ['time', 'record', 'kind', 'room', 'title', '>amount', '>standing', 'clerk']),
      rows: rows.map((row) => this.row(locale, row)),
      leaf: {
        ...leaf,
        text: this.words.say(locale, 'records.sum', { count: rows.length, amount: money(standingFen) }),
      },
    };
  }

  async one(desk: DeskContext, id: string, typed: Typed = {}): Promise<object> {
    const { locale, person } = desk;
    const invoice = await invoiceOf(this.reader, desk.store.id, id);
    const numbers = await numbersOf(this.reader, id);
    const changes = await this.queries.changes(id);
    const parts = await standingParts(this.reader, id);
    const open = invoice.standingFen > 0;
    const onAccount = parts.some(({ sourceKind }) => sourceKind === 'ACCOUNT');
    const mayCorrect = mayDo(person.roles, onAccount ? 'invoices.issueOnAccount' : 'invoices.correctTitle');
    return {
      menu: this.words.menu(desk, 'records'),
      title: invoice.documentNo,
      badges: this.badges(locale, invoice),
      facts: this.facts(locale, invoice),
      numberColumns: this.words.columns(locale, ['code', 'number', '>amount', 'state']),
      numbers: numbers.map((row) => this.number(locale, row)),
      payments: await this.payments(desk, parts),
      documentHref: `/documents/${invoice.documentId}`,
      events: changes.map((change) => ({
        time: dateTime(change.at).slice(5),
        title: `${this.words.say(locale, `changes.${change.kind}`)} ¥${money(change.amountFen)} · ${this.words.say(locale, `reasons.${change.reason}`)}`,
        note: [change.numbers, change.proof, change.note].filter((text) => text).join(' · '),
        who: change.byName,
        tone: 'warn',
        icon: undefined,
        action:
          change.documentId === null
            ? undefined
            : { label: this.words.say(locale, 'records.paper'), href: `/documents/${change.documentId}` },
      })),
      others: await this.uses.others(locale, desk.store.id, { kind: 'invoice', id }),
      back:
        open && mayDo(person.roles, 'invoices.takeBack') ? this.backForm(locale, invoice, numbers, typed) : undefined,
      correct: open && mayCorrect && kindRule(invoice.kind).buyer ? this.titleForm(locale, invoice, typed) : undefined,
    };
  }

  private row(locale: Locale, row: InvoiceRow) {
    return {
      cells: [
        { text: clockTime(row.at) },
        { text: row.documentNo, href: `/invoices/records/${row.id}` },
        { text: this.words.say(locale, `kinds.${row.kind}`) },
        { text: row.roomNo },
        { text: row.title ?? this.words.say(locale, `titleKinds.${row.titleKind}`) },
        { text: money(row.totalFen) },
        { text: money(row.standingFen), strong: true, tone: row.standingFen === 0 ? 'muted' : undefined },
        { text: row.clerkName },
      ],
    };
  }

  private badges(locale: Locale, { kind, standingFen, totalFen }: InvoiceRow) {
    const left = standingFen === totalFen ? 'whole' : standingFen === 0 ? 'gone' : 'part';
    return [
      { text: this.words.say(locale, `kinds.${kind}`), tone: 'info' },
      { text: this.words.say(locale, `records.${left}`), tone: { whole: 'ok', part: 'warn', gone: 'plain' }[left] },
    ];
  }

  private facts(locale: Locale, invoice: InvoiceRow) {
    const fact = (key: string, value: string, note?: string) => ({
      label: this.words.say(locale, `col.${key}`),
      value,
      note,
    });
    return [
      fact('amount', money(invoice.totalFen), rmbInWords(invoice.totalFen)),
      fact('standing', money(invoice.standingFen)),
      ...(invoice.uncoveredFen > 0 ? [fact('rest', money(invoice.uncoveredFen))] : []),
      fact('item', this.words.say(locale, `items.${invoice.item}`)),
      fact(
        'title',
        invoice.title ?? this.words.say(locale, `titleKinds.${invoice.titleKind}`),
        invoice.taxNo ?? undefined,
      ),
      fact('room', invoice.roomNo || '—'),
      fact('clerk', invoice.clerkName, dateTime(invoice.at)),
    ];
  }

  private async payments(desk: DeskContext, parts: readonly StandingPart[]) {
    const at = { storeId: desk.store.id, businessDate: calendarDate(this.clock.now()), now: this.clock.now() };
    const refs = parts.map(({ sourceKind: kind, sourceId: id }) => ({ kind, id }));
    const { sources } = await this.quotes.of(this.reader, at, refs);
    return sources.map((source, index) => ({
      text: `${this.words.say(desk.locale, `sourceKinds.${source.kind}`)} ${source.number}`,
      href: source.kind === 'SLIP' || source.kind === 'ACCOUNT' ? `/invoices/slips/${source.id}` : '/invoices',
      badge: source.money.overFen > 0 ? this.words.standing(desk.locale, source.money) : undefined,
      aside: money(parts[index]?.fen ?? 0),
    }));
  }

  private number(locale: Locale, { code, number, amountFen, state }: NumberRow) {
    const badge = this.words.state(locale, state);
    return { cells: [{ text: code }, { text: number }, { text: money(amountFen) }, { text: '', badge }] };
  }

  private backForm(locale: Locale, invoice: InvoiceRow, numbers: readonly NumberRow[], typed: Typed) {
    const rule = kindRule(invoice.kind);
    const month = (ms: number) => calendarDate(ms).slice(0, 7);
    const now = { kind: invoice.kind, issuedIn: month(invoice.at), now: month(this.clock.now()), copiesBack: true };
    const mine = typed.of === 'back' ? typed : {};
    return {
      form: {
        ...emptyForm(`/invoices/records/${invoice.id}/take-back`, uuidv7(), mine.values),
        errors: mine.errors ?? {},
      },
      way: this.words.say(locale, `back.way.${wayBack(now)}`),
      reasons: this.words.options(locale, 'reasons', rule.mayVoid ? VOID_REASONS : RED_REASONS),
      paper: rule.book,
      digital: !rule.book,
      mayRed: rule.red !== 'NONE',
      sheets: rule.denominated
        ? numbers
            .filter(({ state }) => state === 'ISSUED')
            .map(({ number, amountFen }) => ({ name: `sheet-${number}`, text: `${number} ¥${money(amountFen)}` }))
        : [],
    };
  }

  private titleForm(locale: Locale, invoice: InvoiceRow, typed: Typed) {
    const mine = typed.of === 'title' ? typed : {};
    const values = { titleKind: 'UNIT', title: invoice.title ?? '', taxNo: invoice.taxNo ?? '', ...mine.values };
    return {
      form: { ...emptyForm(`/invoices/records/${invoice.id}/title`, uuidv7(), values), errors: mine.errors ?? {} },
      isOpen: typed.of === 'title',
      titles: this.words.options(locale, 'titleKinds', ['PERSON', 'UNIT']),
      digital: !kindRule(invoice.kind).book,
      paper: kindRule(invoice.kind).book,
    };
  }
}
