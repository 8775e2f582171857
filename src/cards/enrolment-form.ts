import { DomainError } from '../kernel/domain-error.js';
import type { PlainDate } from '../kernel/business-day.js';
import { parseYuan } from '../kernel/money.js';
import { isSignature } from '../kernel/signature-strokes.js';
import { cleanText } from '../kernel/text.js';
import type { PersonDraft } from '../members/people.js';
import { birthdayFromBirthDate, parseBirthday } from '../members/rules/birthday.js';
import {
  checkIdDocument,
  ID_DOCUMENT_TYPES,
  type IdDocument,
  type IdDocumentType,
} from '../members/rules/id-document.js';
import { normalizeName } from '../members/rules/person-name.js';
import { parsePhone } from '../members/rules/phone.js';
import { TITLES } from '../members/rules/salutation.js';
import { FieldReader } from './field-reader.js';
import type { AdultCheck } from './rules/adult-check.js';
import { readCardNumber, type ScannedCard } from './rules/card-number.js';

/** Everything the page has, as typed; a draft keeps these. Unticked boxes are empty. */
export const ENROLMENT_FIELDS = [
  'name',
  'title',
  'phone',
  'calendar',
  'birthday',
  'leapMonth',
  'recommenderNo',
  'preferences',
  'address',
  'privacy',
  'marketing',
  'charterWay',
  'charterSigned',
  'signature',
  'adult',
  'documentType',
  'documentNumber',
  'birthDate',
  'proofSeen',
  'proofUntil',
  'duplicateChecked',
  'reviewed',
  'tender',
  'received',
  'cardNo',
  'feeFen',
] as const;
export type EnrolmentValues = Partial<Record<(typeof ENROLMENT_FIELDS)[number], string>>;

/** What the clerk typed, checked as far as it can be without looking anything up. */
export interface EnrolmentForm {
  readonly person: PersonDraft;
  readonly adult: AdultCheck;
  /** Kind of the document that was shown; noted, never copied. */
  readonly documentType: IdDocumentType;
  readonly marketing: boolean;
  readonly charter: { readonly way: 'PAD' | 'PAPER'; readonly strokes: string | null };
  readonly recommenderNo: string | null;
  readonly proof: { readonly seen: boolean; readonly until: PlainDate | null };
  readonly duplicateChecked: boolean;
  /** The fee the clerk saw; another one in force is told, not charged. */
  readonly shownFeeFen: number;
  readonly tender: string;
  readonly receivedFen: number | null;
  readonly card: ScannedCard;
}

type Text = (field: keyof EnrolmentValues) => string;

/**
 * Reads the page; every wrong field gets its own sentence.
 * @param businessDate for birth dates that have not been yet
 * @throws FormFaults
 */
export function readEnrolment(values: EnrolmentValues, businessDate: PlainDate): EnrolmentForm {
  const reader = new FieldReader<keyof EnrolmentValues>(values);
  const document = reader.read((text) => readDocument(text, businessDate)) ?? null;
  const birthDate = reader.date('birthDate');
  const form = {
    person: readPerson(reader, document, birthDate),
    adult: { outcome: readOutcome(reader), document, birthDate },
    documentType: documentType(reader.text('documentType')),
    marketing: reader.ticked('marketing'),
    charter: readCharter(reader),
    recommenderNo: reader.read((text) => readStaffNo(text('recommenderNo'))) ?? null,
    proof: { seen: reader.ticked('proofSeen'), until: reader.date('proofUntil') },
    duplicateChecked: reader.ticked('duplicateChecked'),
    shownFeeFen: Number(values.feeFen ?? '') || 0,
    tender: values.tender ?? '',
    receivedFen:
      reader.read((text) => (text('received') === '' ? null : parseYuan(text('received'), { field: 'received' }))) ??
      null,
    card: reader.read((text) => readCardNumber(text('cardNo'))) ?? { raw: '', cardNo: '' },
  };
  reader.tick('privacy', 'cards.privacy.required');
  reader.tick('reviewed', 'cards.reviewed.required');
  reader.conclude();
  return form;
}

function readPerson(
  reader: FieldReader<keyof EnrolmentValues>,
  document: IdDocument | null,
  birthDate: PlainDate | null,
): PersonDraft {
  return {
    name: reader.read((text) => normalizeName(text('name'))) ?? '',
    title: TITLES.find((title) => title === reader.text('title')) ?? 'GUEST',
    phone: reader.read((text) => parsePhone(text('phone')).number) ?? null,
    birthday: reader.read((text) => readBirthday(text, birthDate)) ?? null,
    idDocument: document && { type: document.type, number: document.number },
    preferences: reader.read((text) => cleanText(text('preferences'), { max: 200, field: 'preferences' })) || null,
    address: reader.read((text) => cleanText(text('address'), { max: 200, field: 'address' })) || null,
  };
}

/** What the guest says counts; a guest who says nothing has the birthday of the document. The year is known from a document alone. */
function readBirthday(text: Text, birthDate: PlainDate | null): PersonDraft['birthday'] {
  const calendar = text('calendar') === 'LUNAR' ? 'LUNAR' : 'SOLAR';
  const year = birthDate === null ? null : Number(birthDate.slice(0, 4));
  if (text('birthday').trim() !== '') {
    return { ...parseBirthday(calendar, text('birthday'), text('leapMonth') === '1'), year };
  }
  return birthDate === null ? null : { ...birthdayFromBirthDate(calendar, birthDate), year };
}

function readDocument(text: Text, onDate: PlainDate): IdDocument | null {
  if (text('documentNumber').trim() === '') return null;
  return checkIdDocument(documentType(text('documentType')), text('documentNumber'), onDate, 'documentNumber');
}

function readOutcome(reader: FieldReader<keyof EnrolmentValues>): AdultCheck['outcome'] {
  const typed = reader.text('adult');
  if (typed === 'DOCUMENT_SEEN' || typed === 'PLAINLY_ADULT') return typed;
  reader.fault('adult', 'cards.adult.required');
  return 'PLAINLY_ADULT';
}

function readCharter(reader: FieldReader<keyof EnrolmentValues>): EnrolmentForm['charter'] {
  if (reader.text('charterWay') === 'PAPER') {
    reader.tick('charterSigned', 'cards.charter.notSigned');
    return { way: 'PAPER', strokes: null };
  }
  const strokes = reader.text('signature');
  if (!isSignature(strokes)) reader.fault('signature', 'cards.charter.notSigned');
  return { way: 'PAD', strokes };
}

function documentType(text: string): IdDocumentType {
  return ID_DOCUMENT_TYPES.find((type) => type === text) ?? 'RESIDENT_ID';
}

function readStaffNo(text: string): string | null {
  const staffNo = cleanText(text, { max: 16, field: 'recommenderNo' });
  if (staffNo !== '' && !/^[0-9A-Za-z-]+$/.test(staffNo))
    throw new DomainError('cards.recommender.unknown', {}, 'recommenderNo');
  return staffNo === '' ? null : staffNo;
}
