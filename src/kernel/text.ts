import { DomainError } from './domain-error.js';

export interface TextRule {
  /** Longest allowed text in code points, so that one rare Han counts as one. */
  readonly max: number;
  readonly required?: boolean;
  /** Notes keep their line breaks; a name or a number does not. */
  readonly multiline?: boolean;
  readonly field?: string;
}

/** A Chinese input method types １２．５ and ：; the same keys without it type 12.5 and :. Both mean the same here. */
export function toHalfWidth(text: string): string {
  return text
    .replace(/[\uFF01-\uFF5E]/g, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfee0))
    .replace(/\u3000/g, ' ');
}

export function codePointLength(text: string): number {
  return [...text].length;
}

/** Removes what nobody can see or print: controls, NUL, direction overrides, zero-width marks, halves of a character. */
export function stripInvisible(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/[\p{Cf}\p{Surrogate}]|(?!\n)\p{Cc}/gu, (char) => (char === '\t' ? ' ' : ''));
}

/**
 * Text as it is kept: NFC, visible characters only, trimmed, runs of blanks joined.
 * @throws DomainError text.required | text.tooLong {max, length}
 */
export function cleanText(text: string, rule: TextRule): string {
  const visible = stripInvisible(text).normalize('NFC');
  const joined = rule.multiline ? visible.replace(/[^\S\n]+/g, ' ') : visible.replace(/\s+/g, ' ');
  const clean = joined.trim();
  if (clean === '' && rule.required) throw new DomainError('text.required', {}, rule.field);
  const length = codePointLength(clean);
  if (length > rule.max) throw new DomainError('text.tooLong', { max: rule.max, length }, rule.field);
  return clean;
}
