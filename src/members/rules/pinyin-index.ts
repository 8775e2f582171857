import { pinyin, polyphonic } from 'pinyin-pro';
import { isHanName, surnameOf } from './person-name.js';

/** Alternates multiply: a name of heteronyms must not fill the index. The usual reading is always the first. */
const MAX_INITIALS = 32;
const MAX_FULL = 8;

export interface PinyinIndex {
  /** Initials of every reading of every character, usual reading first: 查良镛 → zly, cly. */
  readonly initials: readonly string[];
  /** Whole readings without tones, every reading of the surname: 单雄信 → shanxiongxin, danxiongxin, … */
  readonly full: readonly string[];
}

/** Clerks also type the "wrong" reading, so all of them are indexed. ü is v, as it is typed, and also u. Characters without a reading are left out. */
export function pinyinIndex(name: string): PinyinIndex {
  const characters = [...name].filter((char) => /[\p{L}]/u.test(char));
  if (characters.length === 0) return { initials: [], full: [] };
  const usual = usualReadings(name, characters);
  const readings = characters.map((char, index) => readingsOf(char, usual[index] ?? ''));
  const surnameLength = [...(surnameOf(name) ?? '')].length;
  const fullReadings = readings.map((all, index) => (index < surnameLength ? all : withPlainU(all.slice(0, 1))));
  return {
    initials: combine(
      readings.map((all) => unique(all.map((reading) => reading.slice(0, 1)))),
      MAX_INITIALS,
    ),
    full: combine(fullReadings, MAX_FULL),
  };
}

/** A query as the index is written: small letters, v for ü, no blanks, dots or apostrophes. */
export function normalizePinyin(typed: string): string {
  return typed
    .toLowerCase()
    .normalize('NFC')
    .replace(/[üǖǘǚǜ]/g, 'v')
    .normalize('NFD')
    .replace(/[^a-z]/g, '');
}

function usualReadings(name: string, characters: readonly string[]): string[] {
  const surname = isHanName(name) ? 'head' : 'off';
  return pinyin(characters.join(''), { surname, toneType: 'none', type: 'array' }).map(normalizePinyin);
}

function readingsOf(char: string, usual: string): string[] {
  const all = (polyphonic(char, { toneType: 'none', type: 'array' })[0] ?? []).map(normalizePinyin);
  return withPlainU(unique([usual, ...all]).filter((reading) => reading !== ''));
}

function withPlainU(readings: readonly string[]): string[] {
  return unique(readings.flatMap((reading) => [reading, reading.replace('v', reading.startsWith('v') ? 'v' : 'u')]));
}

/** Every way to pick one of each, those with usual readings first, at most `limit`. */
function combine(choices: readonly (readonly string[])[], limit: number): string[] {
  const combined = choices
    .filter((choice) => choice.length > 0)
    .reduce<string[]>(
      (heads, choice) => unique(choice.flatMap((tail) => heads.map((head) => head + tail))).slice(0, limit),
      [''],
    );
  return combined.filter((text) => text !== '');
}

function unique(texts: readonly string[]): string[] {
  return [...new Set(texts)];
}
