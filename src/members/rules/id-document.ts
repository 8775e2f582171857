import { isPlainDate, addMonthsEnd, type PlainDate } from '../../kernel/business-day.js';
import { DomainError } from '../../kernel/domain-error.js';
import { cleanText, toHalfWidth } from '../../kernel/text.js';

/** STUDENT_ID proves being a student, not who one is. */
export const ID_DOCUMENT_TYPES = [
  'RESIDENT_ID',
  'HMT_RESIDENCE',
  'HK_MACAO_PERMIT',
  'TAIWAN_PERMIT',
  'PASSPORT',
  'FOREIGN_PR',
  'STUDENT_ID',
  'OTHER',
] as const;
export type IdDocumentType = (typeof ID_DOCUMENT_TYPES)[number];

export interface IdDocument {
  readonly type: IdDocumentType;
  readonly number: string;
  /** Only where the number itself holds it; never shown beside the number. */
  readonly birthDate: PlainDate | null;
}

type IdProblem = 'shape' | 'birthDate' | 'tooOld' | 'checkDigit';

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const OLDEST_AGE = 130;

/** Shapes of the eighteen-digit documents by their first digits; codes of areas are abolished over time, so no table. */
const EIGHTEEN: Partial<Record<IdDocumentType, RegExp>> = {
  RESIDENT_ID: /^[1-8]\d{16}[\dX]$/,
  HMT_RESIDENCE: /^8[123]0000\d{11}[\dX]$/,
  FOREIGN_PR: /^9\d{16}[\dX]$/,
};

const PERMITS: Partial<Record<IdDocumentType, RegExp>> = {
  HK_MACAO_PERMIT: /^[HM]\d{8}(\d{2})?$/,
  TAIWAN_PERMIT: /^(\d{8}|\d{10})$/,
  FOREIGN_PR: /^[A-Z]{3}\d{12}$/,
};

/** Whether numbers of this kind can be told from others: without a rule anything would do. */
export function hasNumberRule(type: IdDocumentType): boolean {
  return EIGHTEEN[type] !== undefined || PERMITS[type] !== undefined;
}

/**
 * Checks a document number as far as its kind has a rule; kinds without one only need a number.
 * @param onDate today's business date, for "older than 130" and "not yet born"
 * @throws DomainError members.id.shape | members.id.checkDigit | members.id.birthDate | members.id.tooOld, text.required | text.tooLong
 */
export function checkIdDocument(
  type: IdDocumentType,
  typed: string,
  onDate: PlainDate,
  field = 'idNumber',
): IdDocument {
  const number = normalizeIdNumber(cleanText(typed, { max: 40, required: true, field }));
  const eighteen = EIGHTEEN[type];
  if (eighteen?.test(number)) {
    const problem = problemOfEighteen(number, onDate);
    if (problem) throw new DomainError(`members.id.${problem}`, {}, field);
    return { type, number, birthDate: birthDateIn(number) };
  }
  const permit = PERMITS[type];
  if ((eighteen || permit) && !permit?.test(number)) throw new DomainError('members.id.shape', {}, field);
  return { type, number, birthDate: null };
}

/** Capital X, plain digits, no blanks or dashes, so that one document has one look-up hash. */
export function normalizeIdNumber(typed: string): string {
  return toHalfWidth(typed).replace(/[\s-]/g, '').toUpperCase();
}

/** Whether a number of eighteen characters is a valid identity number of any kind (citizen, residence permit, foreigner). */
export function isValidEighteen(number: string, onDate: PlainDate): boolean {
  return /^[1-9]\d{16}[\dX]$/.test(number) && problemOfEighteen(number, onDate) === null;
}

/** GB 11643: the last character that the first seventeen digits demand (MOD 11-2). */
export function checkCharacter(first17: string): string {
  const sum = WEIGHTS.reduce((acc, weight, index) => acc + weight * Number(first17[index]), 0);
  return '10X98765432'.charAt(sum % 11);
}

function problemOfEighteen(number: string, onDate: PlainDate): IdProblem | null {
  if (checkCharacter(number.slice(0, 17)) !== number[17]) return 'checkDigit';
  const birth = birthDateIn(number);
  if (!isPlainDate(birth) || birth > onDate) return 'birthDate';
  return addMonthsEnd(birth, OLDEST_AGE * 12) < onDate ? 'tooOld' : null;
}

function birthDateIn(number: string): PlainDate {
  return `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`;
}
