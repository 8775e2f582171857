import type { SqlReads } from '../platform/database/sql-reads.js';
import type { HeldThing } from '../staff/custody-registry.js';
import { blanksOf, type BookRow, booksHeldBy, booksInUse } from './books/book-rows.js';

/** Books in somebody's hands: whoever leaves hands them over with two signatures first (counter-practice §4.16). */
export async function booksOnLeaving(db: SqlReads, staffId: string): Promise<HeldThing[]> {
  const books = await booksHeldBy(db, staffId);
  return books.map(({ label, code }) => ({ key: 'invoices.held', params: { label, code }, href: '/invoices/books' }));
}

export interface LowStock {
  readonly book: BookRow;
  /** Sheets of its kind left in hand, queued books included. */
  readonly sheets: number;
}

/** Kinds and denominations that run out: the next book is asked for in time, nothing is issued past the end. */
export function lowStock(books: readonly BookRow[], atMost: number): LowStock[] {
  return booksInUse(books).flatMap((book) => {
    const sheets = books
      .filter(({ kind, denominationFen }) => kind === book.kind && denominationFen === book.denominationFen)
      .reduce((sum, each) => sum + blanksOf(each), 0);
    return sheets <= atMost ? [{ book, sheets }] : [];
  });
}
