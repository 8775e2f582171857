import { DomainError } from './domain-error.js';
import { toHalfWidth } from './text.js';

export interface MoneyRule {
  readonly field?: string;
  readonly minFen?: number;
  readonly maxFen?: number;
}

/** 9,999,999.99 yuan: far above any bill of the venue, far below where integers stop being exact. */
export const MAX_AMOUNT_FEN = 999_999_999;

const PLAIN = /^(\d+|\d{1,3}(?:,\d{3})+)(?:\.(\d*))?$/;

/**
 * Reads an amount in yuan as a clerk types it (「1,234.5」,「１２。５」,「¥12」) and returns integer fen.
 * Never rounds: 1.005 is a slip of the finger, not an amount.
 * @throws DomainError money.required | money.invalid | money.negative | money.tooPrecise | money.tooSmall {min} | money.tooLarge {max}; min and max in yuan
 */
export function parseYuan(text: string, rule: MoneyRule = {}): number {
  const { field, minFen = 0, maxFen = MAX_AMOUNT_FEN } = rule;
  const typed = toHalfWidth(text)
    .trim()
    .replace(/^[¥\uFFE5]\s*/, '')
    .replace('。', '.');
  if (typed === '') throw new DomainError('money.required', {}, field);
  if (/^-[\d.,]+$/.test(typed)) throw new DomainError('money.negative', {}, field);
  const match = PLAIN.exec(typed);
  if (!match) throw new DomainError('money.invalid', {}, field);
  const jiaoFen = (match[2] ?? '').replace(/0+$/, '');
  if (jiaoFen.length > 2) throw new DomainError('money.tooPrecise', {}, field);
  const fen = BigInt(`${match[1]?.replaceAll(',', '')}${jiaoFen.padEnd(2, '0')}`);
  if (fen > BigInt(maxFen)) throw new DomainError('money.tooLarge', { max: formatYuan(maxFen) }, field);
  if (fen < BigInt(minFen)) throw new DomainError('money.tooSmall', { min: formatYuan(minFen) }, field);
  return Number(fen);
}

/** 123450 → 「1,234.50」; zero is 「0.00」. */
export function formatYuan(fen: number): string {
  if (!Number.isSafeInteger(fen)) throw new RangeError('an amount is a whole number of fen');
  const digits = String(Math.abs(fen)).padStart(3, '0');
  const yuan = digits.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, ',');
  return `${fen < 0 ? '-' : ''}${yuan}.${digits.slice(-2)}`;
}

/** 「+12.00」,「-0.50」,「0.00」: a movement shows its sign, so that colour is never the only mark. */
export function formatSignedYuan(fen: number): string {
  return fen > 0 ? `+${formatYuan(fen)}` : formatYuan(fen);
}

/** 20000 → 「200」, 1250 → 「12.50」: an amount as it is typed into a field. */
export function typedYuan(fen: number): string {
  return (fen / 100).toFixed(fen % 100 === 0 ? 0 : 2);
}
