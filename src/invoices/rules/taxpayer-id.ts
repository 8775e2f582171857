import { DomainError } from '../../kernel/domain-error.js';
import { toHalfWidth } from '../../kernel/text.js';

/** No I, O, S, V, Z: nothing that looks like a figure. */
const CHARSET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
/** 3^i mod 31. */
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

/**
 * 统一社会信用代码 as it is kept: 18 characters in capitals whose last one proves the rest (GB 32100-2015).
 * Throws `invoices.taxNo.required`, `invoices.taxNo.invalid`.
 */
export function taxpayerId(typed: string, field = 'taxNo'): string {
  const id = toHalfWidth(typed).replace(/[\s-]/g, '').toUpperCase();
  if (id === '') throw new DomainError('invoices.taxNo.required', {}, field);
  if (!isTaxpayerId(id)) throw new DomainError('invoices.taxNo.invalid', {}, field);
  return id;
}

export function isTaxpayerId(id: string): boolean {
  if (id.length !== 18) return false;
  const values = [...id].map((char) => CHARSET.indexOf(char));
  if (values.some((value) => value < 0)) return false;
  const sum = WEIGHTS.reduce((acc, weight, index) => acc + weight * (values[index] ?? 0), 0);
  return CHARSET.charAt((31 - (sum % 31)) % 31) === id.charAt(17);
}
