import { DomainError } from '../kernel/domain-error.js';
import { cleanText } from '../kernel/text.js';
import { parseBirthday } from './rules/birthday.js';
import { maskBirthday } from './rules/masks.js';
import { normalizeName } from './rules/person-name.js';
import { parsePhone } from './rules/phone.js';
import { TITLES } from './rules/salutation.js';
import type { KnownBirthday } from './sealed-person.js';

export const PROFILE_FIELDS = ['name', 'phone', 'birthday', 'title', 'address', 'preferences'] as const;
export type ProfileField = (typeof PROFILE_FIELDS)[number];

/** What a thief of an account would change first: a second person decides (counter-practice 1.28, 4.20). */
export const RISKY_FIELDS: readonly ProfileField[] = ['name', 'phone', 'birthday'];

export type ProfileProof = 'DOCUMENT' | 'OLD_PHONE' | 'NONE';

/** A change as the clerk typed it. `oldPhone` and `oldBirthday` are the guest's answers when there is no document. */
export interface ProfileInput {
  readonly field: string;
  readonly value: string;
  readonly calendar: string;
  readonly leapMonth: string;
  readonly proof: string;
  readonly oldPhone: string;
  readonly oldBirthday: string;
}

/** A change that can be kept: the text in its spelling. */
export interface ProfileChangeDraft {
  readonly field: ProfileField;
  readonly text: string;
  readonly proof: ProfileProof;
}

/** What is known, for comparing the answers. */
export interface KnownToTheHouse {
  readonly birthday: KnownBirthday | null;
  readonly phone: string | null;
}

/**
 * Another birthday brings a gift: it stands on the document, and no answer replaces that.
 * @throws DomainError members.change.field | members.proof.required | members.proof.document | members.proof.mismatch, and those of the field's own parser
 */
export function readProfileChange(input: ProfileInput, known: KnownToTheHouse): ProfileChangeDraft {
  const field = PROFILE_FIELDS.find((name) => name === input.field);
  if (!field) throw new DomainError('members.change.field', {}, 'field');
  const text = textOf(field, input);
  if (!RISKY_FIELDS.includes(field)) return { field, text, proof: 'NONE' };
  if (input.proof === 'DOCUMENT') return { field, text, proof: 'DOCUMENT' };
  const answersDo = input.proof === 'OLD_PHONE' && field !== 'birthday';
  if (!answersDo) {
    throw new DomainError(field === 'birthday' ? 'members.proof.document' : 'members.proof.required', {}, 'proof');
  }
  assertAnswers(input, known);
  return { field, text, proof: 'OLD_PHONE' };
}

function textOf(field: ProfileField, { value, calendar, leapMonth }: ProfileInput): string {
  if (field === 'name') return normalizeName(value, 'value');
  if (field === 'phone') return parsePhone(value, 'value').number;
  if (field === 'title') return TITLES.find((title) => title === value) ?? 'GUEST';
  if (field === 'preferences' || field === 'address') return cleanText(value, { max: 200, field: 'value' });
  const kind = calendar === 'LUNAR' ? 'LUNAR' : 'SOLAR';
  return JSON.stringify({ ...parseBirthday(kind, value, leapMonth === '1', 'value'), year: null });
}

/** The old phone and the birthday, both right; which of them was wrong is not told. */
function assertAnswers({ oldPhone, oldBirthday }: ProfileInput, { phone, birthday }: KnownToTheHouse): void {
  if (!phone || !birthday) throw new DomainError('members.proof.required', {}, 'proof');
  const said = parseBirthday(birthday.calendar, oldBirthday, false, 'oldBirthday');
  const right = parsePhone(oldPhone, 'oldPhone').number === phone && maskBirthday(said) === maskBirthday(birthday);
  if (!right) throw new DomainError('members.proof.mismatch', {}, 'oldPhone');
}
