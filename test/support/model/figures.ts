import type { Bill } from './acts.js';

/** Arithmetic of the model: whole numbers only, and nothing taken from the product. */

const EARNING_LINES = ['ROOM', 'GOODS'];
const EARNING_TENDERS = ['CASH', 'STORED_VALUE'];
const FEN_A_POINT = 1000n;
export const MOST_FEN = 999_999_999;
const DAY = 86_400_000;

export interface Paid {
  readonly linesFen: number;
  readonly tendersFen: number;
  refundedFen: number;
}

export function total(numbers: readonly number[]): number {
  return numbers.reduce((sum, each) => sum + each, 0);
}

export function earningLines({ lines }: Bill): number {
  return total(lines.filter(({ kind }) => EARNING_LINES.includes(kind)).map(({ chargedFen }) => chargedFen));
}

export function earningTenders({ tenders }: Bill): number {
  const earning = tenders.filter(({ kind }) => EARNING_TENDERS.includes(kind));
  return total(earning.map(({ amountFen, bonusFen = 0 }) => amountFen - bonusFen));
}

/** The smaller of what was consumed and what was paid in money, over all slips of a visit, fen. */
export function grossFen(slips: readonly Paid[]): number {
  return Math.min(total(slips.map(({ linesFen }) => linesFen)), total(slips.map(({ tendersFen }) => tendersFen)));
}

export function refundedFen(slips: readonly Paid[]): number {
  return Math.min(grossFen(slips), total(slips.map((slip) => slip.refundedFen)));
}

/** One point for ten yuan; `rate` in tenths: 24 is 2.4 times. */
export function pointsOf(fen: number, rate: number): number {
  return Number((BigInt(fen) * BigInt(rate)) / (10n * FEN_A_POINT));
}

/** What is left of `points` when a part of the money was paid back: the share is rounded to the nearest point, a half up. */
export function keptAfterRefunds(points: number, slips: readonly Paid[]): number {
  const [gross, refunded] = [grossFen(slips), refundedFen(slips)];
  return gross === 0 ? points : points - Math.floor((2 * points * refunded + gross) / (2 * gross));
}

export function plusDays(date: string, days: number): string {
  return new Date(Date.parse(date) + days * DAY).toISOString().slice(0, 10);
}

export function daysFrom(date: string, to: string): number {
  return (Date.parse(to) - Date.parse(date)) / DAY;
}

/** The last day of the month after that of `date`. */
export function endOfNextMonth(date: string): string {
  return plusDays(
    new Date(Date.UTC(Number(date.slice(0, 4)), Number(date.slice(5, 7)) + 1, 1)).toISOString().slice(0, 10),
    -1,
  );
}
