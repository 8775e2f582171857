import { readPhone } from './phone.js';
import { surnameOf } from './person-name.js';
import type { Birthday } from './birthday.js';

/** 张*, 张**, 欧阳**: never more than two stars, so that a long name is not told by its length. A bare surname stays. */
export function maskName(name: string): string {
  const shown = surnameOf(name) ?? [...name][0] ?? '';
  const hidden = [...name].length - [...shown].length;
  return shown + '*'.repeat(Math.min(2, hidden));
}

/** 138****5678; a landline keeps area and tail, 0571****4321; what is no phone shows nothing. */
export function maskPhone(number: string): string {
  const phone = readPhone(number);
  if (!phone) return '****';
  const tail = (phone.kind === 'LANDLINE' ? (phone.number.split('-')[1] ?? '') : phone.number).slice(-4);
  if (phone.kind === 'MOBILE' || phone.kind === 'SERVICE') return `${phone.number.slice(0, 3)}****${tail}`;
  const area = phone.kind === 'LANDLINE' ? phone.number.split('-')[0] : phone.number.slice(0, 4);
  return `${area}****${tail}`;
}

/**
 * First and last character only. Four clear at the end would tell sex and check digit, and with the birthday beside them leave far
 * too few numbers to try.
 */
export function maskIdNumber(number: string): string {
  const characters = [...number];
  if (characters.length < 3) return '*'.repeat(characters.length);
  return `${characters[0]}${'*'.repeat(characters.length - 2)}${characters.at(-1)}`;
}

/** **** 4321; a number of four or fewer shows nothing. */
export function maskCardNo(cardNo: string): string {
  return cardNo.length > 4 ? `**** ${cardNo.slice(-4)}` : '****';
}

/** MM-DD in the member's own calendar; the year is never kept beside it. */
export function maskBirthday(birthday: Pick<Birthday, 'month' | 'day'>): string {
  return `${String(birthday.month).padStart(2, '0')}-${String(birthday.day).padStart(2, '0')}`;
}
