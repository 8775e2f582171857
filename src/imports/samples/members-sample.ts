import { addDays, addMonthsEnd, endOfMonth, type PlainDate } from '../../kernel/business-day.js';
import { csv, dice, type Dice, pad } from './random.js';

export const memberHeader = [
  '会员姓名',
  '称呼',
  '手机',
  '生日',
  '历法',
  '闰月',
  '卡号',
  '卡种',
  '等级',
  '等级来历',
  '等级有效期',
  '入会日期',
  '积分',
  '积分有效期',
] as const;

const surnames = '王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕';
const compound: [string, ...string[]] = [
  '欧阳',
  '司马',
  '上官',
  '诸葛',
  '东方',
  '皇甫',
  '慕容',
  '令狐',
  '司徒',
  '夏侯',
  '端木',
  '独孤',
];
const given = '伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉萍红玲建国峰丹雪琳婷宇浩然欣怡子轩梓涵';
const dotted: [string, ...string[]] = [
  '阿依古丽·买买提',
  '古力娜扎·拜合提亚尔',
  '迪丽热巴·迪力木拉提',
  '买买提·吐尔逊',
  '卓玛·次仁',
  'Anna Maria',
];
const prefixes: [string, ...string[]] = ['138', '139', '136', '150', '158', '186', '188', '177', '199'];

/**
 * A member list as a venue exports it: compound surnames, names with `·`, lunar birthdays with leap months, phones that
 * families share. CSV text, `count` members, cards from `firstCard` on.
 */
export function membersSample({
  count,
  seed,
  today,
  firstCard = 88_10_000_001,
}: {
  count: number;
  seed: number;
  today: PlainDate;
  firstCard?: number;
}): string {
  const roll = dice(seed);
  const phones: string[] = [];
  const rows = Array.from({ length: count }, (_, index) => memberLine(roll, { index, today, firstCard, phones }));
  return csv([memberHeader, ...rows]);
}

interface Place {
  readonly index: number;
  readonly today: PlainDate;
  readonly firstCard: number;
  readonly phones: string[];
}

export function memberLine(roll: Dice, { index, today, firstCard, phones }: Place): string[] {
  const phone = phoneOf(roll, phones);
  const joinedOn = addDays(today, -roll.whole(1, 1_200));
  const points = roll.chance(85) ? roll.whole(1, 120) * roll.whole(1, 60) : 0;
  const expiresOn = points === 0 ? '' : endOfMonth(addMonthsEnd(today, roll.whole(1, 11)));
  const tier = roll.chance(4) ? '金卡' : roll.chance(12) ? '贵宾' : '普通';
  return [
    nameOf(roll),
    roll.one(['先生', '女士', '贵宾']),
    phone,
    ...birthdayOf(roll),
    String(firstCard + index),
    roll.chance(8) ? '学生卡' : '会员卡',
    tier,
    tier === '普通' ? '' : `${joinedOn} 单次储值`,
    '',
    joinedOn,
    String(points),
    expiresOn,
  ];
}

function nameOf(roll: Dice): string {
  if (roll.chance(2)) return roll.one(dotted);
  const surname = roll.chance(6) ? roll.one(compound) : oneOf(roll, surnames);
  return surname + oneOf(roll, given) + (roll.chance(70) ? oneOf(roll, given) : '');
}

/** One character of a text that holds none outside the basic plane. */
function oneOf(roll: Dice, characters: string): string {
  return characters.charAt(roll.whole(0, characters.length - 1));
}

function phoneOf(roll: Dice, phones: string[]): string {
  const [first] = phones;
  if (first !== undefined && roll.chance(3)) return phones[roll.whole(0, phones.length - 1)] ?? first;
  const phone = `${roll.one(prefixes)}${pad(roll.whole(0, 99_999_999), 8)}`;
  phones.push(phone);
  return phone;
}

/** Birthday, calendar, leap month. */
function birthdayOf(roll: Dice): [string, string, string] {
  if (roll.chance(10)) return ['', '', ''];
  if (!roll.chance(25)) return [`${roll.whole(1, 12)}-${roll.whole(1, 28)}`, '公历', ''];
  return [`${roll.whole(1, 12)}月${roll.whole(1, 30)}日`, '农历', roll.chance(5) ? '是' : ''];
}
