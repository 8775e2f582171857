import { DomainError } from '../../kernel/domain-error.js';
import { formatYuan } from '../../kernel/money.js';
import type { MoneyTender } from '../../venue/rules/tender-kinds.js';

/** How a card fee is paid, in the order the counter lists it, with the account that receives it. */
export const FEE_TENDERS = {
  CASH: 'cash.drawer',
  WECHAT_PAY: 'tender.wechatPay',
  ALIPAY: 'tender.alipay',
  BANK_CARD: 'tender.bankCard',
  TRANSFER: 'tender.transfer',
} as const satisfies Readonly<Record<MoneyTender, string>>;
export type FeeTender = keyof typeof FEE_TENDERS;

export interface FeePayment {
  readonly feeFen: number;
  /** Null when nothing is charged. */
  readonly tender: FeeTender | null;
  readonly receivedFen: number;
  readonly changeFen: number;
}

export function isFeeTender(text: string): text is FeeTender {
  return Object.hasOwn(FEE_TENDERS, text);
}

/**
 * What is taken and what is given back. Only cash has change; other tenders bring the fee itself.
 * @param receivedFen null when nothing was typed: then the exact fee was given
 * @throws DomainError cards.fee.tenderRequired | cards.fee.tooLittle {due}
 */
export function payFee(feeFen: number, tender: string, receivedFen: number | null): FeePayment {
  if (feeFen === 0) return { feeFen, tender: null, receivedFen: 0, changeFen: 0 };
  if (!isFeeTender(tender)) throw new DomainError('cards.fee.tenderRequired', {}, 'tender');
  const received = tender === 'CASH' ? (receivedFen ?? feeFen) : feeFen;
  if (received < feeFen) throw new DomainError('cards.fee.tooLittle', { due: formatYuan(feeFen) }, 'received');
  return { feeFen, tender, receivedFen: received, changeFen: received - feeFen };
}
