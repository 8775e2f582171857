import { DomainError } from '../kernel/domain-error.js';
import type { InvoiceQuote } from './invoice-quote.js';
import { type InvoiceKind, kindRule } from './rules/invoice-kinds.js';
import type { InvoiceItem } from './rules/invoiceable.js';

/** 601 shows its item, so no torn sheet (E6); a fee is never 601, for its item is its own. */
export function assertItem(item: InvoiceItem, { kind }: { readonly kind: InvoiceKind }): void {
  if (item === 'PREPAID' && !kindRule(kind).item) throw new DomainError('invoices.item.sheet', {}, 'kind');
}

const PREPAID_ITEM = '*预付卡销售*预付卡销售和充值(601,不征税)';

export function itemText({ item, policy }: Pick<InvoiceQuote, 'item' | 'policy'>): string {
  if (item === 'PREPAID') return PREPAID_ITEM;
  return item === 'FEE' ? policy.feeItem : policy.serviceItem;
}

export function roomsOf({ sources }: InvoiceQuote): string {
  return [...new Set(sources.map(({ roomNo }) => roomNo))].filter((room) => room !== '').join(' ');
}

export function yearAt(ms: number): number {
  return new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai', year: 'numeric' })
    .formatToParts(ms)
    .reduce((year, { type, value }) => (type === 'year' ? Number(value) : year), 0);
}
