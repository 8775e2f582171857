import { canonicalJson } from '../../kernel/canonical-json.js';
import { DomainError } from '../../kernel/domain-error.js';
import { MAX_AMOUNT_FEN } from '../../kernel/money.js';
import { cleanText, toHalfWidth } from '../../kernel/text.js';
import { tenderEarns } from '../../venue/rules/tender-kinds.js';
import type { LineKind, SlipFigures, SlipTender } from './slip-figures.js';

export const SLIP_SOURCES = ['TILL', 'IMPORT', 'PAPER'] as const;
export type SlipSource = (typeof SLIP_SOURCES)[number];

export interface ReceivedLine {
  readonly kind: LineKind;
  /** Before discount, fen. */
  readonly listFen: number;
  readonly chargedFen: number;
}

/** A slip as a till, a file or a clerk gives it. */
export interface SlipContent {
  readonly slipNo: string;
  readonly roomNo: string;
  readonly visitNo: string | null;
  /** Milliseconds; null while the bill is open. */
  readonly settledAt: number | null;
  readonly lines: readonly ReceivedLine[];
  readonly tenders: readonly SlipTender[];
  /** Paper only: the amount the clerk keyed, which is the amount that earns. Null for slips with lines. */
  readonly keyedFen: number | null;
}

const MAX_LINES = 300;
const MAX_TENDERS = 30;

/** 「j1121－0387 」 → 「J1121-0387」: scanners, hands and tills write one number in several ways. */
export function normalSlipNo(typed: string, field = 'slipNo'): string {
  const number = toHalfWidth(typed).trim().replace(/^#/, '').toUpperCase();
  if (number === '') throw new DomainError('slips.no.required', {}, field);
  if (!/^[A-Z0-9][A-Z0-9._/-]{0,39}$/.test(number)) throw new DomainError('slips.no.invalid', {}, field);
  return number;
}

/**
 * The content as it is kept, in one order of lines and tenders.
 * @throws DomainError slips.no.* | slips.amount.invalid | slips.tooManyLines | text.tooLong
 */
export function normalContent(slip: SlipContent): SlipContent {
  if (slip.lines.length > MAX_LINES || slip.tenders.length > MAX_TENDERS)
    throw new DomainError('slips.tooManyLines', {}, 'lines');
  for (const { listFen, chargedFen } of slip.lines) assertAmounts([listFen, chargedFen], 'lines');
  for (const { amountFen, bonusFen = 0 } of slip.tenders) {
    assertAmounts([amountFen, bonusFen], 'tenders');
    if (bonusFen > amountFen) throw new DomainError('slips.amount.invalid', {}, 'tenders');
  }
  if (slip.keyedFen !== null) assertAmounts([slip.keyedFen], 'amount');
  const visitNo =
    slip.visitNo === null ? '' : cleanText(toHalfWidth(slip.visitNo), { max: 40, field: 'visitNo' }).toUpperCase();
  return {
    slipNo: normalSlipNo(slip.slipNo),
    roomNo: cleanText(toHalfWidth(slip.roomNo), { max: 20, field: 'roomNo' }).toUpperCase(),
    visitNo: visitNo === '' ? null : visitNo,
    settledAt: slip.settledAt,
    lines: inOrder(slip.lines.map(({ kind, listFen, chargedFen }) => ({ kind, listFen, chargedFen }))),
    tenders: inOrder(slip.tenders.map(({ kind, amountFen, bonusFen = 0 }) => ({ kind, amountFen, bonusFen }))),
    keyedFen: slip.keyedFen,
  };
}

/** Two arrivals with the same text are the same slip. */
export function contentText(slip: SlipContent): string {
  const { slipNo, roomNo, visitNo, settledAt, keyedFen } = slip;
  return canonicalJson({
    slipNo,
    roomNo,
    visitNo,
    settledAt,
    keyedFen,
    lines: slip.lines.map((line) => ({ ...line })),
    tenders: slip.tenders.map((tender) => ({ ...tender })),
  });
}

/** What earns and what was paid. A keyed amount stands for itself: room paid in cash. */
export function figuresOf(
  slip: Pick<SlipContent, 'lines' | 'tenders' | 'keyedFen'>,
  refunds: readonly SlipTender[] = [],
): SlipFigures {
  if (slip.keyedFen === null) return { lines: slip.lines, tenders: slip.tenders, refunds };
  const keyed = slip.keyedFen;
  return { lines: [{ kind: 'ROOM', chargedFen: keyed }], tenders: [{ kind: 'CASH', amountFen: keyed }], refunds };
}

export function chargedFen(slip: Pick<SlipContent, 'lines' | 'keyedFen'>): number {
  return slip.keyedFen ?? sum(slip.lines.map((line) => line.chargedFen));
}

/** What earns of room and goods under the policy, fen: the figure a clerk keys from a paper slip. */
export function earningFen(
  slip: Pick<SlipContent, 'lines' | 'tenders'>,
  policy: { readonly groupBuyEarns: boolean },
): number {
  const consumed = slip.lines.filter(({ kind }) => kind === 'ROOM' || kind === 'GOODS');
  const paid = slip.tenders.filter(({ kind }) => tenderEarns(kind, policy));
  return Math.min(
    sum(consumed.map((line) => line.chargedFen)),
    sum(paid.map(({ amountFen, bonusFen = 0 }) => amountFen - bonusFen)),
  );
}

export type Arrival =
  /** The same content, or the same money on a list: nothing to do. */
  | 'SAME'
  /** The bill was still open, or what was keyed or listed now comes as the till has it: the new content is in force. */
  | 'NEWER'
  /** A settled slip with another content: listed, never overwritten. */
  | 'CONFLICT';

/** A slip and who sent it. */
export interface SentSlip extends SlipContent {
  readonly source: SlipSource;
}

/**
 * What a slip that is already held makes of another arrival. `served` = points or an invoice already stand on it. A list knows no discounts,
 * seconds or visits: of the same money on a list and from a till, the till's content stays.
 */
export function arrivalOf(
  held: SentSlip,
  given: SentSlip,
  { served, groupBuyEarns }: { readonly served: boolean; readonly groupBuyEarns: boolean },
): Arrival {
  if (contentText(held) === contentText(given)) return 'SAME';
  if (held.settledAt === null) return 'NEWER';
  if (held.keyedFen === null) return held.source === given.source ? 'CONFLICT' : besideList(held, given, served);
  if (given.keyedFen !== null) return served ? 'CONFLICT' : 'NEWER';
  return given.settledAt !== null && earningFen(given, { groupBuyEarns }) === held.keyedFen ? 'NEWER' : 'CONFLICT';
}

function besideList(held: SentSlip, given: SentSlip, served: boolean): Arrival {
  const listed = [held, given].some(({ source }) => source === 'IMPORT');
  if (!listed || moneyText(held) !== moneyText(given)) return 'CONFLICT';
  if (given.source === 'IMPORT') return 'SAME';
  if (!served) return 'NEWER';
  // points stand on all of it, and the till says that a part of it was bonus money, which earns none
  return given.tenders.some(({ bonusFen = 0 }) => bonusFen > 0) ? 'CONFLICT' : 'SAME';
}

const MINUTE_MS = 60_000;

/** What a list and a till can agree on: charged by kind, paid by kind, settled in which minute. */
function moneyText({ lines, tenders, settledAt, keyedFen }: SlipContent): string {
  return canonicalJson({
    keyedFen,
    minute: settledAt === null ? null : Math.floor(settledAt / MINUTE_MS),
    charged: sumsByKind(lines.map((line) => ({ kind: line.kind, fen: line.chargedFen }))),
    paid: sumsByKind(tenders.map((tender) => ({ kind: tender.kind, fen: tender.amountFen }))),
  });
}

function sumsByKind(parts: readonly { readonly kind: string; readonly fen: number }[]): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const { kind, fen } of parts) if (fen > 0) sums[kind] = (sums[kind] ?? 0) + fen;
  return sums;
}

function assertAmounts(amounts: readonly number[], field: string): void {
  const fits = (fen: number) => Number.isSafeInteger(fen) && fen >= 0 && fen <= MAX_AMOUNT_FEN;
  if (!amounts.every(fits)) throw new DomainError('slips.amount.invalid', {}, field);
}

function inOrder<T extends object>(rows: readonly T[]): T[] {
  return rows.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
}

function sum(amounts: readonly number[]): number {
  return amounts.reduce((acc, amount) => acc + amount, 0);
}
