import { cleanText } from '../kernel/text.js';
import { parseCount } from '../kernel/whole-number.js';
import type { InvoicePolicy } from './rules/invoice-policy.js';

type Values = Readonly<Record<string, string>>;

/** The rules of invoices as fields of the policy form. */
export function invoicePolicyValues(policy: InvoicePolicy): Record<string, string> {
  return {
    'invoices.serviceItem': policy.serviceItem,
    'invoices.feeItem': policy.feeItem,
    'invoices.groupBuy': policy.groupBuy === 'PAID' ? '1' : '',
    'invoices.claimDays': String(policy.claimDays),
    'invoices.lowSheets': String(policy.lowSheets),
    'invoices.platformList': policy.platformList === 'REQUIRED' ? '1' : '',
    'invoices.retainMonths': String(policy.retainMonths),
  };
}

/** As typed; a form without the section keeps what is in force. Throws `count.*`, `text.tooLong` on the field. */
export function invoicePolicyOf(values: Values, now: InvoicePolicy): InvoicePolicy {
  if (values['invoices.claimDays'] === undefined) return now;
  const count = (name: string) => parseCount(values[name] ?? '', { min: 0, max: 10_000, field: name });
  const item = (name: string) => cleanText(values[name] ?? '', { max: 40, field: name });
  return {
    serviceItem: item('invoices.serviceItem'),
    feeItem: item('invoices.feeItem'),
    groupBuy: values['invoices.groupBuy'] === '1' ? 'PAID' : 'NONE',
    claimDays: count('invoices.claimDays'),
    lowSheets: count('invoices.lowSheets'),
    platformList: values['invoices.platformList'] === '1' ? 'REQUIRED' : 'IF_THERE',
    retainMonths: count('invoices.retainMonths'),
  };
}
