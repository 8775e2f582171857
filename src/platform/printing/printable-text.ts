import iconv from 'iconv-lite';
import { pinyin } from 'pinyin-pro';

/** Gives a spelling for a character the printer has no glyph for; undefined when there is none. */
export type Spelling = (char: string) => string | undefined;

/** Currency and dash signs of keyboards that GBK holds in another width only. */
const TWINS: Readonly<Record<string, string>> = { '¥': '￥', '\u2212': '-', '\u2013': '-', '•': '·', '‧': '·' };

/** Printed for what can be neither shown nor spelt, so that nothing vanishes silently (GBK's own mark for it). */
const MISSING = '〓';

/**
 * Markup whose characters a receipt printer can show. GB18030 has a code for all of Unicode, but printer fonts end
 * where its two-byte part (GBK) ends: beyond it a rare name character is spelt in pinyin (facts 5.1), anything else
 * becomes 〓. Spellings are plain letters, so columns are laid out after the exchange and stay straight.
 */
export function printableMarkup(markup: string, spelling: Spelling = spellInPinyin): string {
  return [...markup.normalize()].map((char) => (char < '\u0080' ? char : printableChar(char, spelling))).join('');
}

/** True when the printer's own font has the character. */
export function hasGlyph(char: string): boolean {
  return char < '\u0080' || iconv.encode(char, 'gb18030').length === 2;
}

function printableChar(char: string, spelling: Spelling): string {
  const known = TWINS[char] ?? char;
  if (hasGlyph(known)) return known;
  const letters = spelling(char)?.replace(/[^A-Za-z]/g, '');
  return letters === undefined || letters === '' ? MISSING : letters.toUpperCase();
}

function spellInPinyin(char: string): string | undefined {
  return /\p{Script=Han}/u.test(char) ? pinyin(char, { toneType: 'none', nonZh: 'removed' }) : undefined;
}
