import { assertInvoicePolicy, DEFAULT_INVOICE_POLICY } from './invoice-policy.js';

it('works with what it is delivered with', () =>
  expect(() => assertInvoicePolicy(DEFAULT_INVOICE_POLICY)).not.toThrow());

test.each([
  ['stubs for less than five years', { retainMonths: 59 }, 'policy.range'],
  ['a window of a week', { claimDays: 7 }, 'policy.range'],
  ['half a sheet', { lowSheets: 0.5 }, 'policy.range'],
  ['no item', { serviceItem: ' ' }, 'policy.invoiceItem'],
  ['an item longer than the column', { feeItem: '卡'.repeat(41) }, 'policy.invoiceItem'],
])('refuses %s', (_, change, code) =>
  expect(() => assertInvoicePolicy({ ...DEFAULT_INVOICE_POLICY, ...change })).toThrow(code),
);
