import type { PlainDate } from '../../kernel/business-day.js';
import { toHalfWidth } from '../../kernel/text.js';
import { isValidEighteen } from '../../members/rules/id-document.js';
import { classifySearch } from '../../members/rules/search-query.js';
import type { MoneyTender } from '../../venue/rules/tender-kinds.js';

export type ScannedCode =
  /** The code on the guest's phone picks the tender. */
  | { readonly kind: 'TENDER'; readonly tender: MoneyTender }
  /** Eighteen digits that are a valid identity number too: the clerk says which it was. */
  | { readonly kind: 'ASK'; readonly tender: MoneyTender }
  | { readonly kind: 'NOTHING' };

const WECHAT = /^1[0-5]\d{16}$/;

/** What was scanned into the tender field (facts 9.2). A UnionPay code is collected by the bank, as a card is. */
export function readPaymentCode(typed: string, onDate: PlainDate): ScannedCode {
  const text = toHalfWidth(typed).replace(/\s/g, '');
  if (WECHAT.test(text) && isValidEighteen(text, onDate)) return { kind: 'ASK', tender: 'WECHAT_PAY' };
  const { tender } = classifySearch(text, onDate);
  if (tender === undefined) return { kind: 'NOTHING' };
  return { kind: 'TENDER', tender: tender === 'UNIONPAY_QR' ? 'BANK_CARD' : tender };
}
