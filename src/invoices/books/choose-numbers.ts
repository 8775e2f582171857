import { Injectable } from '@nestjs/common';
import { DomainError } from '../../kernel/domain-error.js';
import { formatYuan } from '../../kernel/money.js';
import type { SqlReads } from '../../platform/database/sql-reads.js';
import type { Tx } from '../../platform/database/tx.js';
import type { Counter } from '../invoice-commands.js';
import { type InvoiceKind, kindRule } from '../rules/invoice-kinds.js';
import { chooseSheets } from '../rules/sheet-chooser.js';
import { blankFrom, takeSheets } from '../rules/sheet-range.js';
import { blanksOf, type BookRow, booksInUse, booksToUse, missingOf } from './book-rows.js';
import { type NumberUse, SheetNumbers } from './sheet-numbers.js';

interface BookTake {
  readonly book: BookRow;
  readonly count: number;
  /** On each of these sheets. */
  readonly amountFen: number;
}

/** The numbers an amount will stand on, not taken yet. */
export interface ChosenNumbers {
  readonly takes: readonly BookTake[];
  /** The platform's number, for 数电票. */
  readonly digital: string | null;
  readonly totalFen: number;
  /** Below the smallest sheet, or more than the sheets in hand. */
  readonly restFen: number;
  readonly texts: readonly { readonly code: string; readonly number: string; readonly amountFen: number }[];
}

/**
 * The fewest torn sheets, the next sheet of the book in use, or the platform's number. Throws `invoices.sheets.none`, `invoices.book.none`,
 * `invoices.number.invalid`.
 */
export async function chooseFrom(
  db: SqlReads,
  { kind, number }: { readonly kind: InvoiceKind; readonly number: string | null },
  amountFen: number,
  clerkId: string,
  counter: Pick<Counter, 'deskId'> | null,
): Promise<ChosenNumbers> {
  if (!kindRule(kind).book) return digital(number, amountFen);
  const books = counter ? await booksToUse(db, { clerkId, deskId: counter.deskId }) : [];
  const ours = books.filter((book) => book.kind === kind);
  return kindRule(kind).denominated ? sheets(db, ours, amountFen) : oneSheet(db, ours, amountFen);
}

function digital(number: string | null, amountFen: number): ChosenNumbers {
  if (number === null) throw new DomainError('invoices.number.invalid', { digits: 20 }, 'number');
  return { takes: [], digital: number, totalFen: amountFen, restFen: 0, texts: [{ code: '', number, amountFen }] };
}

function oneSheet(db: SqlReads, books: readonly BookRow[], amountFen: number): Promise<ChosenNumbers> {
  const [book] = booksInUse(books);
  if (!book) throw new DomainError('invoices.book.none', {}, 'kind');
  return chosen(db, [{ book, count: 1, amountFen }], amountFen);
}

function sheets(db: SqlReads, books: readonly BookRow[], amountFen: number): Promise<ChosenNumbers> {
  const stock = books.map((book) => ({ denominationFen: book.denominationFen ?? 0, sheets: blanksOf(book) }));
  const choice = chooseSheets(amountFen, stock);
  if (choice.coveredFen === 0) throw new DomainError('invoices.sheets.none', { amount: formatYuan(amountFen) }, 'kind');
  const takes = choice.sheets.flatMap(({ denominationFen, count }) =>
    fromBooks(
      books.filter((book) => book.denominationFen === denominationFen),
      denominationFen,
      count,
    ),
  );
  return chosen(db, takes, amountFen);
}

/** From the book in use to its end, then from the one queued behind it. */
function fromBooks(books: readonly BookRow[], amountFen: number, count: number): BookTake[] {
  let left = count;
  return books.flatMap((book) => {
    const here = Math.min(left, blanksOf(book));
    left -= here;
    return here === 0 ? [] : [{ book, amountFen, count: here }];
  });
}

async function chosen(db: SqlReads, takes: readonly BookTake[], amountFen: number): Promise<ChosenNumbers> {
  const texts: ChosenNumbers['texts'][number][] = [];
  for (const { book, count, amountFen: each } of takes) {
    const blank = blankFrom(book.nextNo, book.lastNo);
    for (const number of takeSheets(blank, count, await missingOf(db, book)))
      texts.push({ code: book.code, number, amountFen: each });
  }
  const totalFen = texts.reduce((sum, text) => sum + text.amountFen, 0);
  return { takes, texts, totalFen, digital: null, restFen: amountFen - totalFen };
}

/** Takes what was chosen, in the unit of the issue. */
@Injectable()
export class ChosenNumbersTaker {
  constructor(private readonly numbers: SheetNumbers) {}

  async take(tx: Tx, choice: ChosenNumbers, use: Omit<NumberUse, 'action' | 'amountFen'>): Promise<void> {
    if (choice.digital !== null) {
      await this.numbers.enter(tx, choice.digital, { ...use, action: 'issue', amountFen: choice.totalFen });
    }
    for (const { book, count, amountFen } of choice.takes) {
      await this.numbers.take(tx, book, count, { ...use, action: 'issue', amountFen });
    }
  }
}
