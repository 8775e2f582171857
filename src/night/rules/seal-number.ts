import { DomainError } from '../../kernel/domain-error.js';
import { toHalfWidth } from '../../kernel/text.js';

const SEAL = /^[A-Z0-9][A-Z0-9-]{2,39}$/;

/**
 * The number on a seal as it is kept and compared: capitals and digits, whatever keyboard typed them.
 * @throws DomainError night.seal.number
 */
export function readSealNumber(typed: string, field = 'number'): string {
  const number = plain(typed);
  if (!SEAL.test(number)) throw new DomainError('night.seal.number', {}, field);
  return number;
}

/** The first blank of a book as it stands on the paper; leading zeros belong to it. */
export function sameNumber(typed: string, known: string): boolean {
  return plain(typed) === plain(known);
}

function plain(typed: string): string {
  return toHalfWidth(typed).replaceAll(/\s/g, '').toUpperCase();
}
