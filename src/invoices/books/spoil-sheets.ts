import { Injectable } from '@nestjs/common';
import { DomainError } from '../../kernel/domain-error.js';
import { cleanText } from '../../kernel/text.js';
import { parseCount } from '../../kernel/whole-number.js';
import type { Outcome } from '../../platform/database/command.js';
import type { Tx } from '../../platform/database/tx.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { OnSpotCoSigner, type TypedCoSign } from '../../staff/approvals/on-spot-co-signer.js';
import { PendingSignatures } from '../../staff/approvals/pending-signatures.js';
import { commandOfTheDay, type DeskContext } from '../../staff/desk-context.js';
import { counterOf, InvoiceCommands } from '../invoice-commands.js';
import { InvoicePapers } from '../invoice-papers.js';
import { invoiceNumber } from '../rules/invoice-kinds.js';
import { sheetNo } from '../rules/sheet-range.js';
import { type BookRow, bookOf, booksToUse } from './book-rows.js';
import { SheetNumbers } from './sheet-numbers.js';

export type SheetsGone = { documentId: string; numbers: string[] };

const LOST_COPIES = [
  { name: 'taxOffice', sign: 'seal' },
  { name: 'file', sign: 'supervisor' },
] as const;

/** Sheets that leave BLANK without an invoice: written wrong before they were handed over, or lost. */
@Injectable()
export class SpoilSheets {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly commands: InvoiceCommands,
    private readonly sheets: SheetNumbers,
    private readonly papers: InvoicePapers,
    private readonly coSigner: OnSpotCoSigner,
    private readonly signatures: PendingSignatures,
  ) {}

  /** 作废 of the next sheet, all copies kept in the book; the supervisor signs before handover. Throws `invoices.book.notYours`, `text.required`. */
  async spoil(
    desk: DeskContext,
    requestKey: string,
    bookId: string,
    typedReason: string,
  ): Promise<Outcome<SheetsGone>> {
    const reason = cleanText(typedReason, { max: 200, required: true, field: 'reason' });
    const command = commandOfTheDay(desk, 'invoices.spoil', requestKey, { bookId, reason });
    return this.uow.run(command, async (tx) => {
      const counter = await counterOf(tx, desk);
      const usable = await booksToUse(tx, { clerkId: tx.command.actorId, deskId: counter.deskId });
      const book = usable.find(({ id }) => id === bookId);
      if (!book) throw await notYours(tx, bookId);
      const gone = await this.gone(tx, desk, book, { count: 1, action: 'spoil', reason, place: counter });
      await this.signatures.add(tx, desk.person.roles, {
        kind: 'invoices.spoil',
        documentId: gone.documentId,
        summary: { key: 'invoices.signature.SPOIL', params: { no: gone.numbers.join(' '), label: book.label } },
      });
      return gone;
    });
  }

  /**
   * Lost blanks, from the next number on or, with `first`, in the middle of the book: the ones before it stay blank and are used in order. 003E and
   * 发票管理办法 34: reported to the tax office the same day, with this paper. A lead signs on the spot.
   * Throws `invoices.book.usedUp`, `invoices.book.notYours`, `invoices.number.invalid`, `invoices.number.notBlank {number}`, PIN refusals.
   */
  async lose(
    desk: DeskContext,
    requestKey: string,
    bookId: string,
    input: { readonly first: string; readonly count: string; readonly reason: string },
    typed: TypedCoSign,
  ): Promise<Outcome<SheetsGone>> {
    const reason = cleanText(input.reason, { max: 200, required: true, field: 'reason' });
    const count = parseCount(input.count, { min: 1, max: 1_000, field: 'count' });
    const first = input.first.trim() === '' ? null : invoiceNumber('HAND', input.first, 0, 'first');
    const lead = await this.coSigner.verify(desk, 'invoices.reportLost', typed);
    const said = { bookId, first, count, reason };
    const command = this.commands.ofOffice(desk, 'invoices.reportLost', requestKey, said, [lead]);
    return this.uow.run(command, async (tx) => {
      const book = await bookOf(tx, tx.command.storeId, bookId);
      if (book.holderId !== desk.person.id && book.place !== 'SAFE') throw await notYours(tx, bookId);
      const place = { deskId: desk.terminal?.deskId ?? null, shiftId: tx.shiftId };
      const action = first === null || first === book.nextNo ? 'lose' : 'miss';
      return this.gone(tx, desk, book, { first, count, action, reason, place, coSignerId: lead.staffId });
    });
  }

  private async gone(
    tx: Tx,
    desk: DeskContext,
    book: BookRow,
    use: {
      first?: string | null;
      count: number;
      action: 'spoil' | 'lose' | 'miss';
      reason: string;
      place: { deskId: string | null; shiftId: string | null };
      coSignerId?: string;
    },
  ): Promise<SheetsGone> {
    const { count, action, reason, place, coSignerId = null } = use;
    const first = use.first ?? book.nextNo ?? '';
    const spoilt = action === 'spoil';
    const paper = await this.papers.print(tx, desk, {
      kind: spoilt ? 'invoice-spoilt' : 'invoice-lost',
      prefix: spoilt ? 'FZ' : 'FS',
      titleKey: spoilt ? 'spoiltTitle' : 'lostTitle',
      lines: [
        { key: 'book', value: book.label },
        { key: 'code', value: book.code },
        { key: 'first', value: first },
        { key: 'sheets', value: String(count) },
        { key: 'reason', value: reason },
      ],
      copies: spoilt ? [{ name: 'file', sign: 'clerk' }] : LOST_COPIES,
    });
    const leaving = { ...place, action, reason, coSignerId, amountFen: 0, documentId: paper.id };
    const rows =
      action === 'miss'
        ? await this.sheets.miss(tx, book, numbersFrom(first, count), leaving)
        : await this.sheets.take(tx, book, count, leaving);
    return { documentId: paper.id, numbers: rows.map(({ number }) => number) };
  }
}

function numbersFrom(first: string, count: number): string[] {
  return Array.from({ length: count }, (_, index) => sheetNo(Number(first) + index));
}

async function notYours(tx: Tx, bookId: string): Promise<DomainError> {
  const book = await bookOf(tx, tx.command.storeId, bookId);
  return new DomainError('invoices.book.notYours', { holder: book.holderName ?? '' });
}
