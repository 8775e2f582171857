import { normalizeIdNumber } from './id-document.js';
import { phoneTail, readPhone } from './phone.js';
import { normalizePinyin, pinyinIndex } from './pinyin-index.js';
import { normalizeNameQuery, type SearchGuess } from './search-query.js';

/**
 * Names and phones are sealed, so the one box finds them by exact match on keyed hashes of tokens. A token carries its kind
 * (`name:`, `py:`, `phone:`, `tail:`, `id:`), so that one kind never answers for another.
 */
export type SearchToken = string;

/** "Contains" up to this length; a longer query is cut into overlapping pieces that must all be there. */
const PIECE = 4;
const PREFIX = 12;
const MAX_NAME_TOKENS = 200;
const MAX_PINYIN_TOKENS = 160;

/** Tokens of a name: every piece of it, initials and full pinyin from two letters on, by every reading. */
export function nameTokens(name: string): SearchToken[] {
  const { initials, full } = pinyinIndex(name);
  const prefixes = [...initials.slice(0, 1), ...full.slice(0, 1), ...initials, ...full].flatMap(prefixesOf);
  return [
    ...[...new Set(piecesOf(normalizeNameQuery(name)))].slice(0, MAX_NAME_TOKENS).map((piece) => `name:${piece}`),
    ...[...new Set(prefixes)].slice(0, MAX_PINYIN_TOKENS).map((prefix) => `py:${prefix}`),
  ];
}

/** Tokens of a phone: whole, last four, last six. None for what is no phone. */
export function phoneTokens(number: string): SearchToken[] {
  const phone = readPhone(number);
  if (!phone) return [];
  return [`phone:${phone.number}`, `tail:${phoneTail(phone)}`, `tail:${phoneTail(phone, 6)}`];
}

/** The token of a document number: only the whole number finds it. */
export function idNumberToken(number: string): SearchToken {
  return `id:${normalizeIdNumber(number)}`;
}

/** Tokens of an editable 助记码, found like pinyin. */
export function mnemonicTokens(mnemonic: string): SearchToken[] {
  return prefixesOf(normalizePinyin(mnemonic)).map((prefix) => `py:${prefix}`);
}

/** The tokens that must all be present. Empty for guesses that are not looked up by token (card, slip, paymentCode, empty). */
export function queryTokens(guess: SearchGuess): SearchToken[] {
  if (guess.text === '') return [];
  switch (guess.kind) {
    case 'name':
      return windowsOf(guess.text).map((piece) => `name:${piece}`);
    case 'pinyin':
      return [`py:${guess.text.slice(0, PREFIX)}`];
    case 'phone':
      return [`phone:${guess.text}`];
    case 'phoneTail':
      return [`tail:${guess.text}`];
    case 'id':
      return [idNumberToken(guess.text)];
    default:
      return [];
  }
}

function piecesOf(text: string): string[] {
  const characters = [...text];
  const starts = characters.map((_, index) => index);
  return [1, 2, 3, PIECE].flatMap((length) =>
    starts.filter((start) => start + length <= characters.length).map((start) => slice(characters, start, length)),
  );
}

function windowsOf(text: string): string[] {
  const characters = [...text];
  if (characters.length <= PIECE) return [text];
  const starts = characters.slice(0, characters.length - PIECE + 1).map((_, index) => index);
  return [...new Set(starts.map((start) => slice(characters, start, PIECE)))];
}

/** A name of one character is found by its only letter; otherwise one letter would list half the members. */
function prefixesOf(letters: string): string[] {
  if (letters.length === 1) return [letters];
  const longest = Math.min(letters.length, PREFIX);
  return Array.from({ length: Math.max(0, longest - 1) }, (_, index) => letters.slice(0, index + 2));
}

function slice(characters: readonly string[], start: number, length: number): string {
  return characters.slice(start, start + length).join('');
}
