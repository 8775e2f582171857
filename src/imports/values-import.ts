import { readCardNumber } from '../cards/rules/card-number.js';
import { parsePlainDate, type PlainDate } from '../kernel/business-day.js';
import { DomainError } from '../kernel/domain-error.js';
import { parseYuan } from '../kernel/money.js';
import { cleanText } from '../kernel/text.js';
import { parseCount } from '../kernel/whole-number.js';
import { maskCardNo } from '../members/rules/masks.js';
import { defineImport } from '../platform/files/import-definition.js';
import type { AgreedRefund } from '../stored-value/rules/lot-terms.js';
import { readRate } from '../venue/refund-policy-form.js';
import { COOLING_DAYS } from '../venue/rules/refund-policy.js';
import { type CellReader, rowBy, wordOf } from './row-reader.js';

/** One top-up of the old system that still holds something. */
export interface ValueRow extends AgreedRefund {
  readonly cardNo: string;
  readonly principalFen: number;
  readonly bonusFen: number;
  readonly paidOn: PlainDate;
  readonly invoicedBefore: boolean;
  readonly terms: string;
  readonly tierCause: string;
}

const MOST_FEN = 50_000_000;
const prices = {
  按原价: 'LIST',
  原价: 'LIST',
  LIST: 'LIST',
  按实扣价: 'CHARGED',
  实扣价: 'CHARGED',
  CHARGED: 'CHARGED',
  按本金比例: 'RATIO',
  本金比例: 'RATIO',
  RATIO: 'RATIO',
} as const;
const yesNo = {
  是: 'yes',
  已开: 'yes',
  YES: 'yes',
  Y: 'yes',
  否: 'no',
  未开: 'no',
  NO: 'no',
  N: 'no',
  '': 'no',
} as const;

/** Columns of a list of live value, in either language; a card may stand in several lines, one for each top-up. */
export const valuesImport = defineImport<ValueRow>({
  columns: {
    cardNo: { headers: ['卡号', 'Card no', 'Card number'], required: true, mask: maskCardNo },
    balance: { headers: ['余额', '储值余额', 'Balance'] },
    principal: { headers: ['本金', '剩余本金', 'Principal'] },
    bonus: { headers: ['赠送金', '剩余赠送金', 'Bonus'] },
    paidOn: { headers: ['充值日期', 'Paid on'], required: true },
    invoiced: { headers: ['是否已开票', '已开票', 'Invoiced'] },
    terms: { headers: ['充值约定', '约定', 'Terms'] },
    coolingDays: { headers: ['冷静期天数', 'Cooling days'] },
    consumerPrice: { headers: ['退卡扣减', 'Deducted at'] },
    agreedRate: { headers: ['约定年利率', 'Agreed rate'] },
    tierCause: { headers: ['等级来历', 'Tier cause'] },
  },
  row: rowBy((read) => ({
    ...readSplit(read),
    ...readRefund(read),
    cardNo: read('cardNo', (text) => readCardNumber(text).cardNo) ?? '',
    paidOn: read('paidOn', (text) => parsePlainDate(text)) ?? '',
    invoicedBefore: read('invoiced', (text) => wordOf(yesNo, text)) === 'yes',
    terms: read('terms', (text) => cleanText(text, { max: 200 })) ?? '',
    tierCause: read('tierCause', (text) => cleanText(text, { max: 100 })) ?? '',
  })),
});

/** What the terms say of a refund, in the figures and words of the house's own refund policy; an empty cell leaves it to that. */
function readRefund(read: CellReader): AgreedRefund {
  const given = <T>(column: string, rule: (text: string) => T): T | null =>
    read(column, (text) => (text.trim() === '' ? null : rule(text.trim()))) ?? null;
  return {
    coolingDays: given('coolingDays', (text) => parseCount(text, COOLING_DAYS)),
    consumerPrice: given('consumerPrice', (text) => wordOf(prices, text)),
    agreedRate: given('agreedRate', (text) => readRate(text, 'agreedRate')),
  };
}

/** Whoever knows only the balance gives the guest all of it as principal: fair, and never too little (counter-practice 4.1). */
function readSplit(read: CellReader): Pick<ValueRow, 'principalFen' | 'bonusFen'> {
  const amount = (column: string) =>
    read(column, (text) => (text.trim() === '' ? null : parseYuan(text, { maxFen: MOST_FEN }))) ?? null;
  const [balance, principal, bonus] = [amount('balance'), amount('principal'), amount('bonus')];
  const bonusFen = principal === null && balance !== null ? 0 : (bonus ?? 0);
  const principalFen = principal ?? balance ?? 0;
  if (balance !== null && balance !== principalFen + bonusFen) read('balance', () => refuse('import.value.split'));
  if (principalFen + bonusFen === 0) read('balance', () => refuse('import.value.nothing'));
  return { principalFen, bonusFen };
}

function refuse(code: string): never {
  throw new DomainError(code);
}
