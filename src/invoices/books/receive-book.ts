import { Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { addMonthsEnd } from '../../kernel/business-day.js';
import { DomainError } from '../../kernel/domain-error.js';
import { formatYuan } from '../../kernel/money.js';
import type { Outcome } from '../../platform/database/command.js';
import type { Tx } from '../../platform/database/tx.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import type { DeskContext } from '../../staff/desk-context.js';
import { PolicyService } from '../../venue/policy.service.js';
import { InvoiceBook } from '../invoice-book.entity.js';
import { dayOf, InvoiceCommands } from '../invoice-commands.js';
import { InvoicePapers } from '../invoice-papers.js';
import { sheetsIn } from '../rules/sheet-range.js';
import { BookCustody } from './book-custody.js';
import { type BookForm, type BookInput, readBook } from './book-form.js';
import { bookOf, type BookRow } from './book-rows.js';

export type BookDone = { bookId: string; label: string; documentId: string };

/** Books come from the tax office to Finance and end in its archive for five years (发票管理办法 26, 28). */
@Injectable()
export class ReceiveBook {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly commands: InvoiceCommands,
    private readonly custody: BookCustody,
    private readonly papers: InvoicePapers,
    private readonly policies: PolicyService,
  ) {}

  /** Throws what `readBook` refuses, `invoices.book.overlap {label}` when a number of it is known already. */
  async receive(desk: DeskContext, requestKey: string, input: BookInput): Promise<Outcome<BookDone>> {
    const form = readBook(input);
    const command = this.commands.ofOffice(desk, 'invoices.receiveBook', requestKey, { ...input });
    return this.uow.run(command, async (tx) => {
      await assertNew(tx, form);
      const paper = await this.papers.print(tx, desk, {
        kind: 'invoice-book',
        prefix: 'FL',
        titleKey: 'bookTitle',
        lines: [
          { key: 'kind', value: this.papers.kindName(desk, form.kind) },
          { key: 'code', value: form.code },
          { key: 'range', value: `${form.firstNo}–${form.lastNo}` },
          { key: 'sheets', value: String(sheetsIn({ first: form.firstNo, last: form.lastNo })) },
          ...(form.denominationFen === null ? [] : [{ key: 'denomination', value: formatYuan(form.denominationFen) }]),
        ],
        copies: [{ name: 'file', sign: 'finance' }],
      });
      const id = uuidv7();
      const { storeId, actorId } = tx.command;
      const row = {
        ...form,
        id,
        storeId,
        label: paper.number,
        nextNo: form.firstNo,
        place: 'FINANCE' as const,
        holderId: actorId,
        placeSince: tx.now,
        queuedAt: tx.now,
        retainUntil: null,
      };
      await tx.insert(InvoiceBook, row);
      await this.custody.begin(tx, { ...row, holderName: null, missing: 0 }, paper.id);
      return { bookId: id, label: paper.number, documentId: paper.id };
    });
  }

  /** Files the stubs of a used book. Throws `invoices.book.notUsedUp`, `invoices.book.transition`, `page.notFound`. */
  async file(desk: DeskContext, requestKey: string, bookId: string): Promise<Outcome<{ retainUntil: string }>> {
    const command = this.commands.ofOffice(desk, 'invoices.fileBook', requestKey, { bookId });
    return this.uow.run(command, async (tx) => {
      const book = await bookOf(tx, tx.command.storeId, bookId);
      if (book.nextNo !== null) throw new DomainError('invoices.book.notUsedUp', { label: book.label });
      await this.custody.move(tx, book, 'file', { toId: null, coSignerId: null, shiftId: null });
      const { invoices } = await this.policies.current(tx, tx.command.storeId, dayOf(tx));
      const retainUntil = addMonthsEnd(await lastUseOf(tx, book), invoices.retainMonths);
      await tx.run('UPDATE invoice_book SET retain_until = ? WHERE id = ?', [retainUntil, bookId]);
      return { retainUntil };
    });
  }
}

async function assertNew(tx: Tx, { code, firstNo, lastNo }: BookForm): Promise<void> {
  const known = await tx.one<{ label: string }>(
    'SELECT label FROM invoice_book WHERE code = ? AND first_no <= ? AND last_no >= ? LIMIT 1',
    [code, lastNo, firstNo],
  );
  if (known) throw new DomainError('invoices.book.overlap', { label: known.label }, 'firstNo');
}

async function lastUseOf(tx: Tx, { id }: BookRow): Promise<string> {
  const row = await tx.one<{ day: string | null }>(
    'SELECT max(business_date) AS day FROM invoice_number WHERE book_id = ?',
    [id],
  );
  return row?.day ?? dayOf(tx);
}
