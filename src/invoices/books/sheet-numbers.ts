import { Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { DomainError } from '../../kernel/domain-error.js';
import { assertTransition } from '../../kernel/transitions.js';
import type { Tx } from '../../platform/database/tx.js';
import { InvoiceNumberStep } from '../invoice-number-step.entity.js';
import { InvoiceNumber } from '../invoice-number.entity.js';
import type { InvoiceKind } from '../rules/invoice-kinds.js';
import { type NumberState, numberLife, type UsedState } from '../rules/number-life.js';
import { blankFrom, numberAfter, takeSheets } from '../rules/sheet-range.js';
import { type BookRow, missingOf } from './book-rows.js';

/** What a number becomes when it leaves BLANK. */
export interface NumberUse {
  readonly action: 'issue' | 'spoil' | 'lose' | 'miss';
  readonly amountFen: number;
  readonly shiftId: string | null;
  readonly deskId: string | null;
  readonly invoiceId?: string | null;
  readonly changeId?: string | null;
  readonly reason?: string | null;
  readonly documentId?: string | null;
  readonly coSignerId?: string | null;
}

/** A number as its row has it now. */
export interface NumberRow extends Omit<InvoiceNumber, 'kind' | 'state' | 'firstState'> {
  readonly kind: InvoiceKind;
  readonly state: UsedState;
  readonly firstState: UsedState;
}

export const NUMBER_COLUMNS = `n.id, n.store_id, n.book_id, n.kind, n.code, n.number, n.amount_fen, n.state, n.first_state, n.invoice_id, n.change_id,
  n.desk_id, n.shift_id, n.clerk_id, n.business_date, n.at, n.state_since`;

/** Numbers leave BLANK in order, one after the other, and every step has a name under it (facts 3.3). */
@Injectable()
export class SheetNumbers {
  /**
   * Takes the next `count` numbers of a book. Two desks at once: the book's next number changes only from the one that was read, so one of them
   * gets it and the other is told. Throws `invoices.book.usedUp {label}`, `invoices.number.taken`.
   */
  async take(tx: Tx, book: BookRow, count: number, use: NumberUse): Promise<NumberRow[]> {
    const missing = await missingOf(tx, book);
    const numbers = takeSheets(blankFrom(book.nextNo, book.lastNo), count, missing);
    const last = numbers.at(-1);
    if (last === undefined || numbers.length < count)
      throw new DomainError('invoices.book.usedUp', { label: book.label });
    const moved = await tx.run('UPDATE invoice_book SET next_no = ? WHERE id = ? AND next_no = ? AND place = ?', [
      numberAfter(last, book.lastNo, missing),
      book.id,
      book.nextNo,
      book.place,
    ]);
    if (moved !== 1) throw new DomainError('invoices.number.taken', { number: book.nextNo ?? '' });
    const rows: NumberRow[] = [];
    for (const number of numbers) rows.push(await this.leaveBlank(tx, { ...book, bookId: book.id, number }, use));
    return rows;
  }

  /**
   * Sheets in the middle of a book that are not there; those before them stay blank. Throws `invoices.number.notBlank {number}` for what is used,
   * lost already or past the end.
   */
  async miss(tx: Tx, book: BookRow, numbers: readonly string[], use: NumberUse): Promise<NumberRow[]> {
    const missing = await missingOf(tx, book);
    const wrong = numbers.find(
      (number) => missing.has(number) || number > book.lastNo || number < (book.nextNo ?? 'x'),
    );
    if (wrong !== undefined) throw new DomainError('invoices.number.notBlank', { number: wrong }, 'first');
    const rows: NumberRow[] = [];
    for (const number of numbers) rows.push(await this.leaveBlank(tx, { ...book, bookId: book.id, number }, use));
    return rows;
  }

  /** A number the platform gave: there is no blank to take it from. Throws `invoices.number.known {number}`. */
  async enter(tx: Tx, number: string, use: NumberUse): Promise<NumberRow> {
    const known = await tx.one('SELECT id FROM invoice_number WHERE code = ? AND number = ?', ['', number]);
    if (known) throw new DomainError('invoices.number.known', { number }, 'number');
    return this.leaveBlank(tx, { kind: 'DIGITAL', code: '', bookId: null, number }, use);
  }

  /** ISSUED → VOID; all copies are kept. Throws `invoices.state.transition`. */
  async void(tx: Tx, row: NumberRow, step: { reason: string; shiftId: string | null; documentId: string | null }) {
    const toState = assertTransition(numberLife, row.state, 'void');
    const moved = await tx.run('UPDATE invoice_number SET state = ?, state_since = ? WHERE id = ? AND state = ?', [
      toState,
      tx.now,
      row.id,
      row.state,
    ]);
    if (moved !== 1) throw new DomainError('invoices.state.transition', { from: row.state, action: 'void' });
    await this.step(tx, row.id, { ...step, action: 'void', fromState: row.state, toState });
  }

  private async leaveBlank(
    tx: Tx,
    place: { kind: InvoiceKind; code: string; bookId: string | null; number: string },
    use: NumberUse,
  ): Promise<NumberRow> {
    const state = usedState(assertTransition(numberLife, 'BLANK', use.action));
    const { storeId, actorId: clerkId } = tx.command;
    const row: NumberRow = {
      id: uuidv7(),
      storeId,
      clerkId,
      state,
      bookId: place.bookId,
      kind: place.kind,
      code: place.code,
      number: place.number,
      amountFen: use.amountFen,
      firstState: state,
      invoiceId: use.invoiceId ?? null,
      changeId: use.changeId ?? null,
      deskId: use.deskId,
      shiftId: use.shiftId,
      businessDate: dateOf(tx),
      at: tx.now,
      stateSince: tx.now,
    };
    await tx.insert(InvoiceNumber, row);
    await this.step(tx, row.id, { ...use, fromState: 'BLANK', toState: state });
    return row;
  }

  private async step(
    tx: Tx,
    numberId: string,
    step: Pick<NumberUse, 'reason' | 'documentId' | 'coSignerId' | 'shiftId'> & {
      action: string;
      fromState: NumberState;
      toState: string;
    },
  ): Promise<void> {
    await tx.insert(InvoiceNumberStep, {
      id: uuidv7(),
      numberId,
      action: step.action,
      fromState: step.fromState,
      toState: step.toState,
      reason: step.reason ?? null,
      shiftId: step.shiftId,
      businessDate: dateOf(tx),
      at: tx.now,
      byId: tx.command.actorId,
      coSignerId: step.coSignerId ?? null,
      documentId: step.documentId ?? null,
    });
  }
}

/** A number's row begins when it leaves BLANK; no row ever says BLANK. */
function usedState(state: NumberState): UsedState {
  if (state === 'BLANK') throw new Error('a number never becomes blank');
  return state;
}

function dateOf(tx: Tx): string {
  if (tx.command.businessDate === null) throw new DomainError('venue.dayNotOpen');
  return tx.command.businessDate;
}
