import { DomainError } from '../kernel/domain-error.js';
import { parseYuan } from '../kernel/money.js';
import { cleanText } from '../kernel/text.js';
import { type InvoiceKind, invoiceNumber, isInvoiceKind, kindRule } from './rules/invoice-kinds.js';
import { parseOldQr } from './rules/old-qr.js';
import { taxpayerId } from './rules/taxpayer-id.js';
import { type SourceRef, sourceRef } from './sources/source.js';

/** An issue as it is typed. */
export interface IssueInput {
  /** `SLIP:<id>,SLIP:<id>`. */
  readonly sources: string;
  /** Yuan; '' = all that is open. */
  readonly amount: string;
  readonly kind: string;
  readonly titleKind: string;
  readonly title: string;
  readonly taxNo: string;
  /** 数电票: the platform's 20 digits, typed, or the whole code of its picture scanned. */
  readonly number: string;
  /** Number of the 开房单 of each slip, in the order of `sources`, by commas. */
  readonly visits: string;
  /** '1' once the guest has compared the amount (003E-070). */
  readonly confirmed: string;
}

export type TitleKind = 'NONE' | 'PERSON' | 'UNIT';

export interface IssueForm {
  readonly refs: readonly SourceRef[];
  readonly visits: readonly string[];
  readonly amountFen: number | null;
  readonly kind: InvoiceKind;
  readonly titleKind: TitleKind;
  readonly title: string | null;
  readonly taxNo: string | null;
  readonly number: string | null;
  /** Amount in the scanned code, to be compared. */
  readonly scannedFen: number | null;
}

const MOST_SOURCES = 20;

/** Throws `invoices.sources.none`, `invoices.kind.unknown`, `invoices.notConfirmed`, `invoices.title.*`, `invoices.taxNo.*`, `money.*`, `invoices.number.invalid`. */
export function readIssue(input: IssueInput, year: number): IssueForm {
  const kind = kindOf(input.kind);
  const refs = readSources(input.sources);
  if (refs.length === 0 || refs.length > MOST_SOURCES) throw new DomainError('invoices.sources.none');
  const amountFen = input.amount.trim() === '' ? null : parseYuan(input.amount, { field: 'amount', minFen: 1 });
  const buyer = readBuyer(kind, input);
  if (input.confirmed !== '1') throw new DomainError('invoices.notConfirmed', {}, 'confirmed');
  const visits = input.visits.split(',').map((visit) => cleanText(visit, { max: 40, field: 'visitNo' }).toUpperCase());
  return { refs, visits, kind, amountFen, ...buyer, ...readNumber(kind, input.number, year) };
}

export function readSources(text: string): SourceRef[] {
  const refs = text.split(',').flatMap((part) => sourceRef(part.trim()) ?? []);
  return refs.filter((ref, at) => refs.findIndex(({ kind, id }) => kind === ref.kind && id === ref.id) === at);
}

export function kindOf(text: string): InvoiceKind {
  if (!isInvoiceKind(text)) throw new DomainError('invoices.kind.unknown', {}, 'kind');
  return text;
}

export interface Buyer {
  readonly titleKind: TitleKind;
  readonly title: string | null;
  readonly taxNo: string | null;
}

/** 个人, or a unit with its 18 characters; a torn sheet has neither. */
export function readBuyer(
  kind: InvoiceKind,
  { titleKind, title, taxNo }: Pick<IssueInput, 'titleKind' | 'title' | 'taxNo'>,
): Buyer {
  if (!kindRule(kind).buyer) {
    if (titleKind === 'UNIT') throw new DomainError('invoices.title.noBuyer', {}, 'titleKind');
    return { titleKind: 'NONE', title: null, taxNo: null };
  }
  if (titleKind !== 'UNIT') return { titleKind: 'PERSON', title: null, taxNo: null };
  const name = cleanText(title, { max: 100, field: 'title' });
  if (name === '') throw new DomainError('invoices.title.required', {}, 'title');
  return { titleKind: 'UNIT', title: name, taxNo: taxpayerId(taxNo) };
}

/** The platform's number, from its 20 digits or from the scanned code. Sheets bring their own. */
export function readNumber(
  kind: InvoiceKind,
  typed: string,
  year: number,
): { number: string | null; scannedFen: number | null } {
  if (kindRule(kind).book) return { number: null, scannedFen: null };
  const scanned = parseOldQr(typed);
  return { number: invoiceNumber(kind, scanned?.number ?? typed, year), scannedFen: scanned?.amountFen ?? null };
}
