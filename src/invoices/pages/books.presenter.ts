import { Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { calendarDate, daysBetween } from '../../kernel/business-day.js';
import { Clock } from '../../platform/clock/clock.js';
import { Reader } from '../../platform/database/reader.js';
import type { FormProblem } from '../../platform/http/submit.js';
import type { Locale } from '../../platform/i18n/locale.js';
import { money } from '../../platform/views/format.js';
import { emptyForm } from '../../platform/views/form-model.js';
import { leafOf } from '../../platform/views/leaf.js';
import type { DeskContext } from '../../staff/desk-context.js';
import { mayDo } from '../../staff/permissions.js';
import { blanksOf, bookOf, type BookRow } from '../books/book-rows.js';
import { DeskModes } from '../desk-modes.js';
import { InvoiceQueries } from '../invoice.queries.js';
import { BOOK_KINDS, DENOMINATIONS_FEN } from '../rules/invoice-kinds.js';
import { blankFrom, takeSheets } from '../rules/sheet-range.js';
import { InvoiceWords } from './invoice-words.presenter.js';

const STRIP = 1_000;

export type BookPart = 'receive' | 'hand' | 'desks' | 'spoil' | 'lose';
export type Typed = Partial<Pick<FormProblem, 'values' | 'errors'>> & { readonly of?: BookPart };

/** Books by holder and age, the strip of each, and the forms by which they move. */
@Injectable()
export class BooksPresenter {
  constructor(
    private readonly queries: InvoiceQueries,
    private readonly modes: DeskModes,
    private readonly words: InvoiceWords,
    private readonly reader: Reader,
    private readonly clock: Clock,
  ) {}

  async list(desk: DeskContext, typed: Typed = {}): Promise<object> {
    const { locale, person, store } = desk;
    const books = await this.queries.books(store.id);
    const may = (act: string) => mayDo(person.roles, act);
    const movable = books.filter(({ place }) => place === 'FINANCE' || place === 'CLERK');
    return {
      menu: this.words.menu(desk, 'books'),
      columns: this.words.columns(locale, ['book', 'kind', 'range', '>blank', 'holder', '>age']),
      rows: books.map((book) => this.row(locale, book)),
      receive: may('invoices.receiveBook') ? this.form(typed, 'receive', '/invoices/books') : undefined,
      kinds: this.words.options(locale, 'kinds', BOOK_KINDS),
      denominations: DENOMINATIONS_FEN.map((fen) => ({ value: String(fen), label: `¥${fen / 100}` })),
      hand:
        may('invoices.moveBook') && movable.length > 0 ? this.form(typed, 'hand', '/invoices/books/hand') : undefined,
      movable: movable.map((book) => ({
        name: `book-${book.id}`,
        text: this.title(locale, book),
        hint: this.holder(locale, book),
      })),
      desks: may('invoices.setDesk') ? await this.desks(desk) : [],
      modes: this.words.options(locale, 'modes', ['DIGITAL', 'PAPER']),
    };
  }

  /** Used books, kept until their date (发票管理办法 28). */
  async archive(desk: DeskContext, skip: number): Promise<object> {
    const books = await this.queries.archive(desk.store.id, skip);
    const { rows, leaf } = leafOf(books, skip, (from) => `/invoices/books/archive?skip=${from}`);
    return {
      menu: this.words.menu(desk, 'books'),
      columns: this.words.columns(desk.locale, ['book', 'kind', 'range', 'retain']),
      rows: rows.map((book) => ({
        cells: [
          { text: book.label, href: `/invoices/books/${book.id}` },
          { text: this.title(desk.locale, book) },
          { text: `${book.firstNo}–${book.lastNo}`, note: book.code },
          { text: book.retainUntil ?? '' },
        ],
      })),
      leaf,
    };
  }

  async one(desk: DeskContext, id: string, typed: Typed = {}): Promise<object> {
    const { locale, person } = desk;
    const book = await bookOf(this.reader, desk.store.id, id);
    const used = await this.queries.strip(id);
    const blank = blanksOf(book);
    const mine = book.holderId === person.id || book.place === 'SAFE';
    return {
      menu: this.words.menu(desk, 'books'),
      title: this.title(locale, book),
      facts: this.facts(locale, book, blank),
      ...this.strip(locale, book, used),
      spoil:
        mine && blank > 0 && mayDo(person.roles, 'invoices.spoil')
          ? this.form(typed, 'spoil', `/invoices/books/${id}/spoil`)
          : undefined,
      lose:
        mine && blank > 0 && mayDo(person.roles, 'invoices.reportLost')
          ? this.form(typed, 'lose', `/invoices/books/${id}/lost`)
          : undefined,
      file:
        blank === 0 && book.place === 'FINANCE' && mayDo(person.roles, 'invoices.fileBook')
          ? emptyForm(`/invoices/books/${id}/file`, uuidv7())
          : undefined,
      next: shownNext(book) ?? '',
    };
  }

  /** Of a sealed book nothing: in the morning two people read its first blank number without being told. */
  private strip(locale: Locale, book: BookRow, used: readonly { number: string; state: string }[]) {
    if (book.place === 'SAFE') return { strip: [], stripLabel: this.words.say(locale, 'books.sealed') };
    const label = this.words.say(locale, 'books.strip', { used: used.length, blank: blanksOf(book) });
    return { strip: stripOf(book, used), stripLabel: label };
  }

  private facts(locale: Locale, book: BookRow, blank: number) {
    const fact = (key: string, value: string) => ({
      label: this.words.say(locale, `col.${key}`),
      value,
      note: undefined,
    });
    return [
      fact('book', book.label),
      fact('code', book.code),
      fact('range', `${book.firstNo}–${book.lastNo}`),
      fact('next', shownNext(book) ?? '—'),
      ...(book.place === 'SAFE' ? [] : [fact('blank', String(blank))]),
      fact('holder', this.holder(locale, book)),
      ...(book.retainUntil === null ? [] : [fact('retain', book.retainUntil)]),
    ];
  }

  private row(locale: Locale, book: BookRow) {
    const blank = blanksOf(book);
    const days = daysBetween(calendarDate(book.placeSince), calendarDate(this.clock.now()));
    return {
      cells: [
        { text: book.label, href: `/invoices/books/${book.id}` },
        { text: this.title(locale, book) },
        { text: `${book.firstNo}–${book.lastNo}`, note: book.code },
        book.place === 'SAFE' ? { text: '—' } : { text: String(blank), note: book.nextNo ?? undefined, strong: true },
        { text: this.holder(locale, book) },
        { text: this.words.say(locale, 'books.days', { count: days }) },
      ],
    };
  }

  holder(locale: Locale, { place, holderName }: BookRow): string {
    const where = this.words.say(locale, `places.${place}`);
    return holderName === null ? where : `${where} · ${holderName}`;
  }

  private title(locale: Locale, { kind, denominationFen }: BookRow): string {
    const name = this.words.say(locale, `kinds.${kind}`);
    return denominationFen === null ? name : `${name} ¥${money(denominationFen)}`;
  }

  private async desks({ store }: DeskContext) {
    const rows = await this.modes.all(this.reader, store.id);
    return rows.map(({ id, name, mode }) => ({
      name,
      form: emptyForm('/invoices/books/desks', uuidv7(), { deskId: id, mode }),
      id,
      field: `mode-${id}`,
    }));
  }

  private form(typed: Typed, part: BookPart, action: string) {
    const mine = typed.of === part ? typed : {};
    return { ...emptyForm(action, uuidv7(), mine.values), errors: mine.errors ?? {} };
  }
}

function shownNext({ place, nextNo }: BookRow): string | null {
  return place === 'SAFE' ? null : nextNo;
}

/** Sheet by sheet: what became of it, or that it is blank. */
function stripOf({ firstNo, lastNo }: BookRow, used: readonly { number: string; state: string }[]) {
  const states = new Map(used.map(({ number, state }) => [number, state]));
  return takeSheets(blankFrom(firstNo, lastNo), STRIP).map((number) => {
    const state = states.get(number);
    return { state: state === undefined ? 'free' : state === 'ISSUED' ? 'used' : 'bad' };
  });
}
