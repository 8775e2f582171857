import { Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { DomainError } from '../../kernel/domain-error.js';
import { assertTransition } from '../../kernel/transitions.js';
import type { Tx } from '../../platform/database/tx.js';
import { InvoiceBookStep } from '../invoice-book-step.entity.js';
import { type BookAction, type BookPlace, bookLife } from '../rules/number-life.js';
import { blankFrom } from '../rules/sheet-range.js';
import type { BookRow } from './book-rows.js';

export interface BookMove {
  /** Who has it afterwards; null for the safe and the archive. */
  readonly toId: string | null;
  /** The other hand: two people sign whenever a book changes hands. */
  readonly coSignerId: string | null;
  readonly shiftId?: string | null;
  readonly documentId?: string | null;
}

/** The one place where a book changes hands: one custodian at a time, each step with its blank range and two names. */
@Injectable()
export class BookCustody {
  /**
   * Moves a book on within the unit of the act that causes it (draw, handover, night seal). What is blank is counted as it is now, so the row must
   * not have changed since it was read. Throws `invoices.book.transition`, `invoices.book.moved`.
   */
  async move(tx: Tx, book: BookRow, action: BookAction, move: BookMove): Promise<BookPlace> {
    const toPlace = assertTransition(bookLife, book.place, action);
    const moved = await tx.run(
      `UPDATE invoice_book SET place = ?, holder_id = ?, place_since = ?, queued_at = ? WHERE id = ? AND place = ?
       AND COALESCE(holder_id, '') = ? AND COALESCE(next_no, '') = ?`,
      [
        toPlace,
        move.toId,
        tx.now,
        queuedAt(tx, book, action),
        book.id,
        book.place,
        book.holderId ?? '',
        book.nextNo ?? '',
      ],
    );
    if (moved !== 1) throw new DomainError('invoices.book.moved', { label: book.label });
    await this.step(tx, book, action, { ...move, toPlace });
    return toPlace;
  }

  /** The first step, from the tax office into Finance's hands. */
  async begin(tx: Tx, book: BookRow, documentId: string): Promise<void> {
    const toPlace = assertTransition(bookLife, 'TAX_OFFICE', 'receive');
    const from: BookRow = { ...book, place: 'TAX_OFFICE', holderId: null };
    await this.step(tx, from, 'receive', { toId: tx.command.actorId, coSignerId: null, documentId, toPlace });
  }

  private async step(
    tx: Tx,
    book: BookRow,
    action: BookAction,
    move: BookMove & { toPlace: BookPlace },
  ): Promise<void> {
    const { businessDate, actorId } = tx.command;
    if (businessDate === null) throw new DomainError('venue.dayNotOpen');
    const blank = blankFrom(book.nextNo, book.lastNo);
    await tx.insert(InvoiceBookStep, {
      id: uuidv7(),
      bookId: book.id,
      action,
      businessDate,
      fromPlace: book.place,
      fromId: book.holderId,
      toPlace: move.toPlace,
      toId: move.toId,
      blankFirst: blank?.first ?? null,
      blankLast: blank?.last ?? null,
      shiftId: move.shiftId ?? null,
      at: tx.now,
      byId: actorId,
      coSignerId: move.coSignerId,
      documentId: move.documentId ?? null,
    });
  }
}

/** A book drawn from Finance queues behind those in hand; one that only changes hands keeps its place. */
function queuedAt(tx: Tx, book: BookRow, action: BookAction): number {
  return action === 'draw' ? tx.now : book.queuedAt;
}
