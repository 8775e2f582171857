import type { ErrorTable } from '../platform/http/error-table.js';

/** Status of each refusal around invoices. */
export const invoicesErrors: ErrorTable = {
  'invoices.code.invalid': 422,
  'invoices.number.invalid': 422,
  'invoices.number.known': 409,
  'invoices.number.taken': 409,
  'invoices.state.transition': 409,
  'invoices.book.transition': 409,
  'invoices.book.moved': 409,
  'invoices.book.usedUp': 409,
};
