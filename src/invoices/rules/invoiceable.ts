import { type TenderKind, TENDERS } from '../../venue/rules/tender-kinds.js';

/** Where money came from that a guest may have an invoice for. ACCOUNT = the unpaid bill of a contracted company, by Finance only (E8). */
export type SourceKind = 'SLIP' | 'ACCOUNT' | 'LOT' | 'FEE';
/** What stands on the invoice: service, 601 预付卡销售和充值 (不征税), or a card fee, which is never 601 (E7). */
export type InvoiceItem = 'SERVICE' | 'PREPAID' | 'FEE';

export const ITEM_OF = { SLIP: 'SERVICE', ACCOUNT: 'SERVICE', LOT: 'PREPAID', FEE: 'FEE' } as const satisfies Record<
  SourceKind,
  InvoiceItem
>;

export interface GroupBuyRule {
  /** PAID: what the guest paid on the platform (消保法 22); NONE: the platform invoices itself (E9). */
  readonly groupBuy: 'PAID' | 'NONE';
}

interface Tender {
  readonly kind: TenderKind;
  readonly amountFen: number;
}

export interface SlipMoney {
  readonly tenders: readonly Tender[];
  readonly refunds: readonly Tender[];
  /** Σ blue − red and void on this slip. */
  readonly invoicedFen: number;
  /** Stored-value principal spent on it from lots that are invoiced at use, not at top-up. */
  readonly atUseFen?: number;
}

/** What one payment leaves to be invoiced. */
export interface Invoiceable {
  /** Really paid and to be invoiced at some time, refunds taken off. */
  readonly paidFen: number;
  readonly invoicedFen: number;
  readonly openFen: number;
  /** Invoiced beyond what is still paid: a red invoice is due. */
  readonly overFen: number;
}

/** Why a tender is not invoiced, and so where the guest is led. */
export type ZeroReason = 'STORED_VALUE' | 'ON_ACCOUNT' | 'GROUP_BUY' | 'GIVEN';

/** What a tender counts on the desk (facts 3.5): money does; stored value was invoiced at its top-up; points, vouchers and gifts were not paid. */
export function zeroReason(kind: TenderKind, { groupBuy }: GroupBuyRule): ZeroReason | null {
  if (TENDERS[kind].bringsMoney) return null;
  if (kind === 'GROUP_BUY') return groupBuy === 'PAID' ? null : 'GROUP_BUY';
  if (kind === 'STORED_VALUE' || kind === 'ON_ACCOUNT') return kind;
  return 'GIVEN';
}

/** invoiceable(slip) = Σ money tenders − their refunds − Σ(blue − red). */
export function slipInvoiceable(
  { tenders, refunds, invoicedFen, atUseFen = 0 }: SlipMoney,
  rule: GroupBuyRule,
): Invoiceable {
  const counted = (list: readonly Tender[]) => sum(list.filter(({ kind }) => zeroReason(kind, rule) === null));
  return balance(counted(tenders) - counted(refunds) + atUseFen, invoicedFen);
}

/** The bill of a contracted company: its ON_ACCOUNT part, rendered and so truthful before it is collected (增值税法 28). */
export function accountInvoiceable({ tenders, refunds, invoicedFen }: SlipMoney): Invoiceable {
  const counted = (list: readonly Tender[]) => sum(list.filter(({ kind }) => kind === 'ON_ACCOUNT'));
  return balance(counted(tenders) - counted(refunds), invoicedFen);
}

export interface LotMoney {
  readonly principalFen: number;
  /** Principal paid back, corrected away or never paid. */
  readonly returnedFen: number;
  readonly invoicedFen: number;
  readonly invoiceMode: string;
  /** An invoice was taken before the lot was brought into this system. */
  readonly invoicedBefore: boolean;
}

/** invoiceable(lot) = principal paid − returned − invoiced, once in its life; bonus never, and nothing where the lot is invoiced at use. */
export function lotInvoiceable(lot: LotMoney): Invoiceable {
  if (lot.invoiceMode === 'AT_USE' || lot.invoicedBefore) return balance(lot.invoicedFen, lot.invoicedFen);
  return balance(lot.principalFen - lot.returnedFen, lot.invoicedFen);
}

export function feeInvoiceable(fee: { readonly feeFen: number; readonly invoicedFen: number }): Invoiceable {
  return balance(fee.feeFen, fee.invoicedFen);
}

/**
 * A till that settles a slip anew may turn a bill on account into money, or money into a bill: what was invoiced on the one part beyond its worth
 * stands for the other, so that no part of a slip is invoiced twice.
 */
export function standFor(own: Invoiceable, other: Invoiceable): Invoiceable {
  const shifted = Math.min(other.overFen, own.openFen) - Math.min(own.overFen, other.openFen);
  return balance(own.paidFen, own.invoicedFen + shifted);
}

/** Money that may be paid back at any moment is no longer there to be invoiced. */
export function reserved({ paidFen, invoicedFen }: Invoiceable, fen: number): Invoiceable {
  return balance(paidFen - fen, invoicedFen);
}

/** What a till pays back of one slip. */
export interface RefundParts {
  readonly tenders: readonly Tender[];
  /** Stored value that still pays the slip in the books, and its principal from lots that are invoiced at use. */
  readonly spentFen: number;
  readonly atUseFen: number;
  /** Stored value that pays the slip once this refund is made, by what the till has told. */
  readonly leftFen: number;
}

/** How much of a refund takes away what may be invoiced: money and at-use principal of the slip, and the bill on account. */
export function refundParts(
  { tenders, spentFen, atUseFen, leftFen }: RefundParts,
  rule: GroupBuyRule,
): Record<'SLIP' | 'ACCOUNT', number> {
  const money = sum(tenders.filter(({ kind }) => zeroReason(kind, rule) === null));
  const value = tenders.some(({ kind }) => kind === 'STORED_VALUE') ? Math.max(0, spentFen - leftFen) : 0;
  return {
    SLIP: money + Math.min(atUseFen, value),
    ACCOUNT: sum(tenders.filter(({ kind }) => kind === 'ON_ACCOUNT')),
  };
}

function balance(paidFen: number, invoicedFen: number): Invoiceable {
  const paid = Math.max(0, paidFen);
  return {
    paidFen: paid,
    invoicedFen,
    openFen: Math.max(0, paid - invoicedFen),
    overFen: Math.max(0, invoicedFen - paid),
  };
}

/** Lays an amount over its payments in their order, each up to what it still allows; null when they do not allow it. */
export function layOver(totalFen: number, openFen: readonly number[]): number[] | null {
  let left = totalFen;
  const parts = openFen.map((open) => {
    const part = Math.min(left, open);
    left -= part;
    return part;
  });
  return left === 0 ? parts : null;
}

/** Takes an amount back from the parts of an invoice, the last payment first; null when they do not hold it. */
export function takeBack(amountFen: number, standing: readonly number[]): number[] | null {
  return layOver(amountFen, standing.toReversed())?.toReversed() ?? null;
}

function sum(tenders: readonly Tender[]): number {
  return tenders.reduce((acc, { amountFen }) => acc + amountFen, 0);
}
