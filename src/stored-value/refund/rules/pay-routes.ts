import { allocate } from '../../../kernel/allocate.js';
import { DomainError } from '../../../kernel/domain-error.js';
import { formatYuan } from '../../../kernel/money.js';
import { MONEY_TENDERS, type MoneyTender } from '../../../venue/rules/tender-kinds.js';

/** How money goes back; BANK_ACCOUNT is an account in the guest's own name. */
export type PayWay = Exclude<MoneyTender, 'TRANSFER'> | 'BANK_ACCOUNT';
export const PAY_WAYS: readonly PayWay[] = MONEY_TENDERS.map(wayBack);

/** What came in for a lot by one tender and has not gone back yet. Fen. */
export interface PaidIn {
  readonly tender: MoneyTender;
  readonly leftFen: number;
}

export interface LotToPay {
  readonly lotId: string;
  readonly refundFen: number;
  readonly paidIn: readonly PaidIn[];
}

export interface PayLine {
  readonly lotId: string;
  readonly way: PayWay;
  readonly amountFen: number;
}

/** 原路退回, everything to an account in the guest's own name, or cash by exception. */
export type PayChoice = 'ORIGINAL' | 'BANK_ACCOUNT' | 'CASH';

/**
 * 原路退回 by lots: each lot's refund goes back to the tenders that paid it, by what each still stands for. Where that is not
 * known (taken over from the old system, transfer between accounts), and where cash would exceed the limit, it goes to
 * an account in the guest's own name (H13). Throws `refund.cashLimit {limit}` where all of it was asked for in cash and is more.
 */
export function payRoutes(lots: readonly LotToPay[], choice: PayChoice, cashLimitFen: number): PayLine[] {
  if (choice !== 'ORIGINAL') {
    const lines = lots.flatMap(({ lotId, refundFen }) => line(lotId, choice, refundFen));
    assertCash(cashOf(lines), cashLimitFen, 'choice');
    return lines;
  }
  const lines = lots.flatMap(originalWays);
  return cashOf(lines) > cashLimitFen ? merged(lines.map(cashToAccount)) : lines;
}

/** Whoever decides it: above the limit no cash goes out (facts 1.2). @throws DomainError refund.cashLimit {limit} in yuan */
export function assertCash(cashFen: number, limitFen: number, field: 'choice' | 'way'): void {
  if (cashFen > limitFen) throw new DomainError('refund.cashLimit', { limit: formatYuan(limitFen) }, field);
}

function cashOf(lines: readonly PayLine[]): number {
  return lines.reduce((sum, { way, amountFen }) => sum + (way === 'CASH' ? amountFen : 0), 0);
}

function originalWays({ lotId, refundFen, paidIn }: LotToPay): PayLine[] {
  const known = paidIn.filter(({ leftFen }) => leftFen > 0);
  const held = known.reduce((sum, { leftFen }) => sum + leftFen, 0);
  const backFen = Math.min(held, refundFen);
  const shares =
    backFen === 0
      ? []
      : allocate(
          backFen,
          known.map(({ leftFen }) => leftFen),
        );
  return merged([
    ...known.flatMap(({ tender }, index) => line(lotId, wayBack(tender), shares[index] ?? 0)),
    ...line(lotId, 'BANK_ACCOUNT', refundFen - backFen),
  ]);
}

function wayBack(tender: MoneyTender): PayWay {
  return tender === 'TRANSFER' ? 'BANK_ACCOUNT' : tender;
}

function cashToAccount(entry: PayLine): PayLine {
  return entry.way === 'CASH' ? { ...entry, way: 'BANK_ACCOUNT' } : entry;
}

function line(lotId: string, way: PayWay, amountFen: number): PayLine[] {
  return amountFen > 0 ? [{ lotId, way, amountFen }] : [];
}

/** One line for each lot and way. */
function merged(lines: readonly PayLine[]): PayLine[] {
  const sums = new Map<string, PayLine>();
  for (const entry of lines) {
    const key = `${entry.lotId}\0${entry.way}`;
    sums.set(key, { ...entry, amountFen: entry.amountFen + (sums.get(key)?.amountFen ?? 0) });
  }
  return [...sums.values()];
}
