import { DomainError } from '../../kernel/domain-error.js';
import type { CardHolder } from '../../cards/card-lookup.js';
import type { PlainDate } from '../../kernel/business-day.js';
import { cleanText } from '../../kernel/text.js';
import { checkIdDocument, ID_DOCUMENT_TYPES, type IdDocumentType } from '../../members/rules/id-document.js';
import { normalizeName } from '../../members/rules/person-name.js';
import { parsePhone } from '../../members/rules/phone.js';
import type { PayChoice, PayLine } from './rules/pay-routes.js';
import type { RefundCause } from './rules/refund-basis.js';
import type { RefundWish } from './refund-plans.js';

export const RECEIVERS = ['HOLDER', 'AGENT', 'GUARDIAN'] as const;
export type ReceiverKind = (typeof RECEIVERS)[number];

/** What entitles somebody else to act for the holder; only an heir's paper makes the money the receiver's own (counter-practice 4.30). */
export const AUTHORITIES = ['MANDATE', 'NOTARISED', 'INHERITANCE', 'GUARDIANSHIP'] as const;
export type Authority = (typeof AUTHORITIES)[number];

/** Who gets the money: kept sealed for five years (facts 1.2, `refund.keepIdentity`). */
export type Receiver = {
  readonly kind: ReceiverKind;
  readonly name: string;
  readonly idType: IdDocumentType;
  readonly idNumber: string;
  readonly phone: string;
  readonly bank: string;
  readonly account: string;
  /** In whose name the account is. */
  readonly accountName: string;
  /** Null for the holder in person. */
  readonly authority: Authority | null;
  /** Number of that paper, or where it is kept. */
  readonly authorityNo: string;
};

/** A refund as it is laid before the second person: the wish, what the guest was shown, and who gets the money. */
export type RefundInput = {
  readonly membershipId: string;
  readonly cause: RefundCause;
  readonly lotIds: readonly string[];
  readonly rescindedOn: PlainDate;
  readonly planFrom: PlainDate | null;
  readonly planTo: PlainDate | null;
  readonly choice: PayChoice;
  readonly giftOffsetFen: number;
  readonly giftReason: string;
  readonly reason: string;
  /** What the quote said: another figure at approval ends the request. */
  readonly shownPayFen: number;
  readonly shownResidueFen: number;
  readonly endsCard: boolean;
  readonly takesTierBack: boolean;
  readonly receiver: Receiver;
};

export function wishOf(input: RefundInput): RefundWish {
  const { cause, lotIds, rescindedOn, planFrom, planTo, choice, giftOffsetFen } = input;
  return { cause, lotIds, rescindedOn, planFrom, planTo, choice, giftOffsetFen };
}

export interface TypedReceiver {
  readonly receiver: string;
  readonly name: string;
  readonly idType: string;
  readonly idNumber: string;
  readonly phone: string;
  readonly bank: string;
  readonly account: string;
  readonly accountName: string;
  readonly authority: string;
  readonly authorityNo: string;
}

/** Throws `refund.receiver`, `refund.authority`, `members.id.*`, `members.phone.*`, `text.*` on the field. */
export function readReceiver(typed: TypedReceiver, today: PlainDate): Receiver {
  const kind = RECEIVERS.find((known) => known === typed.receiver);
  if (!kind) throw new DomainError('refund.receiver', {}, 'receiver');
  const idType = ID_DOCUMENT_TYPES.find((known) => known === typed.idType && known !== 'STUDENT_ID');
  if (!idType) throw new DomainError('refund.receiver', {}, 'idType');
  const account = cleanText(typed.account, { max: 40, field: 'account' }).replaceAll(/[\s-]/g, '');
  if (account !== '' && !/^[\dA-Za-z]{8,34}$/.test(account)) throw new DomainError('refund.account', {}, 'account');
  return {
    kind,
    idType,
    account,
    name: nameOf(typed.name),
    idNumber: checkIdDocument(idType, typed.idNumber, today, 'idNumber').number,
    phone: typed.phone.trim() === '' ? '' : parsePhone(typed.phone, 'phone').number,
    bank: cleanText(typed.bank, { max: 60, field: 'bank' }),
    accountName: typed.accountName.trim() === '' ? '' : normalizeName(typed.accountName, 'accountName'),
    ...authorityOf(kind, typed),
  };
}

/** Whoever comes for the holder shows the paper that says so: an agent a mandate or an heir's title, a guardian the guardianship. */
function authorityOf(
  kind: ReceiverKind,
  typed: Pick<TypedReceiver, 'authority' | 'authorityNo'>,
): Pick<Receiver, 'authority' | 'authorityNo'> {
  if (kind === 'HOLDER') return { authority: null, authorityNo: '' };
  const authority = AUTHORITIES.find((known) => known === typed.authority);
  if (!authority || (authority === 'GUARDIANSHIP') !== (kind === 'GUARDIAN'))
    throw new DomainError('refund.authority', {}, 'authority');
  return { authority, authorityNo: cleanText(typed.authorityNo, { max: 60, required: true, field: 'authorityNo' }) };
}

function nameOf(typed: string): string {
  const name = normalizeName(typed);
  if (name === '') throw new DomainError('text.required', {}, 'name');
  return name;
}

/** The holder as the house knows them: the name, and the look-up hash of the document. */
export interface KnownHolder {
  readonly name: string | null;
  readonly idHash: string | null;
}

/**
 * The money goes to the holder under the holder's own name, also where somebody else comes for it; only a guardian and an heir have it paid to
 * themselves. Throws `refund.nameDiffers`, `refund.documentDiffers`, `refund.guardian`, `refund.accountRequired`, `refund.accountName`,
 * `refund.reasonRequired`.
 */
export function assertReceiver(
  { receiver, cause, choice, reason }: Pick<RefundInput, 'receiver' | 'cause' | 'choice' | 'reason'>,
  known: KnownHolder,
  { lines, hashOf }: { readonly lines: readonly PayLine[]; readonly hashOf: (idNumber: string) => string },
): void {
  const holder = receiver.kind === 'HOLDER';
  if ((cause === 'GUARDIAN') !== (receiver.kind === 'GUARDIAN'))
    throw new DomainError('refund.guardian', {}, 'receiver');
  if (holder && known.name !== null && known.name !== receiver.name)
    throw new DomainError('refund.nameDiffers', {}, 'name');
  if (holder && known.idHash !== null && known.idHash !== hashOf(receiver.idNumber))
    throw new DomainError('refund.documentDiffers', {}, 'idNumber');
  if (lines.some(({ way }) => way === 'BANK_ACCOUNT')) assertAccount(receiver, known.name);
  if (choice !== 'ORIGINAL' && reason.trim() === '') throw new DomainError('refund.reasonRequired', {}, 'reason');
}

/** 同名账户: nobody's but the holder's, or the one's to whom the law gives the money. */
function assertAccount({ account, bank, accountName, name, authority }: Receiver, holderName: string | null): void {
  if (account === '') throw new DomainError('refund.accountRequired', {}, 'account');
  if (bank === '') throw new DomainError('refund.accountRequired', {}, 'bank');
  const ownRight = authority === 'GUARDIANSHIP' || authority === 'INHERITANCE';
  const owner = ownRight ? name : (holderName ?? name);
  if (accountName !== owner) throw new DomainError('refund.accountName', {}, 'accountName');
}

/** Whose key seals the papers of a refund; an erased member has none any more. Throws `refund.erased`. */
export function keyOf(holder: CardHolder): string {
  if (holder.erasedAt !== null) throw new DomainError('refund.erased');
  return holder.personId;
}
