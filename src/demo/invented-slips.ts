import type { SlipContent } from '../slips/rules/slip-content.js';
import type { TenderKind } from '../venue/rules/tender-kinds.js';
import type { Chance } from './chance.js';

const TENDERS: readonly [TenderKind, ...TenderKind[]] = [
  'WECHAT_PAY',
  'WECHAT_PAY',
  'WECHAT_PAY',
  'ALIPAY',
  'ALIPAY',
  'CASH',
  'BANK_CARD',
];
const YUAN = 100;
/** Where plain bills are drunk. */
export const PLAIN_ROOM = '888';

/** One settled bill of a room: hours and what was ordered, paid in one or two ways. */
export function inventSlip(chance: Chance, slipNo: string, settledAt: number): SlipContent {
  const room = chance.between(8, 68) * 10 * YUAN;
  const goods = chance.between(0, 160) * 8 * YUAN;
  const discounted = chance.often(0.3) ? Math.round(room * 0.8) : room;
  const total = discounted + goods;
  // a bill that a group-buying voucher paid alone earns nothing: here something is always left to pay
  const grouped = chance.often(0.12) && total > 300 * YUAN ? 198 * YUAN : 0;
  const lines = [
    { kind: 'ROOM' as const, listFen: room, chargedFen: discounted },
    ...(goods > 0 ? [{ kind: 'GOODS' as const, listFen: goods, chargedFen: goods }] : []),
  ];
  const tenders = [
    ...(grouped > 0 ? [{ kind: 'GROUP_BUY' as const, amountFen: grouped }] : []),
    { kind: chance.pick(TENDERS), amountFen: total - grouped },
  ].filter(({ amountFen }) => amountFen > 0);
  return { slipNo, settledAt, lines, tenders, roomNo: roomOf(chance), visitNo: null, keyedFen: null };
}

/** A bill that earns on exactly `fen`. */
export function plainSlip(slipNo: string, settledAt: number, fen: number): SlipContent {
  const lines = [{ kind: 'ROOM' as const, listFen: fen, chargedFen: fen }];
  return {
    slipNo,
    settledAt,
    lines,
    tenders: [{ kind: 'WECHAT_PAY', amountFen: fen }],
    roomNo: PLAIN_ROOM,
    visitNo: null,
    keyedFen: null,
  };
}

function roomOf(chance: Chance): string {
  return `${chance.pick(['A', 'B', 'C', 'V'])}${chance.between(1, 3)}${String(chance.between(1, 24)).padStart(2, '0')}`;
}
