import type { TenderKind } from '../../venue/rules/tender-kinds.js';

export const LINE_KINDS = ['ROOM', 'GOODS', 'CARD_FEE', 'OTHER'] as const;
export type LineKind = (typeof LINE_KINDS)[number];

export interface SlipLine {
  readonly kind: LineKind;
  /** After discount, fen. */
  readonly chargedFen: number;
}

export interface SlipTender {
  readonly kind: TenderKind;
  readonly amountFen: number;
  /** The part of a stored-value payment that was bonus money: a gift earns no points. */
  readonly bonusFen?: number;
}

/** One slip of a visit: what was consumed, how it was paid, and what has been paid back since. */
export interface SlipFigures {
  readonly lines: readonly SlipLine[];
  readonly tenders: readonly SlipTender[];
  readonly refunds: readonly SlipTender[];
}
