import { isTill, TILL_KINDS, type TillKind } from '../venue/rules/tender-kinds.js';

/** How an account of a kind behaves. `keeps`: a balance is kept and guarded; otherwise it is summed when asked for. */
export interface AccountRule {
  readonly keeps: boolean;
  /** Lowest balance allowed; none for counter-accounts. */
  readonly floor?: number;
  readonly ceiling?: number;
}

const counter: AccountRule = { keeps: false };
const holding: AccountRule = { keeps: true, floor: 0 };

/**
 * Everything countable moves between two of these. The owner of an account is the membership, store, drawer or item it
 * belongs to; `part` tells its lots apart (the day points expire).
 */
const chartOfAccounts = {
  // points (unit POINT), owner: membership
  'points.issued': counter,
  'points.opening': counter,
  'points.lot': holding,
  /** What a later refund could not take back: never above zero, repaid before anything else is credited. */
  'points.debt': { keeps: true, ceiling: 0 },
  'points.redeemed': counter,
  'points.takenBack': counter,
  'points.expired': counter,
  /** Ended with the file of a guest who asked to be forgotten. */
  'points.forfeited': counter,
  // pieces of a gift (unit GIFT:<item>), owner: store or activity
  'gift.supplier': counter,
  'gift.stock': holding,
  'gift.setAside': holding,
  'gift.owed': holding,
  'gift.given': counter,
  'gift.broken': counter,
  'gift.counted': counter,
  // a birthday gift in the manager's hand; owner: the store, part: the birthday it was drawn for, or 'standby'
  'gift.hand': holding,
  'gift.presented': counter,
  'gift.destroyed': counter,
  'gift.damaged': counter,
  'gift.lost': counter,
  'gift.miscounted': counter,
  // money (unit FEN), owner: store; what guests pay into is owned by the shift and named by the table of tenders
  'income.cardFee': counter,
  'income.replacementFee': counter,
  /** Gifts that came with a top-up and were kept when it was refunded. */
  'income.giftOffset': counter,
  'expense.refundInterest': counter,
  // cash on its way: Finance → drawer (owner: the shift) → bag (owner: store, part: the bag) → Finance → bank
  'finance.float': counter,
  'cash.bag': holding,
  'finance.received': holding,
  'bank.deposited': counter,
  // over and short are two accounts, never netted; owner: the shift
  'cash.over': counter,
  'cash.short': counter,
  // the acquirer's total against ours; owner: the shift, part: the account of the tender
  'tender.over': counter,
  'tender.short': counter,
  'cash.counterfeit': counter,
  'discount.rounding': counter,
  // stored value (unit FEN), owner: membership; what is held stands by lot (part: the top-up it came from)
  'prepaid.principal': holding,
  'prepaid.bonus': holding,
  'prepaid.sold': counter,
  'prepaid.granted': counter,
  'prepaid.spent': counter,
  'prepaid.bonusSpent': counter,
  'prepaid.refunded': counter,
  /** 退卡差额: what the law leaves to the house when a guest's own wish ends the card. */
  'prepaid.residue': counter,
  'prepaid.bonusCancelled': counter,
  'prepaid.opening': counter,
  'prepaid.bonusOpening': counter,
  /** The other side of the money that top-ups brought and refunds paid out; owner: store. */
  'prepaid.takings': counter,
} as const satisfies Record<string, AccountRule>;

export type AccountKind = keyof typeof chartOfAccounts | TillKind;

/** POINT, FEN, or the pieces of one gift. */
export type Unit = 'POINT' | 'FEN' | `GIFT:${string}`;

export interface AccountRef {
  readonly kind: AccountKind;
  readonly owner: string;
  readonly part?: string;
}

export function ruleOf(kind: AccountKind): AccountRule {
  return isTill(kind) ? tillRule(kind) : chartOfAccounts[kind];
}

/** Every kind of account with its rule. */
export function accountRules(): [kind: string, rule: AccountRule][] {
  return [
    ...Object.entries(chartOfAccounts),
    ...TILL_KINDS.map((kind): [string, AccountRule] => [kind, tillRule(kind)]),
  ];
}

/** Nobody pays out cash that is not there; an acquirer's account is below zero when a shift gave back more than it took. */
function tillRule(kind: TillKind): AccountRule {
  return kind === 'cash.drawer' ? holding : { keeps: true };
}
