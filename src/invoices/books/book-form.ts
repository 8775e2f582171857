import { DomainError } from '../../kernel/domain-error.js';
import { parseCount } from '../../kernel/whole-number.js';
import {
  DENOMINATIONS_FEN,
  type InvoiceKind,
  invoiceCode,
  invoiceNumber,
  isInvoiceKind,
  kindRule,
} from '../rules/invoice-kinds.js';
import { parseOldQr } from '../rules/old-qr.js';
import { sheetNo } from '../rules/sheet-range.js';

/** A book as Finance reads it off its cover. */
export interface BookInput {
  readonly kind: string;
  readonly code: string;
  /** First number; or the code on the first sheet, scanned. */
  readonly firstNo: string;
  readonly sheets: string;
  /** Fen as text, of 定额发票 only. */
  readonly denomination: string;
}

export interface BookForm {
  readonly kind: InvoiceKind;
  readonly code: string;
  readonly firstNo: string;
  readonly lastNo: string;
  readonly denominationFen: number | null;
}

const MOST_SHEETS = 1_000;
const LAST_NUMBER = 99_999_999;

/** Throws `invoices.kind.unknown`, `invoices.code.invalid`, `invoices.number.invalid`, `invoices.denomination`, `count.*`. */
export function readBook(input: BookInput): BookForm {
  const { kind } = input;
  if (!isInvoiceKind(kind) || !kindRule(kind).book) throw new DomainError('invoices.kind.unknown', {}, 'kind');
  const scanned = parseOldQr(input.firstNo);
  const code = invoiceCode(kind, input.code.trim() === '' && scanned ? scanned.code : input.code);
  const firstNo = invoiceNumber(kind, scanned?.number ?? input.firstNo, 0, 'firstNo');
  const sheets = parseCount(input.sheets, { min: 1, max: MOST_SHEETS, field: 'sheets' });
  const last = Number(firstNo) + sheets - 1;
  if (last > LAST_NUMBER) throw new DomainError('invoices.number.invalid', { digits: 8 }, 'firstNo');
  return { kind, code, firstNo, lastNo: sheetNo(last), denominationFen: denominationOf(kind, input.denomination) };
}

function denominationOf(kind: InvoiceKind, typed: string): number | null {
  if (!kindRule(kind).denominated) return null;
  const fen = DENOMINATIONS_FEN.find((each) => String(each) === typed);
  if (fen === undefined) throw new DomainError('invoices.denomination', {}, 'denomination');
  return fen;
}
