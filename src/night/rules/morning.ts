import { sameNumber } from './seal-number.js';

/** What two people read in the morning: the seal, and the first blank sheet of each book, without being told either. */
export interface MorningReading {
  readonly seal: string;
  readonly blanks: Readonly<Record<string, string | undefined>>;
}

export interface MorningTruth {
  readonly seal: string;
  readonly blanks: readonly { readonly key: string; readonly number: string }[];
}

/** AGAIN: looked at once more without a figure, as a blind count is. ALARM: the manager is called, nothing is opened silently. */
export type MorningVerdict = 'ACCEPT' | 'AGAIN' | 'ALARM';

const READINGS = 2;

/** Which of the things that were read do not agree: `seal`, or the key of a book. */
export function misreadThings(reading: MorningReading, truth: MorningTruth): string[] {
  const books = truth.blanks.filter(({ key, number }) => !sameNumber(reading.blanks[key] ?? '', number));
  return [...(sameNumber(reading.seal, truth.seal) ? [] : ['seal']), ...books.map(({ key }) => key)];
}

export function morningVerdict(misread: readonly string[], earlierMisreadings: number): MorningVerdict {
  if (misread.length === 0) return 'ACCEPT';
  return earlierMisreadings + 1 >= READINGS ? 'ALARM' : 'AGAIN';
}
