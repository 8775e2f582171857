import { DomainError } from '../../kernel/domain-error.js';
import { readCardNumber, type ScannedCard } from './card-number.js';

/** More blanks in one delivery would be counted by nobody. */
export const MOST_BLANKS = 2000;

/**
 * Reads what a delivery holds: a line for each card (chips bear no serial), or 「8800100001-8800100200」 for a serial range. Each number once.
 * @throws DomainError card.blanks.none | card.blanks.range | card.blanks.tooMany {most} | card.blanks.twice {tail}, or what a number throws
 */
export function readBlankNumbers(typed: string, field = 'numbers'): ScannedCard[] {
  const lines = typed
    .split(/[、\s]+/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
  if (lines.length === 0) throw new DomainError('card.blanks.none', {}, field);
  const blanks = new Map<string, ScannedCard>();
  for (const line of lines) {
    for (const blank of expand(line, field)) {
      if (blanks.has(blank.cardNo)) throw new DomainError('card.blanks.twice', { tail: blank.cardNo.slice(-4) }, field);
      blanks.set(blank.cardNo, blank);
      if (blanks.size > MOST_BLANKS) throw new DomainError('card.blanks.tooMany', { most: MOST_BLANKS }, field);
    }
  }
  return [...blanks.values()].toSorted((a, b) => (a.cardNo < b.cardNo ? -1 : 1));
}

function expand(line: string, field: string): ScannedCard[] {
  const [from = '', to, ...rest] = line.split(/[-~～—]+/);
  if (to === undefined) return [readCardNumber(line, field)];
  const [first, last] = [readCardNumber(from, field).cardNo, readCardNumber(to, field).cardNo];
  const serial = /^(.*?)(\d{1,12})$/;
  const [a, b] = [serial.exec(first), serial.exec(last)];
  if (rest.length > 0 || !a || !b || a[1] !== b[1] || first.length !== last.length) {
    throw new DomainError('card.blanks.range', {}, field);
  }
  const [low, high] = [Number(a[2]), Number(b[2])];
  if (high < low) throw new DomainError('card.blanks.range', {}, field);
  if (high - low >= MOST_BLANKS) throw new DomainError('card.blanks.tooMany', { most: MOST_BLANKS }, field);
  const width = (a[2] ?? '').length;
  return Array.from({ length: high - low + 1 }, (_, n) =>
    readCardNumber(`${a[1]}${String(low + n).padStart(width, '0')}`, field),
  );
}
