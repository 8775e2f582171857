import { isPlainDate } from '../kernel/business-day.js';
import { DomainError } from '../kernel/domain-error.js';
import { parseYuan } from '../kernel/money.js';
import { toHalfWidth } from '../kernel/text.js';
import { parseCount } from '../kernel/whole-number.js';
import { DEDUCTION_PRICES, type DeductionPrice, type RateStep, type RefundPolicy } from './rules/refund-policy.js';

type Values = Readonly<Record<string, string>>;

/** Refund terms as fields of the policy form: amounts in yuan, rates in percent, a rate table as lines 「2025-05-20 3.00」. */
export function refundPolicyValues(refund: RefundPolicy): Record<string, string> {
  return {
    'refund.coolingDays': String(refund.coolingDays),
    'refund.coolingPrice': refund.coolingPrice,
    'refund.consumerPrice': refund.consumerPrice,
    'refund.cheapestUseFen': (refund.cheapestUseFen / 100).toFixed(2),
    'refund.cashLimitFen': (refund.cashLimitFen / 100).toFixed(2),
    'refund.agreedRate': refund.agreedRate === null ? '' : percent(refund.agreedRate),
    'refund.lpr': linesOf(refund.lpr),
    'refund.deposit': linesOf(refund.deposit),
  };
}

/** Refund terms as they were typed; a field that was not on the form stays as it is. Throws `count.*`, `money.*`, `policy.refund` on the field. */
export function refundPolicyOf(values: Values, now: RefundPolicy): RefundPolicy {
  const given = <T>(name: keyof RefundPolicy, before: T, read: (typed: string, field: string) => T): T => {
    const typed = values[`refund.${name}`];
    return typed === undefined ? before : read(toHalfWidth(typed).trim(), `refund.${name}`);
  };
  const amount = (typed: string, field: string) => parseYuan(typed, { field });
  return {
    coolingDays: given('coolingDays', now.coolingDays, (typed, field) =>
      parseCount(typed, { min: 0, max: 1_000, field }),
    ),
    coolingPrice: given('coolingPrice', now.coolingPrice, priceOf),
    consumerPrice: given('consumerPrice', now.consumerPrice, priceOf),
    cheapestUseFen: given('cheapestUseFen', now.cheapestUseFen, amount),
    cashLimitFen: given('cashLimitFen', now.cashLimitFen, amount),
    agreedRate: given('agreedRate', now.agreedRate, (typed, field) => (typed === '' ? null : readRate(typed, field))),
    lpr: given('lpr', now.lpr, stepsOf),
    deposit: given('deposit', now.deposit, stepsOf),
  };
}

function priceOf(typed: string, field: string): DeductionPrice {
  const price = DEDUCTION_PRICES.find((known) => known === typed);
  if (!price) throw new DomainError('policy.refund', {}, field);
  return price;
}

/** One published rate a line, in any order. */
function stepsOf(typed: string, field: string): RateStep[] {
  return typed
    .split(/[\n;]/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => {
      const [from = '', rate = ''] = line.split(/\s+/);
      if (!isPlainDate(from)) throw new DomainError('policy.refund', {}, field);
      return { from, basisPoints: readRate(rate.replace('%', ''), field) };
    });
}

/** A yearly rate as typed, 3.35 → 335 basis points. Throws `policy.refund` on the field. */
export function readRate(typed: string, field: string): number {
  const match = /^(\d{1,2})(?:\.(\d{1,2}))?$/.exec(typed);
  if (!match) throw new DomainError('policy.refund', {}, field);
  return Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0'));
}

function percent(basisPoints: number): string {
  return (basisPoints / 100).toFixed(2);
}

function linesOf(steps: readonly RateStep[]): string {
  return steps.map(({ from, basisPoints }) => `${from} ${percent(basisPoints)}`).join('\n');
}
