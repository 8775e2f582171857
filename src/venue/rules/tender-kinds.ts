/** What a tender is to the house. */
interface TenderTraits {
  /** Money that comes in at this moment: a card fee can be paid with it. */
  readonly bringsMoney: boolean;
  /** Room and goods paid with it earn points; POLICY = where the venue's policy says so. */
  readonly earns: 'ALWAYS' | 'POLICY' | 'NEVER';
}

/** How a guest pays, in the order the counter lists it. Stored value earns when it is spent, but its money came in before. */
export const TENDERS = {
  CASH: { bringsMoney: true, earns: 'ALWAYS' },
  WECHAT_PAY: { bringsMoney: true, earns: 'ALWAYS' },
  ALIPAY: { bringsMoney: true, earns: 'ALWAYS' },
  BANK_CARD: { bringsMoney: true, earns: 'ALWAYS' },
  STORED_VALUE: { bringsMoney: false, earns: 'ALWAYS' },
  VOUCHER: { bringsMoney: false, earns: 'NEVER' },
  GROUP_BUY: { bringsMoney: false, earns: 'POLICY' },
  TRANSFER: { bringsMoney: true, earns: 'ALWAYS' },
  ON_ACCOUNT: { bringsMoney: false, earns: 'NEVER' },
  COMPLIMENTARY: { bringsMoney: false, earns: 'NEVER' },
} as const satisfies Readonly<Record<string, TenderTraits>>;

export type TenderKind = keyof typeof TENDERS;
/** Tenders that bring money. */
export type MoneyTender = {
  [Kind in TenderKind]: (typeof TENDERS)[Kind]['bringsMoney'] extends true ? Kind : never;
}[TenderKind];

export const TENDER_KINDS: readonly TenderKind[] = Object.keys(TENDERS).filter(isTenderKind);

/** Whether room and goods paid with it earn points under the policy. */
export function tenderEarns(kind: TenderKind, policy: { readonly groupBuyEarns: boolean }): boolean {
  const { earns } = TENDERS[kind];
  return earns === 'ALWAYS' || (earns === 'POLICY' && policy.groupBuyEarns);
}

function isTenderKind(text: string): text is TenderKind {
  return Object.hasOwn(TENDERS, text);
}
