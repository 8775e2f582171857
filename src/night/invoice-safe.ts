import { Injectable } from '@nestjs/common';
import { BookCustody } from '../invoices/books/book-custody.js';
import { type HeldRange, rangesHeldBy } from '../invoices/books/shift-ranges.js';
import type { SqlReads } from '../platform/database/sql-reads.js';
import type { Tx } from '../platform/database/tx.js';
import type { HandoverLine, HandoverObstacle } from '../venue/handover-parts.js';
import type { DeskNight, FirstBlank, SafePart } from '../venue/safe-contents.js';
import { bookName, deskBooks, lastShiftOf, proofsOf, sealedBooks } from './invoice-rows.js';

/** Books, receipts and copies at night (003E-075…077): held against each other, laid into the safe, taken out by two. */
@Injectable()
export class InvoiceSafe implements SafePart {
  readonly order = 20;

  constructor(private readonly custody: BookCustody) {}

  /** The last shift's: those of earlier shifts went to Finance with their bag (003E-074). */
  async piles(db: SqlReads, night: DeskNight): Promise<HandoverLine[]> {
    const { receipts, copies } = await proofsOf(db, (await lastShiftOf(db, night)).id);
    return [...pile('invoiceReceipts', receipts), ...pile('invoiceCopies', copies)];
  }

  /** Books are counted as they are laid in; the piles were when they were held against each other. */
  async contents(db: SqlReads, night: DeskNight): Promise<HandoverLine[]> {
    const papers = (await this.piles(db, night)).map((pile) => ({ ...pile, touch: false }));
    const { length: expected } = await deskBooks(db, night);
    const books = { expected, key: 'books', touch: true, labelKey: 'night.contents.books', href: '/invoices/books' };
    return expected === 0 ? papers : [books, ...papers];
  }

  async obstacles(db: SqlReads, night: DeskNight): Promise<HandoverObstacle[]> {
    const ranges: HeldRange[] = await rangesHeldBy(db, await lastShiftOf(db, night));
    return ranges
      .filter(({ fault }) => fault !== null)
      .map(({ book, fault }) => ({
        key: `night.obstacle.${fault}`,
        params: { label: book.label },
        href: '/invoices/books',
      }));
  }

  async blanks(db: SqlReads, night: DeskNight): Promise<FirstBlank[]> {
    const books = await deskBooks(db, night);
    return books.flatMap((book) => {
      const { id: key, nextNo: number, kind } = book;
      const labelKey = `night.contents.book.${kind}`;
      return number === null ? [] : [{ key, number, labelKey, labelParams: bookName(book) }];
    });
  }

  async laidIn(tx: Tx, night: DeskNight, witnessId: string): Promise<void> {
    const { id: shiftId } = await lastShiftOf(tx, night);
    for (const book of await deskBooks(tx, night)) {
      await this.custody.move(tx, book, 'seal', { shiftId, toId: null, coSignerId: witnessId });
    }
  }

  /** Into the hands of the one who opened; the other's name stands beside. */
  async takenOut(tx: Tx, night: DeskNight, witnessId: string): Promise<void> {
    for (const book of await sealedBooks(tx, night)) {
      await this.custody.move(tx, book, 'take', { toId: tx.command.actorId, coSignerId: witnessId });
    }
  }
}

function pile(key: string, expected: number): HandoverLine[] {
  return expected === 0 ? [] : [{ key, expected, touch: true, proof: true, labelKey: `night.handover.${key}` }];
}
