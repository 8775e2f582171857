import { DomainError } from '../kernel/domain-error.js';
import { parseYuan } from '../kernel/money.js';
import { cleanText, toHalfWidth } from '../kernel/text.js';
import { defineImport } from '../platform/files/import-definition.js';
import { normalSlipNo, type SlipContent } from '../slips/rules/slip-content.js';
import type { LineKind } from '../slips/rules/slip-figures.js';
import { TENDER_KINDS, type TenderKind, TENDERS } from '../venue/rules/tender-kinds.js';
import { type CellReader, rowBy } from './row-reader.js';
import { readWallClock } from './rules/wall-clock.js';

const lines: Readonly<Record<string, { kind: LineKind; headers: readonly string[] }>> = {
  room: { kind: 'ROOM', headers: ['包厢费', '房费', 'Room charge'] },
  goods: { kind: 'GOODS', headers: ['商品', '酒水', 'Goods'] },
  cardFee: { kind: 'CARD_FEE', headers: ['办卡费', 'Card fee'] },
  other: { kind: 'OTHER', headers: ['其他', 'Other'] },
};

/** What tills call a tender. */
const tenderHeaders: Readonly<Record<TenderKind, readonly string[]>> = {
  CASH: ['现金', 'Cash'],
  WECHAT_PAY: ['微信', 'WeChat Pay'],
  ALIPAY: ['支付宝', 'Alipay'],
  BANK_CARD: ['银行卡', 'Bank card'],
  STORED_VALUE: ['储值', '会员卡', 'Stored value'],
  VOUCHER: ['代金券', 'Voucher'],
  GROUP_BUY: ['团购', 'Group buy'],
  TRANSFER: ['转账', 'Transfer'],
  ON_ACCOUNT: ['挂账', 'On account'],
  COMPLIMENTARY: ['免单', 'Complimentary'],
};

const tenderColumns = Object.fromEntries(
  TENDER_KINDS.map((kind) => [TENDERS[kind].column, { kind, headers: tenderHeaders[kind] }]),
);

const moneyColumns = Object.fromEntries(
  Object.entries({ ...lines, ...tenderColumns }).map(([key, { headers }]) => [key, { headers, mask: String }]),
);

/** Columns of a slip list as tills export it, in either language; amounts in yuan. */
export const slipsImport = defineImport<SlipContent>({
  columns: {
    slipNo: { headers: ['单号', '小票号', 'Slip no', 'Slip number'], required: true, mask: String },
    roomNo: { headers: ['包厢', '房号', 'Room'], required: true, mask: String },
    visitNo: { headers: ['开房单', '开房单号', 'Visit no'], mask: String },
    settledAt: { headers: ['结账时间', '买单时间', 'Settled at'], required: true, mask: String },
    ...moneyColumns,
  },
  row: rowBy((read) => {
    const charged = Object.entries(lines).map(([column, { kind }]) => ({ kind, fen: fenOf(read, column) }));
    const paid = Object.entries(tenderColumns).map(([column, { kind }]) => ({ kind, fen: fenOf(read, column) }));
    read('slipNo', () => assertBalanced(sum(charged), sum(paid)));
    return {
      slipNo: read('slipNo', (text) => normalSlipNo(text)) ?? '',
      roomNo: read('roomNo', (text) => cleanText(toHalfWidth(text), { max: 20, required: true })) ?? '',
      visitNo: read('visitNo', (text) => cleanText(toHalfWidth(text), { max: 40 })) || null,
      settledAt: read('settledAt', readWallClock) ?? null,
      lines: charged.filter(({ fen }) => fen > 0).map(({ kind, fen }) => ({ kind, listFen: fen, chargedFen: fen })),
      tenders: paid.filter(({ fen }) => fen > 0).map(({ kind, fen }) => ({ kind, amountFen: fen })),
      keyedFen: null,
    };
  }),
});

function fenOf(read: CellReader, column: string): number {
  return read(column, (text) => (text === '' ? 0 : parseYuan(text))) ?? 0;
}

/** What was charged was paid, by whatever means; a line that does not add up was cut off or shifted by a column. */
function assertBalanced(charged: number, paid: number): void {
  if (charged !== paid) throw new DomainError('import.slip.unbalanced', { charged: charged / 100, paid: paid / 100 });
}

function sum(amounts: readonly { readonly fen: number }[]): number {
  return amounts.reduce((total, { fen }) => total + fen, 0);
}
