import { DomainError } from '../../kernel/domain-error.js';
import { assertRange } from './policy-range.js';

/** Rules of invoices a store sets. */
export interface InvoicePolicy {
  /** What stands on the invoice of a bill; nobody types an item (虚开, 发票管理办法 21). */
  readonly serviceItem: string;
  /** What stands on the invoice of a card fee; the accountant decides (E7). */
  readonly feeItem: string;
  /** PAID: what the guest paid on the platform; NONE: the platform invoices itself (E9). */
  readonly groupBuy: 'PAID' | 'NONE';
  /** Calendar days in which a guest may come back for an invoice; the law sets none. */
  readonly claimDays: number;
  /** At this many sheets left of a kind the desk asks for the next book. */
  readonly lowSheets: number;
  /** REQUIRED: who hands over 数电票 has imported the platform's list (E5); IF_THERE: a list that came must agree, none is waited for. */
  readonly platformList: 'REQUIRED' | 'IF_THERE';
  /** Months for which used stubs are kept: five years at least (发票管理办法 28). */
  readonly retainMonths: number;
}

export const DEFAULT_INVOICE_POLICY: InvoicePolicy = {
  serviceItem: '*娱乐服务*KTV服务',
  feeItem: '*其他权益性无形资产*会员卡费',
  groupBuy: 'PAID',
  claimDays: 365,
  lowSheets: 20,
  platformList: 'REQUIRED',
  retainMonths: 60,
};

/** @throws DomainError policy.range {min, max} | policy.invoiceItem; field is the path, as 'invoices.claimDays' */
export function assertInvoicePolicy(policy: InvoicePolicy): void {
  assertRange(policy.claimDays, 30, 3650, 'invoices.claimDays');
  assertRange(policy.lowSheets, 0, 500, 'invoices.lowSheets');
  assertRange(policy.retainMonths, 60, 240, 'invoices.retainMonths');
  for (const name of ['serviceItem', 'feeItem'] as const) {
    const length = [...policy[name].trim()].length;
    if (length < 2 || length > 40) throw new DomainError('policy.invoiceItem', {}, `invoices.${name}`);
  }
}
