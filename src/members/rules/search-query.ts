import type { PlainDate } from '../../kernel/business-day.js';
import { stripInvisible, toHalfWidth } from '../../kernel/text.js';
import { isValidEighteen, normalizeIdNumber } from './id-document.js';
import { readPhone } from './phone.js';
import { normalizePinyin } from './pinyin-index.js';

export type SearchKind = 'card' | 'phone' | 'phoneTail' | 'id' | 'pinyin' | 'name' | 'slip' | 'paymentCode' | 'empty';
export type PaymentCodeTender = 'WECHAT_PAY' | 'ALIPAY' | 'UNIONPAY_QR';

export interface SearchGuess {
  readonly kind: SearchKind;
  /** The text in the spelling that kind is stored in. */
  readonly text: string;
}

export interface SearchQuery extends SearchGuess {
  /** What else the same keys may mean, to be tried when the first guess finds nothing. */
  readonly otherwise?: SearchGuess;
  /** Only for a payment code: a guest's phone was scanned into the box; it is no card. */
  readonly tender?: PaymentCodeTender;
}

const LONGEST = 64;

const PAYMENT_CODES: readonly (readonly [PaymentCodeTender, RegExp])[] = [
  ['WECHAT_PAY', /^1[0-5]\d{16}$/],
  ['ALIPAY', /^(2[5-9]|30)\d{14,22}$/],
  ['UNIONPAY_QR', /^62\d{17}$/],
];

/** Our own papers carry a prefix, the day and a number: JF20261121-0001. */
const DOCUMENT_NUMBER = /^[A-Z]{1,4}\d{8}-\d{3,6}$/;

/**
 * What the keys in the one box mean: a swipe, a tail, initials, a name, `#` and a slip, an ID. Never throws; what is too long
 * for anything is cut.
 * @param onDate today, for the birth date inside an identity number
 */
export function classifySearch(typed: string, onDate: PlainDate): SearchQuery {
  const text = unwrap(
    stripInvisible(toHalfWidth(typed.slice(0, 4 * LONGEST)))
      .trim()
      .slice(0, LONGEST),
  );
  if (text === '') return { kind: 'empty', text: '' };
  if (text.startsWith('#')) return slipQuery(text.slice(1));
  const compact = normalizeIdNumber(text);
  if (/^[\d,+().]+$/.test(compact) || isValidEighteen(compact, onDate)) return numberQuery(text, compact, onDate);
  if (/^\d{17}X$/.test(compact) || /^[HM]\d{8}(\d{2})?$/.test(compact)) return { kind: 'id', text: compact };
  if (DOCUMENT_NUMBER.test(text.toUpperCase())) return slipQuery(text);
  if (/^[A-Z0-9]+$/.test(compact) && /\d/.test(compact))
    return { kind: 'card', text: compact, otherwise: { kind: 'slip', text: compact } };
  if (/^[\p{Script=Latin}\s'’.\-\u00B7]+$/u.test(text)) return { kind: 'pinyin', text: normalizePinyin(text) };
  return { kind: 'name', text: normalizeNameQuery(text) };
}

/** A name as its tokens are written: without dots and blanks, small letters. */
export function normalizeNameQuery(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[^\p{L}\p{M}]/gu, '')
    .toLowerCase();
}

/** A magnetic stripe says %track1?;track2=more? or ;cardno=8800000001?: what counts is the number of its first track. */
function unwrap(text: string): string {
  if (!/^[%;]/.test(text)) return text;
  const track = text.split(/[%;?]/).find((part) => part.trim() !== '') ?? '';
  const labelled = /^[a-z]+=(.+)$/i.exec(track);
  return (labelled?.[1] ?? track.split('=')[0] ?? '').trim();
}

function slipQuery(text: string): SearchQuery {
  const slip = text.replace(/\s/g, '').toUpperCase();
  return slip === '' ? { kind: 'empty', text: '' } : { kind: 'slip', text: slip };
}

function numberQuery(text: string, compact: string, onDate: PlainDate): SearchQuery {
  if (compact.length === 18 && isValidEighteen(compact, onDate)) return { kind: 'id', text: compact };
  const code = PAYMENT_CODES.find(([, shape]) => shape.test(compact));
  if (code) return { kind: 'paymentCode', text: '', tender: code[0] };
  if (/^\d{18}$/.test(compact)) return { kind: 'id', text: compact };
  if (/^\d{4}$/.test(compact)) return { kind: 'phoneTail', text: compact };
  const phone = readPhone(text);
  if (phone?.kind === 'MOBILE') return { kind: 'phone', text: phone.number };
  return { kind: 'card', text: compact, otherwise: otherMeaning(compact, phone?.number) };
}

function otherMeaning(digits: string, phone: string | undefined): SearchGuess {
  if (phone) return { kind: 'phone', text: phone };
  return { kind: /^\d{6}$/.test(digits) ? 'phoneTail' : 'slip', text: digits };
}
