import { DomainError } from '../../kernel/domain-error.js';
import { codePointLength, toHalfWidth } from '../../kernel/text.js';
import { COMMON_PASSWORDS } from './common-passwords.js';

/** Enough where the PC itself is known. */
export const SHORT_PASSWORD = 8;
/** Enough from a phone or an office PC that nobody enrolled. */
export const LONG_PASSWORD = 15;
const LONGEST = 128;

export interface PasswordRule {
  /** True where the person sits at an enrolled PC. */
  readonly atTerminal: boolean;
  readonly staffNo: string;
  readonly field?: string;
}

/**
 * Refuses a password that would be guessed. Composed characters count as typed; nothing is trimmed.
 * @throws DomainError staff.password.short {min} | staff.password.long {max} | staff.password.common
 */
export function assertPassword(password: string, { atTerminal, staffNo, field = 'password' }: PasswordRule): void {
  const min = atTerminal ? SHORT_PASSWORD : LONG_PASSWORD;
  const length = codePointLength(password);
  if (length < min) throw new DomainError('staff.password.short', { min }, field);
  if (length > LONGEST) throw new DomainError('staff.password.long', { max: LONGEST }, field);
  const plain = toHalfWidth(password).toLowerCase();
  const isNumber = plain.replaceAll(staffNo.toLowerCase(), '').length < 4;
  if (COMMON_PASSWORDS.has(plain) || isNumber || isPattern(plain)) {
    throw new DomainError('staff.password.common', {}, field);
  }
}

/**
 * The six digits of an 操作密码, as plain digits.
 * @throws DomainError staff.pin.format | staff.pin.simple
 */
export function parsePin(text: string, staffNo: string, field = 'pin'): string {
  const pin = toHalfWidth(text).trim();
  if (!/^\d{6}$/.test(pin)) throw new DomainError('staff.pin.format', {}, field);
  const halves = pin.slice(0, 3) === pin.slice(3);
  if (isPattern(pin) || halves || pin.includes(staffNo) || SIMPLE_PINS.has(pin)) {
    throw new DomainError('staff.pin.simple', {}, field);
  }
  return pin;
}

const SIMPLE_PINS: ReadonlySet<string> = new Set([
  '112233',
  '123321',
  '520131',
  '131452',
  '521521',
  '147258',
  '159357',
  '789456',
]);

/** One sign over and over, two in turn, or a run like 12345678 and hgfedcba. */
function isPattern(text: string): boolean {
  const signs = [...text];
  if (new Set(signs).size <= 2) return true;
  const steps = new Set(
    signs.slice(1).map((sign, at) => (sign.codePointAt(0) ?? 0) - (signs[at]?.codePointAt(0) ?? 0)),
  );
  const [step = 0] = steps;
  return steps.size === 1 && Math.abs(step) === 1;
}
