/** What a tender is to the house. */
interface TenderTraits {
  /** Money that comes in at this moment: a card fee can be paid with it. */
  readonly bringsMoney: boolean;
  /** The account that receives it, of the shift that took it; only for what brings money. */
  readonly till?: string;
  /** Room and goods paid with it earn points; POLICY = where the venue's policy says so. */
  readonly earns: 'ALWAYS' | 'POLICY' | 'NEVER';
  /** Its column in lists of slips that come from tills. */
  readonly column: string;
}

/**
 * How a guest pays, in the order the counter lists it. Everything that asks about tenders asks this table: accounts, drawers,
 * handover, Finance, lists from tills. Stored value earns when it is spent, but its money came in before.
 */
export const TENDERS = {
  CASH: { bringsMoney: true, till: 'cash.drawer', earns: 'ALWAYS', column: 'cash' },
  WECHAT_PAY: { bringsMoney: true, till: 'tender.wechatPay', earns: 'ALWAYS', column: 'wechatPay' },
  ALIPAY: { bringsMoney: true, till: 'tender.alipay', earns: 'ALWAYS', column: 'alipay' },
  BANK_CARD: { bringsMoney: true, till: 'tender.bankCard', earns: 'ALWAYS', column: 'bankCard' },
  STORED_VALUE: { bringsMoney: false, earns: 'ALWAYS', column: 'storedValue' },
  VOUCHER: { bringsMoney: false, earns: 'NEVER', column: 'voucher' },
  GROUP_BUY: { bringsMoney: false, earns: 'POLICY', column: 'groupBuy' },
  TRANSFER: { bringsMoney: true, till: 'tender.transfer', earns: 'ALWAYS', column: 'transfer' },
  ON_ACCOUNT: { bringsMoney: false, earns: 'NEVER', column: 'onAccount' },
  COMPLIMENTARY: { bringsMoney: false, earns: 'NEVER', column: 'complimentary' },
} as const satisfies Readonly<Record<string, TenderTraits>>;

export type TenderKind = keyof typeof TENDERS;
/** Tenders that bring money. */
export type MoneyTender = {
  [Kind in TenderKind]: (typeof TENDERS)[Kind]['bringsMoney'] extends true ? Kind : never;
}[TenderKind];
/** Accounts that guests pay into: cash and what an acquirer holds. */
export type TillKind = (typeof TENDERS)[MoneyTender]['till'];

export const TENDER_KINDS: readonly TenderKind[] = Object.keys(TENDERS).filter(isTenderKind);
export const MONEY_TENDERS: readonly MoneyTender[] = TENDER_KINDS.filter(isMoneyTender);
export const TILL_KINDS: readonly TillKind[] = MONEY_TENDERS.map((kind) => TENDERS[kind].till);

/** Whether room and goods paid with it earn points under the policy. */
export function tenderEarns(kind: TenderKind, policy: { readonly groupBuyEarns: boolean }): boolean {
  const { earns } = TENDERS[kind];
  return earns === 'ALWAYS' || (earns === 'POLICY' && policy.groupBuyEarns);
}

export function isMoneyTender(text: string): text is MoneyTender {
  return isTenderKind(text) && TENDERS[text].bringsMoney;
}

export function isTill(account: string): account is TillKind {
  return TILL_KINDS.some((till) => till === account);
}

function isTenderKind(text: string): text is TenderKind {
  return Object.hasOwn(TENDERS, text);
}
