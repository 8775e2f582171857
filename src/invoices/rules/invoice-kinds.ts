import { DomainError } from '../../kernel/domain-error.js';
import { toHalfWidth } from '../../kernel/text.js';

/** What an invoice of a kind has, and how it can be taken back (facts 3.2, 3.4; counter-practice E5, E6). */
export interface InvoiceKindRule {
  /** Numbered sheets that lie in a book and pass from hand to hand; otherwise the platform gives each number at issue. */
  readonly book: boolean;
  /** Sheets with a printed amount. */
  readonly denominated: boolean;
  /** Title and tax number of the buyer stand on it. */
  readonly buyer: boolean;
  /** The item stands on it. */
  readonly item: boolean;
  readonly mayVoid: boolean;
  /** A negative invoice against it: of the whole, or of a part. */
  readonly red: 'NONE' | 'PARTIAL';
  /** Copies on paper besides the guest's own. */
  readonly keptCopies: readonly ('STUB' | 'LEDGER')[];
  readonly code: RegExp | null;
  readonly number: RegExp;
}

const PAPER_CODE = /^(\d{10}|\d{12})$/;
const PAPER_NUMBER = /^\d{8}$/;

export const INVOICE_KINDS = {
  /** 定额发票: torn off, no buyer, no item, no red form. */
  FIXED: {
    book: true,
    denominated: true,
    buyer: false,
    item: false,
    mayVoid: true,
    red: 'NONE',
    keptCopies: ['STUB'],
    code: PAPER_CODE,
    number: PAPER_NUMBER,
  },
  /** 手工发票. */
  HAND: {
    book: true,
    denominated: false,
    buyer: true,
    item: true,
    mayVoid: true,
    red: 'PARTIAL',
    keptCopies: ['STUB', 'LEDGER'],
    code: PAPER_CODE,
    number: PAPER_NUMBER,
  },
  /** 通用机打发票. */
  MACHINE: {
    book: true,
    denominated: false,
    buyer: true,
    item: true,
    mayVoid: true,
    red: 'PARTIAL',
    keptCopies: ['STUB', 'LEDGER'],
    code: PAPER_CODE,
    number: PAPER_NUMBER,
  },
  /** 卷票: 12 digits, first 0, last two 06 or 07; the kept copy is electronic. */
  ROLL: {
    book: true,
    denominated: false,
    buyer: true,
    item: true,
    mayVoid: true,
    red: 'PARTIAL',
    keptCopies: [],
    code: /^0\d{9}0[67]$/,
    number: PAPER_NUMBER,
  },
  /** 数电票: no book, no blanks, cannot be voided. */
  DIGITAL: {
    book: false,
    denominated: false,
    buyer: true,
    item: true,
    mayVoid: false,
    red: 'PARTIAL',
    keptCopies: [],
    code: null,
    number: /^\d{20}$/,
  },
} as const satisfies Record<string, InvoiceKindRule>;

export type InvoiceKind = keyof typeof INVOICE_KINDS;
export const INVOICE_KIND_NAMES: readonly InvoiceKind[] = Object.keys(INVOICE_KINDS).filter(isInvoiceKind);
export const BOOK_KINDS: readonly InvoiceKind[] = INVOICE_KIND_NAMES.filter((kind) => INVOICE_KINDS[kind].book);

/** Printed amounts of 定额发票 in fen. */
export const DENOMINATIONS_FEN = [10_000, 5_000, 2_000, 1_000, 500, 200, 100] as const;

export function kindRule(kind: InvoiceKind): InvoiceKindRule {
  return INVOICE_KINDS[kind];
}

export function isInvoiceKind(text: string): text is InvoiceKind {
  return Object.hasOwn(INVOICE_KINDS, text);
}

/** Throws `invoices.code.invalid`. Text: leading zeros are part of it. */
export function invoiceCode(kind: InvoiceKind, typed: string, field = 'code'): string {
  const code = digitsOf(typed);
  if (kindRule(kind).code?.test(code) !== true) throw new DomainError('invoices.code.invalid', {}, field);
  return code;
}

/**
 * An 8-digit number of a sheet, or the platform's 20 digits, whose first two are a year that has begun.
 * Throws `invoices.number.invalid {digits}`.
 */
export function invoiceNumber(kind: InvoiceKind, typed: string, year: number, field = 'number'): string {
  const number = digitsOf(typed);
  const rule = kindRule(kind);
  const fits = rule.number.test(number) && (rule.book || Number(number.slice(0, 2)) <= year % 100);
  if (!fits) throw new DomainError('invoices.number.invalid', { digits: rule.book ? 8 : 20 }, field);
  return number;
}

function digitsOf(typed: string): string {
  return toHalfWidth(typed).replace(/[\s-]/g, '');
}
