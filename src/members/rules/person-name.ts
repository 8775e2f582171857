import { DomainError } from '../../kernel/domain-error.js';
import { cleanText, toHalfWidth } from '../../kernel/text.js';

const MAX_LENGTH = 50;

/** Surnames of two characters, looked for before the single one. 单于 stays a surname; 单雄信 is a 单. */
const COMPOUND_SURNAMES = new Set(
  (
    '欧阳 司马 上官 诸葛 东方 皇甫 尉迟 公孙 慕容 令狐 司徒 夏侯 端木 独孤 南宫 长孙 宇文 鲜于 闾丘 澹台 公冶 宗政 濮阳 淳于 单于 太叔 ' +
    '申屠 轩辕 钟离 闻人 万俟 赫连 仲孙 呼延 东郭 百里 第五 拓跋 完颜 左丘 西门 梁丘 公羊 谷梁 段干 南门 司空 司寇 子车 颛孙 巫马 漆雕 ' +
    '乐正 壤驷 公良 夹谷 宰父 亓官 歐陽 司馬 諸葛 東方 尉遲 公孫 獨孤 長孫 鮮于 軒轅 鍾離 令狐 西門'
  ).split(' '),
);

const DOTS = /[\u30FB\u2022\u2027\uFF65\u2E31\u22C5]/g;
const HAN_NAME = /^\p{Script=Han}+$/u;
const ALLOWED = /^[\p{L}\p{M}\u00B7 .'’-]+$/u;

/**
 * A name (or only a surname) as it is kept: one kind of dot, no blanks between Han, plain Latin letters. At most 50 characters, a rare Han
 * counting as one.
 * @throws DomainError text.required | text.tooLong {max, length} | members.name.invalid
 */
export function normalizeName(typed: string, field = 'name'): string {
  const text = cleanText(toHalfWidth(typed), { max: MAX_LENGTH, required: true, field });
  const name = text
    .replace(DOTS, '\u00B7')
    .replace(/ *\u00B7 */g, '\u00B7')
    .replace(/(?<=\p{Script=Han}) (?=\p{Script=Han})/gu, '');
  if (!ALLOWED.test(name) || !/\p{L}/u.test(name)) throw new DomainError('members.name.invalid', {}, field);
  return name;
}

/** Whether the name is written in Han alone, and so has a surname and a given name. */
export function isHanName(name: string): boolean {
  return HAN_NAME.test(name);
}

/** The surname of a Han name; null for names with a dot or in Latin letters, which are always said in full. */
export function surnameOf(name: string): string | null {
  if (!isHanName(name)) return null;
  const characters = [...name];
  const firstTwo = characters.slice(0, 2).join('');
  return COMPOUND_SURNAMES.has(firstTwo) ? firstTwo : (characters[0] ?? null);
}
