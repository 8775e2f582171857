import { isCreditCode } from '../../kernel/credit-code.js';
import { DomainError } from '../../kernel/domain-error.js';
import { toHalfWidth } from '../../kernel/text.js';

/** The company's code as it is kept. @throws DomainError cards.unit.code */
export function assertCreditCode(typed: string, field: string): string {
  const code = toHalfWidth(typed).replace(/[\s-]/g, '').toUpperCase();
  if (!isCreditCode(code)) throw new DomainError('cards.unit.code', {}, field);
  return code;
}
