/** How a guest pays, in the order the counter lists it. */
export const TENDER_KINDS = [
  'CASH',
  'WECHAT_PAY',
  'ALIPAY',
  'BANK_CARD',
  'STORED_VALUE',
  'VOUCHER',
  'GROUP_BUY',
  'TRANSFER',
  'ON_ACCOUNT',
  'COMPLIMENTARY',
] as const;
export type TenderKind = (typeof TENDER_KINDS)[number];
