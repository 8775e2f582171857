import { Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { rmbInWords } from '../../kernel/amount-words.js';
import { DomainError } from '../../kernel/domain-error.js';
import { Clock } from '../../platform/clock/clock.js';
import { Reader } from '../../platform/database/reader.js';
import type { FormProblem } from '../../platform/http/submit.js';
import type { Locale } from '../../platform/i18n/locale.js';
import { dateTime, money } from '../../platform/views/format.js';
import { emptyForm } from '../../platform/views/form-model.js';
import type { DeskContext } from '../../staff/desk-context.js';
import { type BookRow, booksInUse, booksToUse } from '../books/book-rows.js';
import { chooseFrom } from '../books/choose-numbers.js';
import { DeskModes } from '../desk-modes.js';
import { InvoiceCommands } from '../invoice-commands.js';
import { type InvoiceQuote, InvoiceQuotes, isReceiptLost } from '../invoice-quote.js';
import { itemText } from '../issue-item.js';
import { readSources } from '../issue-form.js';
import { type InvoiceKind, isInvoiceKind } from '../rules/invoice-kinds.js';
import { lastStamp } from '../slip-stamps.js';
import { type Source, sourceText } from '../sources/source.js';
import { typedFen } from './invoice-input.js';
import { InvoiceWords } from './invoice-words.presenter.js';

type Typed = Partial<Pick<FormProblem, 'values' | 'errors'>>;

/** The page on which an invoice is drawn up: what was paid, what of it is open, why the rest is not, and on which numbers it will stand. */
@Injectable()
export class IssuePresenter {
  constructor(
    private readonly quotes: InvoiceQuotes,
    private readonly modes: DeskModes,
    private readonly commands: InvoiceCommands,
    private readonly words: InvoiceWords,
    private readonly reader: Reader,
    private readonly clock: Clock,
  ) {}

  async page(desk: DeskContext, { values = {}, errors = {} }: Typed, action = '/invoices/issue'): Promise<object> {
    const refs = readSources(values['sources'] ?? '');
    if (refs.length === 0) throw new DomainError('page.notFound');
    const quote = await this.quotes.of(this.reader, this.at(desk), refs);
    const kinds = await this.kinds(desk, action === '/invoices/issue');
    const kind = kinds.find(({ value }) => value === values['kind'])?.value ?? kinds[0]?.value ?? '';
    const typed = { titleKind: 'PERSON', ...values, kind };
    const form = { ...emptyForm(action, uuidv7(), typed), errors };
    return {
      menu: this.words.menu(desk, action === '/invoices/issue' ? 'issue' : 'account'),
      form,
      sources: values['sources'] ?? '',
      visits: values['visits'] ?? '',
      columns: this.words.columns(desk.locale, ['paper', 'paid', '>worth', '>invoiced', '>open']),
      rows: await Promise.all(quote.sources.map((source) => this.row(desk.locale, source))),
      ...this.notices(desk, quote),
      lost: await this.lostForm(quote, values['visits'] ?? '', errors),
      add: emptyForm('/invoices/find', uuidv7(), { also: values['sources'] ?? '', alsoVisits: values['visits'] ?? '' }),
      kinds,
      digital: kinds.some(({ value }) => value === 'DIGITAL'),
      titles: this.words.options(desk.locale, 'titleKinds', ['PERSON', 'UNIT']),
      unitOnly: action !== '/invoices/issue',
      preview: await this.preview(desk, typed, quote),
    };
  }

  /** The amount in words and the sheets, while the clerk types. */
  async live(desk: DeskContext, values: Readonly<Record<string, string>>): Promise<object> {
    const quote = await this.quotes.of(this.reader, this.at(desk), readSources(values['sources'] ?? ''));
    return this.preview(desk, values, quote);
  }

  private async preview(desk: DeskContext, values: Readonly<Record<string, string>>, quote: InvoiceQuote) {
    const { locale } = desk;
    const typed = typedFen(values['amount'] ?? '');
    const amountFen = typed === null ? quote.openFen : typed;
    const kind = values['kind'] ?? '';
    const base = { problem: undefined, sheets: [], rest: undefined };
    if (amountFen === undefined || amountFen > quote.openFen) {
      const max = money(quote.openFen);
      return {
        ...base,
        amount: '—',
        words: '',
        item: '',
        problem: this.words.error(locale, 'invoices.amount.tooMuch', { max }),
      };
    }
    const item = itemText(quote);
    if (!isInvoiceKind(kind) || kind === 'DIGITAL' || amountFen === 0)
      return { ...base, item, amount: money(amountFen), words: rmbInWords(amountFen) };
    return { ...base, ...(await this.sheets(desk, kind, amountFen)), item };
  }

  private async sheets(desk: DeskContext, kind: InvoiceKind, amountFen: number) {
    try {
      const counter = desk.terminal && { deskId: desk.terminal.deskId };
      const chosen = await chooseFrom(this.reader, { kind, number: null }, amountFen, desk.person.id, counter);
      const params = { x: money(chosen.totalFen), y: money(chosen.restFen) };
      return {
        amount: money(chosen.totalFen),
        words: rmbInWords(chosen.totalFen),
        sheets: chosen.texts.map(({ code, number, amountFen: fen }) => ({
          text: `${code} ${number}`,
          amount: money(fen),
        })),
        rest: chosen.restFen > 0 ? this.words.say(desk.locale, 'issue.rest', params) : undefined,
      };
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      const problem = this.words.error(desk.locale, error.code, error.params);
      return { amount: money(amountFen), words: rmbInWords(amountFen), problem };
    }
  }

  /** Kinds this counter issues now, each with the next number of its book in use. */
  private async kinds(desk: DeskContext, atCounter: boolean) {
    const { locale, terminal, person } = desk;
    const mode = atCounter && terminal ? await this.modes.of(this.reader, terminal.deskId) : 'DIGITAL';
    const label = (kind: InvoiceKind) => this.words.say(locale, `kinds.${kind}`);
    if (mode === 'DIGITAL' || !terminal) return [{ value: 'DIGITAL', label: label('DIGITAL'), note: undefined }];
    const books = booksInUse(await booksToUse(this.reader, { clerkId: person.id, deskId: terminal.deskId }));
    const kinds = [...new Set(books.map(({ kind }) => kind))];
    return kinds.map((kind) => ({ value: kind, label: label(kind), note: nextOf(books, kind) }));
  }

  private async row(locale: Locale, source: Source) {
    const stamp = source.money.invoicedFen > 0 ? await lastStamp(this.reader, source.id) : undefined;
    const used = stamp
      ? this.words.say(locale, 'issue.stamp', {
          no: stamp.number,
          clerk: stamp.clerkName,
          time: dateTime(stamp.at).slice(5),
        })
      : undefined;
    const kind = this.words.say(locale, `sourceKinds.${source.kind}`);
    return {
      cells: [
        {
          text: `${kind} ${source.number}`,
          note: source.roomNo,
          ...(source.kind === 'SLIP' ? { href: `/invoices/slips/${source.id}` } : {}),
        },
        { text: source.paidAt === null ? this.words.say(locale, 'issue.unsettled') : dateTime(source.paidAt) },
        { text: money(source.money.paidFen) },
        { text: money(source.money.invoicedFen), ...(used === undefined ? {} : { note: used }) },
        { text: money(source.money.openFen), strong: true },
      ],
    };
  }

  /** Why something is zero, and where to go instead. */
  private notices({ locale }: DeskContext, { sources, openFen }: InvoiceQuote) {
    const zeros = sources.flatMap(({ notInvoiced }) => notInvoiced);
    const unique = [...new Map(zeros.map((zero) => [zero.reason, zero])).values()];
    return {
      zeros: unique.map(({ reason, fen }) => `¥${money(fen)} · ${this.words.error(locale, `invoices.zero.${reason}`)}`),
      lots: sources
        .filter(
          ({ kind, notInvoiced }) => kind === 'SLIP' && notInvoiced.some(({ reason }) => reason === 'STORED_VALUE'),
        )
        .map(({ id, number }) => ({
          href: `/invoices/slips/${id}/lots`,
          text: this.words.say(locale, 'issue.toLots', { number }),
        })),
      nothing: openFen === 0,
      mixed:
        new Set(sources.map(({ item }) => item)).size > 1 ? this.words.error(locale, 'invoices.item.mixed') : undefined,
    };
  }

  /** Offered where a paper is missing, until the supervisor has given the word for it. */
  private async lostForm({ sources }: InvoiceQuote, visits: string, errors: Readonly<Record<string, string>>) {
    const shown = visits.split(',');
    const slip = sources.find(({ kind }, at) => kind === 'SLIP' && ((shown[at] ?? '') === '' || errors['visitNo']));
    if (!slip || (await isReceiptLost(this.reader, slip.id))) return undefined;
    const values = { slipId: slip.id, sources: sources.map(sourceText).join(',') };
    return emptyForm('/invoices/lost-receipt', uuidv7(), values);
  }

  private at(desk: DeskContext) {
    return { storeId: desk.store.id, businessDate: this.commands.dateOf(desk), now: this.clock.now() };
  }
}

/** The number on top; torn sheets show theirs once the amount is known. */
function nextOf(books: readonly BookRow[], kind: InvoiceKind): string | undefined {
  const book = books.find((each) => each.kind === kind);
  return book?.denominationFen === null ? (book.nextNo ?? undefined) : undefined;
}
