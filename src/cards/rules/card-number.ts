import { DomainError } from '../../kernel/domain-error.js';
import { classifySearch } from '../../members/rules/search-query.js';
import { readPhone } from '../../members/rules/phone.js';

const LONGEST_RAW = 80;

export interface ScannedCard {
  /** What the reader typed, at most 80 characters; without NUL, which no database keeps. */
  readonly raw: string;
  /** One spelling for one card: capitals and digits, without the stripe's wrapper. */
  readonly cardNo: string;
}

/**
 * Reads a blank card's number. The payment code on a guest's phone, a phone number and an identity number are no cards, however fast they
 * were scanned.
 * @throws DomainError card.no.required | card.no.paymentCode | card.no.phone | card.no.invalid
 */
export function readCardNumber(typed: string, field = 'cardNo'): ScannedCard {
  const { kind, text } = classifySearch(typed, '2000-01-01');
  if (kind === 'empty') throw new DomainError('card.no.required', {}, field);
  if (kind === 'paymentCode') throw new DomainError('card.no.paymentCode', {}, field);
  if (kind === 'phone' || readPhone(text)?.kind === 'MOBILE') throw new DomainError('card.no.phone', {}, field);
  if (kind !== 'card' || !/^[A-Z0-9,]{6,40}$/.test(text)) throw new DomainError('card.no.invalid', {}, field);
  return { raw: typed.trim().replaceAll('\0', '').slice(0, LONGEST_RAW), cardNo: text };
}
