import type { Invoiceable, InvoiceItem, SourceKind, ZeroReason } from '../rules/invoiceable.js';

/** Names a payment: a slip, a bill on account, a top-up lot, a card fee. */
export interface SourceRef {
  readonly kind: SourceKind;
  readonly id: string;
}

/** A part of a payment that is not invoiced here, and why: the screen says where to go. */
export interface NotInvoiced {
  readonly reason: ZeroReason | LotReason;
  readonly fen: number;
}

/** AT_USE: invoiced when it is spent; INVOICED_BEFORE: taken before go-live; BONUS: never; RETURNED: paid back; ROUNDED: waived at the drawer. */
export type LotReason = 'AT_USE' | 'INVOICED_BEFORE' | 'BONUS' | 'RETURNED' | 'ROUNDED';

/** A payment as the invoice desk sees it. */
export interface Source extends SourceRef {
  readonly item: InvoiceItem;
  /** Slip number, or the number of the paper that proves a top-up or a fee. */
  readonly number: string;
  readonly roomNo: string;
  /** 开房单; null where the till gave none. */
  readonly visitNo: string | null;
  /** Milliseconds; null while a bill is open. */
  readonly paidAt: number | null;
  readonly replaced: boolean;
  readonly money: Invoiceable;
  readonly notInvoiced: readonly NotInvoiced[];
}

export function sourceText({ kind, id }: SourceRef): string {
  return `${kind}:${id}`;
}

/** `SLIP:<id>` as it stands in an address or a hidden field; null for anything else. */
export function sourceRef(text: string): SourceRef | null {
  const match = /^(SLIP|ACCOUNT|LOT|FEE):([0-9a-f-]{36})$/.exec(text);
  const kind = match?.[1];
  if (!match?.[2] || !isSourceKind(kind)) return null;
  return { kind, id: match[2] };
}

function isSourceKind(text: string | undefined): text is SourceKind {
  return text === 'SLIP' || text === 'ACCOUNT' || text === 'LOT' || text === 'FEE';
}
