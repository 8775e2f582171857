import { DomainError } from '../../kernel/domain-error.js';
import { stripInvisible, toHalfWidth } from '../../kernel/text.js';

export type PhoneKind = 'MOBILE' | 'LANDLINE' | 'SERVICE' | 'HONG_KONG' | 'MACAO';

export interface Phone {
  readonly kind: PhoneKind;
  /** One spelling for one phone: 13812345678, 0571-87654321-12, 4001234567, +85291234567. */
  readonly number: string;
}

/** Three-digit area codes are 010 and 02x; all others have four. */
const LANDLINE = /^(010|02\d|0[3-9]\d{2})-?(\d{7,8})(?:-(\d{1,6}))?$/;

/**
 * Reads a phone with or without +86, blanks and dashes; full-width digits too. Prefix lists go stale, so any 1[3-9] is a mobile.
 * A bare number of eight digits starting 4–9 is taken for Hong Kong; Macao needs its +853.
 * @throws DomainError members.phone.invalid
 */
export function parsePhone(typed: string, field = 'phone'): Phone {
  const phone = readPhone(typed);
  if (!phone) throw new DomainError('members.phone.invalid', {}, field);
  return phone;
}

/** As parsePhone, but null for what is no phone. */
export function readPhone(typed: string): Phone | null {
  const text = compact(typed);
  const digits = text.replaceAll('-', '');
  if (/^1[3-9]\d{9}$/.test(digits)) return { kind: 'MOBILE', number: digits };
  if (/^400\d{7}$/.test(digits)) return { kind: 'SERVICE', number: digits };
  if (/^(\+?853)6\d{7}$/.test(digits)) return { kind: 'MACAO', number: `+853${digits.slice(-8)}` };
  if (/^(\+?852)?[4-9]\d{7}$/.test(digits)) return { kind: 'HONG_KONG', number: `+852${digits.slice(-8)}` };
  return readLandline(text);
}

/** The four digits a guest says; an extension does not belong to them. */
export function phoneTail(phone: Phone, length = 4): string {
  return mainDigits(phone).slice(-length);
}

/** 138 1234 5678; other kinds with their area apart. */
export function displayPhone(phone: Phone): string {
  const { kind, number } = phone;
  if (kind === 'MOBILE') return `${number.slice(0, 3)} ${number.slice(3, 7)} ${number.slice(7)}`;
  if (kind === 'SERVICE') return `${number.slice(0, 3)}-${number.slice(3, 6)}-${number.slice(6)}`;
  if (kind === 'LANDLINE') return number;
  return `${number.slice(0, 4)} ${number.slice(4, 8)} ${number.slice(8)}`;
}

function readLandline(text: string): Phone | null {
  const match = LANDLINE.exec(text);
  if (!match) return null;
  const extension = match[3] ? `-${match[3]}` : '';
  return { kind: 'LANDLINE', number: `${match[1]}-${match[2]}${extension}` };
}

function compact(typed: string): string {
  const text = stripInvisible(toHalfWidth(typed.slice(0, 100)))
    .replace(/[\s().]/g, '')
    .replace(/[‐-―−]/g, '-');
  return text.replace(/^(\+86|0086|86(?=-?1[3-9]\d))-?/, '');
}

function mainDigits(phone: Phone): string {
  return phone.kind === 'LANDLINE' ? (phone.number.split('-')[1] ?? '') : phone.number;
}
