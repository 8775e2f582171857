import { isPlainDate } from '../../kernel/business-day.js';
import { toHalfWidth } from '../../kernel/text.js';

/** What the code printed on an invoice says. */
export interface OldQr {
  /** SPECIAL 01, ORDINARY 04, ELECTRONIC 10, ROLL 11, DIGITAL 31 and 32 (20 digits and no code); else OTHER. */
  readonly kind: 'SPECIAL' | 'ORDINARY' | 'ELECTRONIC' | 'ROLL' | 'DIGITAL' | 'OTHER';
  /** Empty on a 数电票. */
  readonly code: string;
  readonly number: string;
  /** Without tax; null when the code leaves it out. */
  readonly amountFen: number | null;
  readonly date: string | null;
  readonly checkCode: string;
}

const KINDS: Readonly<Record<string, OldQr['kind']>> = {
  '01': 'SPECIAL',
  '04': 'ORDINARY',
  '10': 'ELECTRONIC',
  '11': 'ROLL',
  '31': 'DIGITAL',
  '32': 'DIGITAL',
};

/** `01,种类,代码,号码,金额,yyyymmdd,校验码,…` as a scanner types it; null for anything else. */
export function parseOldQr(scanned: string): OldQr | null {
  const parts = toHalfWidth(scanned)
    .trim()
    .split(',')
    .map((part) => part.trim());
  const [version = '', kind = '', code = '', number = '', amount = '', day = '', checkCode = ''] = parts;
  if (version !== '01' || parts.length < 6 || !/^\d{2}$/.test(kind)) return null;
  const paper = /^(\d{10}|\d{12})$/.test(code) && /^\d{8}$/.test(number);
  const digital = code === '' && /^\d{20}$/.test(number);
  if (!paper && !digital) return null;
  const date = `${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6, 8)}`;
  return {
    kind: KINDS[kind] ?? 'OTHER',
    code,
    number,
    amountFen: /^\d{1,9}(\.\d{1,2})?$/.test(amount) ? fenOf(amount) : null,
    date: /^\d{8}$/.test(day) && isPlainDate(date) ? date : null,
    checkCode,
  };
}

function fenOf(amount: string): number {
  const [yuan = '0', cents = ''] = amount.split('.');
  return Number(yuan) * 100 + Number(cents.padEnd(2, '0'));
}
