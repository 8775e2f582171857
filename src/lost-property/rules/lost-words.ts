import type { PlainDate } from '../../kernel/business-day.js';
import { BRANDS, COLOURS, FILLERS, KINDS, PARTICLES, PHONE_MAKES } from './lost-vocabulary.js';
import { PLACES } from './places.js';
import { withDates } from './spoken-dates.js';

export type WordClass = 'KIND' | 'COLOUR' | 'BRAND' | 'PLACE' | 'DATE' | 'OTHER';

interface Meaning {
  readonly name: string;
  readonly of: WordClass;
}

const meanings = new Map<string, Meaning>();
for (const [of, groups] of [
  ['KIND', KINDS],
  ['COLOUR', COLOURS],
  ['BRAND', BRANDS],
  ['PLACE', PLACES.map((words) => words.join(' '))],
] as const) {
  for (const group of groups) {
    const [name = '', ...others] = group.split(' ');
    for (const word of [name, ...others]) meanings.set(word, { name, of });
  }
}
/** Makes that are food too, where they are bought by the bag or the pound: 一袋苹果, 两斤红苹果. */
const BY_THE_BAG = /(袋|箱|斤|公斤|篮|筐|兜|bag of |box of )([^\s,,、和]{0,2})(苹果|小米|apples?)/g;
/** 500元, 三百块, 2万元: so much money. 三块手表 are three watches. */
const SUMS = /([\d一二两三四五六七八九十百千万]+)\s*(?:元|块钱?(?!\p{Script=Han})|yuan\b|rmb\b)/gu;
const LONGEST = Math.max(...[...meanings.keys()].map((word) => word.length));
export interface Word {
  /** One spelling for all who mean the same: `手机`, `黑`, `k08`, `11-20`. */
  readonly text: string;
  readonly of: WordClass;
}

/** Dates as `withDates` writes them, runs of Latin letters and digits, runs of Han. */
const PIECES = /(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])|[a-z0-9]+|\p{Script=Han}+/gu;

/**
 * What a sentence says about a thing, in any order and either language: 「昨晚K08黑色苹果电话」 → k08, 黑, 苹果, 手机 and the date.
 * `today` turns 昨晚 into a date (`MM-DD`); null leaves such words out. Each word comes once.
 */
export function lostWords(sentence: string, today: PlainDate | null): Word[] {
  return wordsOf(sentence, today, FILLERS);
}

/** What a private answer says: a number or a verb is no filler there. */
export function answerWords(answer: string): Word[] {
  return wordsOf(answer, null, PARTICLES);
}

function wordsOf(sentence: string, today: PlainDate | null, fillers: ReadonlySet<string>): Word[] {
  const plain = sentence
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll('k粉', '氯胺酮')
    .replace(BY_THE_BAG, '$1$2食品')
    .replace(SUMS, '$1 现金');
  const text = withRooms(withDates(plain, today));
  const words = (text.match(PIECES) ?? []).flatMap((piece) => wordsIn(piece, fillers));
  return [...new Map(words.map((word) => [word.text, word])).values()];
}

/** A phone's make without a kind (iPhone 15 Pro Max) is a phone. */
export function withImpliedKind(words: readonly Word[]): Word[] {
  const phone =
    wordsOfKind(words, 'KIND').length === 0 && wordsOfKind(words, 'BRAND').some((make) => PHONE_MAKES.has(make));
  return phone ? [...words, { text: '手机', of: 'KIND' }] : [...words];
}

/** The words as a row keeps them, each between blanks: found by `LIKE '% 手机 %'`. */
export function keptWords(words: readonly Word[]): string {
  return ` ${words.map(({ text }) => text).join(' ')} `;
}

export function wordsOfKind(words: readonly Word[], of: WordClass): string[] {
  return words.filter((word) => word.of === of).map(({ text }) => text);
}

/** K 08 and K-08 are K08; a date keeps its distance. */
function withRooms(text: string): string {
  return text.replace(/\b([a-z]{1,3})[\s-]+(\d{1,4})\b(?!-)/g, (said, letters: string, digits: string) =>
    FILLERS.has(letters) ? said : `${letters}${digits}`,
  );
}

function wordsIn(piece: string, fillers: ReadonlySet<string>): Word[] {
  if (piece.includes('-')) return [{ text: piece, of: 'DATE' }];
  if (!/^[a-z0-9]/.test(piece)) return hanWords(piece, fillers);
  if (fillers.has(piece)) return [];
  const [, letters = '', digits = ''] = /^([a-z]+)(\d+)$/.exec(piece) ?? [];
  const make = known(letters);
  return make ? [make, { text: digits, of: 'OTHER' }] : [known(piece) ?? { text: piece, of: 'OTHER' }];
}

/** The longest known word first; what nobody knows stays together as one word (小熊挂件). */
function hanWords(text: string, fillers: ReadonlySet<string>): Word[] {
  const words: Word[] = [];
  let unknown = '';
  const flush = () => {
    if (unknown !== '') words.push({ text: unknown, of: 'OTHER' });
    unknown = '';
  };
  for (let at = 0; at < text.length;) {
    const found = longestAt(text, at, fillers);
    if (found) flush();
    if (found?.word) words.push(found.word);
    if (!found) unknown += text.charAt(at);
    at += found?.length ?? 1;
  }
  flush();
  return words;
}

function longestAt(
  text: string,
  at: number,
  fillers: ReadonlySet<string>,
): { word: Word | null; length: number } | null {
  for (let length = Math.min(LONGEST, text.length - at); length > 0; length -= 1) {
    const slice = text.slice(at, at + length);
    const word = known(slice);
    if (word) return { length, word };
    if (fillers.has(slice)) return { length, word: null };
  }
  return null;
}

function known(text: string): Word | undefined {
  const meaning = meanings.get(text);
  return meaning && { text: meaning.name, of: meaning.of };
}
