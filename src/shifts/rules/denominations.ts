import { DomainError } from '../../kernel/domain-error.js';
import { parseCount } from '../../kernel/whole-number.js';

/** Notes and coins in circulation, in fen, largest first (fifth series; 1 yuan and below as coin or note). */
export const DENOMINATIONS = [10_000, 5_000, 2_000, 1_000, 500, 100, 50, 10] as const;
export type Denomination = (typeof DENOMINATIONS)[number];

/** How many of each; a denomination that is not there counts as none. */
export type CashCounts = Readonly<Partial<Record<Denomination, number>>>;

/** Far above any drawer: ten thousand notes of one kind are a slip of the finger. */
const MOST_PIECES = 9_999;

/** People enter counts, the house multiplies (facts §7.5). In fen. */
export function countTotal(counts: CashCounts): number {
  return DENOMINATIONS.reduce((sum, value) => sum + value * (counts[value] ?? 0), 0);
}

/** The form field of a denomination: `d10000` for the 100-yuan note. */
export function fieldOf(denomination: Denomination): string {
  return `d${denomination}`;
}

/**
 * Reads the counts of a form; an empty field is none, but an empty form is no count.
 * @throws DomainError shifts.count.empty | count.invalid | count.tooLarge {max} | count.tooSmall {min}
 */
export function parseCounts(typed: Readonly<Record<string, string | undefined>>): CashCounts {
  const counts: Partial<Record<Denomination, number>> = {};
  for (const denomination of DENOMINATIONS) {
    const field = fieldOf(denomination);
    const text = (typed[field] ?? '').trim();
    if (text !== '') counts[denomination] = parseCount(text, { min: 0, max: MOST_PIECES, field });
  }
  if (Object.keys(counts).length === 0) throw new DomainError('shifts.count.empty', {}, fieldOf(10_000));
  return counts;
}

/** As it is kept: `{"10000":23,"50":9}`; denominations without a piece are left out. */
export function countsToJson(counts: CashCounts): string {
  return JSON.stringify(
    Object.fromEntries(DENOMINATIONS.flatMap((value) => (counts[value] ? [[value, counts[value]]] : []))),
  );
}

export function countsFromJson(json: string): CashCounts {
  const counts: CashCounts = JSON.parse(json);
  return counts;
}
