import { Module } from '@nestjs/common';
import { ErrorStatuses } from '../platform/http/error-statuses.js';
import { BookCustody } from './books/book-custody.js';
import { SheetNumbers } from './books/sheet-numbers.js';
import { invoicesErrors } from './invoices.errors.js';

const services = [BookCustody, SheetNumbers];

/** Invoices: numbered books, what may be invoiced, issue, void and red. */
@Module({ providers: services, exports: services })
export class InvoicesModule {
  constructor(statuses: ErrorStatuses) {
    statuses.register(invoicesErrors);
  }
}
