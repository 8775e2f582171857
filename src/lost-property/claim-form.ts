import { DomainError } from '../kernel/domain-error.js';
import { parseYuan } from '../kernel/money.js';
import { isSignature } from '../kernel/signature-strokes.js';
import { cleanText } from '../kernel/text.js';
import { isAdult } from '../members/rules/age.js';
import {
  checkIdDocument,
  ID_DOCUMENT_TYPES,
  type IdDocumentType,
  isValidEighteen,
  normalizeIdNumber,
} from '../members/rules/id-document.js';
import { normalizeName } from '../members/rules/person-name.js';
import { parsePhone } from '../members/rules/phone.js';

export const CLAIM_WAYS = ['OWNER', 'PROXY', 'GUARDIAN', 'MAIL'] as const;
export type ClaimWay = (typeof CLAIM_WAYS)[number];

/** The release as it was typed; every field a text. */
export interface ReleaseInput {
  readonly answer: string;
  readonly way: string;
  readonly name: string;
  readonly phone: string;
  readonly idType: string;
  readonly idNumber: string;
  /** Whom a proxy or guardian acts for. */
  readonly ownerName: string;
  readonly ownerId: string;
  /** '1' where the owner's letter, or the proof of guardianship, was seen. */
  readonly letter: string;
  readonly address: string;
  readonly courierNo: string;
  /** Recorded call in which a parcel was agreed on: number or time of the recording. */
  readonly callRecord: string;
  readonly courierCost: string;
  readonly courierPaidBy: string;
  readonly reason: string;
  /** Strokes as JSON; empty when the guest signs the printed receipt. */
  readonly signature: string;
}

/** Who takes it, sealed under the claim's own key. */
export interface Claimant {
  readonly name: string;
  readonly phone: string;
  readonly idType: IdDocumentType | null;
  readonly idNumber: string | null;
  /** Owner or minor for whom somebody else came; '' otherwise, absent in rows from before. */
  readonly ownerName?: string;
  readonly ownerId?: string;
  /** The same in one text, in rows from before. */
  readonly onBehalfOf?: string;
  readonly address: string;
  readonly callRecord: string;
  readonly signature: string;
  /** Number of the parcel; '' where there is none, absent in rows from before it was sealed. */
  readonly courierNo?: string;
}

export interface ReleaseForm {
  readonly way: ClaimWay;
  readonly claimant: Claimant;
  readonly answer: string;
  readonly courier: { readonly no: string; readonly costFen: number; readonly paidBy: 'HOUSE' | 'OWNER' } | null;
  readonly reason: string;
}

/**
 * 003E-044, 045: valid document, phone, signature. A proxy shows the owner's letter, a guardian comes with the minor. A parcel needs an address and,
 * where nobody signs at the counter, the call that was recorded. Throws on the field: `lost.claim.way`, `lost.claim.signature`, `lost.claim.call`, `lost.claim.idType`, `lost.claim.minor`, `lost.claim.letter`, `text.required`, `members.*`, `money.*`.
 */
export function readRelease(input: ReleaseInput, today: string): ReleaseForm {
  const text = (field: keyof ReleaseInput, max: number, required = false) =>
    cleanText(input[field], { max, required, field });
  const way = CLAIM_WAYS.find((known) => known === input.way);
  if (!way) throw new DomainError('lost.claim.way', {}, 'way');
  if (input.signature !== '' && !isSignature(input.signature))
    throw new DomainError('lost.claim.signature', {}, 'signature');
  const document = documentOf(input, today);
  // A minor's thing goes to the guardian (民法典 19, 34).
  if (document.birthDate && !isAdult(document.birthDate, today)) {
    throw way === 'OWNER' || way === 'MAIL'
      ? new DomainError('lost.claim.minor', {}, 'way')
      : new DomainError('lost.claim.adult', {}, 'idNumber');
  }
  const courier = way === 'MAIL' ? courierOf(input) : null;
  return {
    way,
    courier,
    answer: text('answer', 80),
    reason: text('reason', 200),
    claimant: {
      name: normalizeName(input.name),
      phone: parsePhone(input.phone).number,
      idType: document.type,
      idNumber: document.number,
      ...ownerOf(input, way, today),
      address: text('address', 200, way === 'MAIL'),
      callRecord: callOf(input, way),
      signature: input.signature,
      courierNo: courier?.no ?? '',
    },
  };
}

/** A proxy brings the owner's letter and number, a guardian proves to be one (facts §6); both name whom they come for. */
function ownerOf(input: ReleaseInput, way: ClaimWay, today: string): { ownerName: string; ownerId: string } {
  if (way !== 'PROXY' && way !== 'GUARDIAN') return { ownerName: '', ownerId: '' };
  const ownerName = normalizeName(input.ownerName, 'ownerName');
  const ownerId = normalizeIdNumber(cleanText(input.ownerId, { max: 40, required: way === 'PROXY', field: 'ownerId' }));
  if (/^\d{17}[\dX]$/.test(ownerId) && !isValidEighteen(ownerId, today))
    throw new DomainError('members.id.checkDigit', {}, 'ownerId');
  if (input.letter !== '1') throw new DomainError('lost.claim.letter', {}, 'letter');
  return { ownerName, ownerId };
}

/** Whoever has it sent stands at no counter: a signature, or a call on record, says that it was the owner who asked. */
function callOf({ callRecord, signature }: ReleaseInput, way: ClaimWay): string {
  const call = cleanText(callRecord, { max: 120, field: 'callRecord' });
  if (way === 'MAIL' && call === '' && signature === '') throw new DomainError('lost.claim.call', {}, 'callRecord');
  return call;
}

function documentOf({ idType, idNumber }: ReleaseInput, today: string) {
  const type = ID_DOCUMENT_TYPES.find((known) => known === idType);
  if (!type || type === 'STUDENT_ID') throw new DomainError('lost.claim.idType', {}, 'idType');
  return checkIdDocument(type, idNumber, today);
}

function courierOf({ courierNo, courierCost, courierPaidBy }: ReleaseInput): ReleaseForm['courier'] {
  return {
    no: cleanText(courierNo, { max: 40, required: true, field: 'courierNo' }),
    costFen: parseYuan(courierCost, { field: 'courierCost' }),
    paidBy: courierPaidBy === 'OWNER' ? 'OWNER' : 'HOUSE',
  };
}
