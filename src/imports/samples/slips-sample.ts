import { addDays, type PlainDate } from '../../kernel/business-day.js';
import { csv, dice, type Dice, pad } from './random.js';

export const slipHeader = [
  '单号',
  '包厢',
  '开房单',
  '结账时间',
  '包厢费',
  '商品',
  '办卡费',
  '现金',
  '微信',
  '支付宝',
  '银行卡',
  '代金券',
  '团购',
] as const;

/** Slips of the last `days` nights as a till exports them; some visits have several. CSV text of `count` slips. */
export function slipsSample({
  count,
  seed,
  today,
  days = 60,
}: {
  count: number;
  seed: number;
  today: PlainDate;
  days?: number;
}): string {
  const roll = dice(seed);
  const rows: string[][] = [];
  while (rows.length < count) rows.push(...visit(roll, { today, days, first: rows.length, most: count - rows.length }));
  return csv([slipHeader, ...rows]);
}

function visit(
  roll: Dice,
  { today, days, first, most }: { today: PlainDate; days: number; first: number; most: number },
): string[][] {
  const night = addDays(today, -roll.whole(1, days));
  const room = `${roll.one(['A', 'B', 'K', 'V'])}${pad(roll.whole(1, 28), 2)}`;
  const visitNo = `KF${night.replaceAll('-', '')}${pad(first, 4)}`;
  const slips = Math.min(most, roll.chance(80) ? 1 : roll.whole(2, 3));
  return Array.from({ length: slips }, (_, index) =>
    slipLine(roll, { night, room, visitNo, serial: first + index, isFirst: index === 0 }),
  );
}

export function slipLine(
  roll: Dice,
  {
    night,
    room,
    visitNo,
    serial,
    isFirst,
  }: { night: PlainDate; room: string; visitNo: string; serial: number; isFirst: boolean },
): string[] {
  const roomFen = isFirst ? roll.whole(8, 60) * 1_000 : 0;
  const goodsFen = roll.whole(2, 90) * 500;
  const feeFen = roll.chance(2) ? 20_000 : 0;
  const voucherFen = roll.chance(12) && roomFen >= 10_000 ? 10_000 : 0;
  const paid = roomFen + goodsFen + feeFen - voucherFen;
  const tender = roll.one(['cash', 'wechat', 'wechat', 'alipay', 'card', 'group']);
  const at = (name: string) => (tender === name ? yuan(paid) : '');
  const late = roll.chance(45);
  const date = late ? addDays(night, 1) : night;
  const time = late
    ? `0${roll.whole(0, 1)}:${pad(roll.whole(0, 59), 2)}`
    : `${roll.whole(19, 23)}:${pad(roll.whole(0, 59), 2)}`;
  const number = `J${night.slice(2).replaceAll('-', '')}-${pad(serial + 1, 5)}`;
  return [
    number,
    room,
    visitNo,
    `${date} ${time}`,
    yuan(roomFen),
    yuan(goodsFen),
    yuan(feeFen),
    at('cash'),
    at('wechat'),
    at('alipay'),
    at('card'),
    yuan(voucherFen),
    at('group'),
  ];
}

function yuan(fen: number): string {
  return fen === 0 ? '' : `${Math.floor(fen / 100)}.${pad(fen % 100, 2)}`;
}
