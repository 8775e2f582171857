import { isCreditCode } from '../../kernel/credit-code.js';
import { DomainError } from '../../kernel/domain-error.js';
import { toHalfWidth } from '../../kernel/text.js';

/**
 * 统一社会信用代码 as it is kept: 18 characters in capitals whose last one proves the rest (GB 32100-2015).
 * Throws `invoices.taxNo.required`, `invoices.taxNo.invalid`.
 */
export function taxpayerId(typed: string, field = 'taxNo'): string {
  const id = toHalfWidth(typed).replace(/[\s-]/g, '').toUpperCase();
  if (id === '') throw new DomainError('invoices.taxNo.required', {}, field);
  if (!isCreditCode(id)) throw new DomainError('invoices.taxNo.invalid', {}, field);
  return id;
}

export { isCreditCode as isTaxpayerId };
