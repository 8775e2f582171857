import { DomainError } from '../../kernel/domain-error.js';
import { parseYuan } from '../../kernel/money.js';
import { toHalfWidth } from '../../kernel/text.js';
import { parseCount } from '../../kernel/whole-number.js';
import type { TillKind } from '../../venue/rules/tender-kinds.js';
import { type Difference, differenceOf } from './blind-count.js';

/** A line of the bag as it was handed over. */
export interface HandedLine {
  readonly key: string;
  readonly expected: number;
  /** Null for what the books know and nobody counts. */
  readonly counted: number | null;
  /** Numbers of the papers that are not in the pile. */
  readonly missing?: readonly string[];
}

/** Another tender of the shift, held against the acquirer: its total, or the last digits of the transactions. */
export interface HandedTender {
  readonly kind: TillKind;
  readonly booksFen: number;
  readonly typedFen: number | null;
  readonly digits: string | null;
}

type Typed = Readonly<Record<string, string | undefined>>;

const MOST = 99_999;

/** Form fields of a tender: `total-wechatPay`, `digits-wechatPay`. */
export function tenderField(kind: string, part: 'total' | 'digits'): string {
  return `${part}-${kind.replace('tender.', '')}`;
}

/** Whether a hand must count it: a pile of which the books know nothing asks for no input (H6). */
export function isCounted({ touch, expected }: { touch: boolean; expected: number }): boolean {
  return touch && expected > 0;
}

interface Countable {
  readonly key: string;
  readonly expected: number;
  readonly touch: boolean;
  readonly counted?: number;
  readonly numbers?: { readonly first: string; readonly last: string };
  readonly pile?: { readonly key: string; readonly pieces?: number };
}

/** What a hand is asked for: one line, or several that lie together. */
export interface Ask<Line extends Countable> {
  readonly field: string;
  readonly lines: readonly [Line, ...Line[]];
  readonly isPile: boolean;
}

const lineField = (key: string): string => `line-${key}`;

/**
 * The fields of a count (H6): lines of one pile are asked for in one figure. `apart` holds the fields of lines that were
 * counted one by one: their pile is then asked for line by line.
 */
export function asksOf<Line extends Countable>(lines: readonly Line[], apart: ReadonlySet<string>): Ask<Line>[] {
  const asks = new Map<string, Ask<Line>>();
  const counted = lines.filter(isCounted);
  for (const line of counted) {
    const together = counted.filter(({ pile }) => pile !== undefined && pile.key === line.pile?.key);
    const isPile = together.length > 1 && !together.some(({ key }) => apart.has(lineField(key)));
    const field = isPile ? `pile-${line.pile?.key}` : lineField(line.key);
    const [first = line, ...others] = isPile ? together : [line];
    asks.set(field, { field, isPile, lines: [first, ...others] });
  }
  return [...asks.values()];
}

/** Fields in which something was typed. */
export function typedFields(typed: Typed): Set<string> {
  return new Set(Object.keys(typed).filter((field) => typed[field]?.trim()));
}

/**
 * Reads what was counted by hand; a line that is touched must have a figure, everything else is pre-ticked (H6). Of
 * numbered sheets the hand types the first blank, and another number is no difference to be explained: it stops the
 * handover (003E-073). A pile that does not agree is counted apart, without a figure being told.
 * @throws DomainError count.* | shifts.pile.differs | shifts.gate.numbers {a, b, c, d}
 */
export function readLines(lines: readonly Countable[], typed: Typed): HandedLine[] {
  const figures = new Map(asksOf(lines, typedFields(typed)).flatMap((ask) => readAsk(ask, typed)));
  return lines.map(({ key, expected, counted = null }) => ({ key, expected, counted: figures.get(key) ?? counted }));
}

function readAsk({ field, lines, isPile }: Ask<Countable>, typed: Typed): [key: string, counted: number][] {
  const [line] = lines;
  if (line.numbers && !isPile) return [[line.key, readFirstBlank(line, line.numbers, typed[field])]];
  const counted = parseCount(typed[field] ?? '', { min: 0, max: MOST, field });
  if (!isPile) return [[line.key, counted]];
  const pieces = lines.reduce((sum, { expected, pile }) => sum + (pile?.pieces ?? expected), 0);
  if (counted !== pieces) throw new DomainError('shifts.pile.differs', {}, lineField(line.key));
  return lines.map(({ key, expected }) => [key, expected]);
}

function readFirstBlank(
  { key, expected }: Countable,
  { first: a, last: b }: { readonly first: string; readonly last: string },
  typed: string | undefined,
): number {
  const seen = toHalfWidth(typed ?? '').trim();
  if (seen === '') throw new DomainError('count.required', {}, lineField(key));
  if (seen !== a) throw new DomainError('shifts.gate.numbers', { a, b, c: seen.slice(0, 20), d: b }, lineField(key));
  return expected;
}

/** What the books know of a tender: its sum, and one entry for each payment, with the transaction number if it was typed. */
export interface TenderToProve {
  readonly kind: TillKind;
  readonly fen: number;
  readonly payments: readonly (string | null)[];
}

/**
 * Each tender with money on it needs the acquirer's total or last digits: a payment that only looked like one shows here
 * and not two weeks later (counter-practice §4.14).
 * @throws DomainError shifts.tender.required | shifts.tender.digits | shifts.tender.payments | shifts.tender.twice |
 *   shifts.tender.other | money.*
 */
export function readTenders(tenders: readonly TenderToProve[], typed: Typed): HandedTender[] {
  return tenders.map(({ kind, fen, payments }) => {
    const total = (typed[tenderField(kind, 'total')] ?? '').trim();
    const digits = toHalfWidth(typed[tenderField(kind, 'digits')] ?? '').trim();
    if (total === '' && digits === '') throw new DomainError('shifts.tender.required', {}, tenderField(kind, 'total'));
    if (digits !== '' && !/^\d{4,6}([ ,]+\d{4,6}){0,19}$/.test(digits)) {
      throw new DomainError('shifts.tender.digits', {}, tenderField(kind, 'digits'));
    }
    if (total === '') assertEachPayment(payments, digits.split(/[ ,]+/), tenderField(kind, 'digits'));
    const typedFen = total === '' ? null : readTotal(total, fen < 0, tenderField(kind, 'total'));
    return { kind, booksFen: fen, typedFen, digits: digits === '' ? null : digits };
  });
}

/** Digits alone stand for payments one by one: a group for each, no group twice, and none that contradicts what was typed at the sale. */
function assertEachPayment(payments: readonly (string | null)[], groups: readonly string[], field: string): void {
  const count = payments.length;
  if (groups.length !== count) throw new DomainError('shifts.tender.payments', { count }, field);
  if (new Set(groups).size !== count) throw new DomainError('shifts.tender.twice', {}, field);
  const known = payments
    .map((reference) => (reference ?? '').replaceAll(/\D/g, ''))
    .filter(({ length }) => length >= 4);
  const left = new Set(groups);
  for (const reference of known) {
    const group = [...left].find((tail) => reference.endsWith(tail) || tail.endsWith(reference));
    if (group === undefined) throw new DomainError('shifts.tender.other', {}, field);
    left.delete(group);
  }
}

/** A shift that gave back more than it took stands below zero at the acquirer too: there a minus is an answer. */
function readTotal(total: string, belowZero: boolean, field: string): number {
  const minus = toHalfWidth(total).startsWith('-');
  return belowZero && minus ? -parseYuan(toHalfWidth(total).slice(1), { field }) : parseYuan(total, { field });
}

/** What the acquirer has over and under the books, tender by tender: never netted, neither within one nor across them. */
export function tenderDifferences(
  tenders: readonly HandedTender[],
): (Difference & { readonly kind: HandedTender['kind'] })[] {
  return tenders
    .map(({ kind, booksFen, typedFen }) => ({ kind, ...differenceOf(typedFen ?? booksFen, booksFen) }))
    .filter(({ overFen, shortFen }) => overFen + shortFen > 0);
}

export type LineState = 'missing' | 'differs' | 'toCount' | 'agrees';

/** How a line stands: 缺凭证 when a proof that should be there is not (003E-074), else differing, still to be counted, or in order. */
export function lineState(
  line: Pick<Countable, 'expected' | 'touch' | 'counted'> & { readonly proof?: boolean },
  handed: HandedLine | undefined,
): LineState {
  const counted = handed?.counted ?? line.counted ?? null;
  if (counted === null) return isCounted(line) ? 'toCount' : 'agrees';
  const expected = handed?.expected ?? line.expected;
  if (counted === expected) return 'agrees';
  return line.proof === true && counted < expected ? 'missing' : 'differs';
}

/** Whether anything but cash differs from the books; then the sheet wants a reason too. */
export function bagDiffers(lines: readonly HandedLine[], tenders: readonly HandedTender[]): boolean {
  return (
    lines.some(({ counted, expected }) => counted !== null && counted !== expected) ||
    tenders.some(({ typedFen, booksFen }) => typedFen !== null && typedFen !== booksFen)
  );
}
