import { addDays, type PlainDate } from '../../kernel/business-day.js';
import { csv, dice } from './random.js';

const valueHeader = [
  '卡号',
  '余额',
  '本金',
  '赠送金',
  '充值日期',
  '是否已开票',
  '充值约定',
  '等级来历',
  '冷静期天数',
  '退卡扣减',
  '约定年利率',
] as const;

/**
 * What is on the cards of the sample list of members when the old system is switched off: one or two top-ups a card, some of them with a bonus, some
 * invoiced, and some of which nobody knows the split any more. CSV text of `count` cards.
 */
export function valuesSample({ count, seed, today }: { count: number; seed: number; today: PlainDate }): string {
  const roll = dice(seed);
  const rows: string[][] = [];
  for (let card = 0; card < count; card += 1) {
    const lots = roll.chance(25) ? 2 : 1;
    for (let lot = 0; lot < lots; lot += 1) {
      const principal = roll.whole(1, 40) * 50;
      const bonus = principal >= 1_000 ? principal / 10 : 0;
      const isKnown = roll.chance(80);
      const paidOn = addDays(today, 0 - roll.whole(10, 700));
      rows.push([
        String(8_810_000_001 + card),
        (principal + bonus).toFixed(2),
        isKnown ? principal.toFixed(2) : '',
        isKnown ? bonus.toFixed(2) : '',
        paidOn,
        roll.chance(30) ? '是' : '否',
        bonus > 0 && isKnown ? '充一千送一百' : '',
        '',
        bonus > 0 ? '15' : '',
        bonus > 0 ? '按实扣价' : '',
        '',
      ]);
    }
  }
  return csv([valueHeader, ...rows]);
}
