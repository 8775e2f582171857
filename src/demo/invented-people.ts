import type { PersonDraft } from '../members/people.js';
import type { KnownBirthday } from '../members/sealed-person.js';
import type { Chance } from './chance.js';

const SURNAMES: readonly [string, ...string[]] = [
  '王',
  ...Array.from(
    '李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向',
  ),
  '欧阳',
  '上官',
  '司马',
  '诸葛',
  '皇甫',
];
const MEN = [
  '伟',
  '强',
  '磊',
  '军',
  '勇',
  '杰',
  '涛',
  '超',
  '明',
  '刚',
  '浩',
  '宇航',
  '子轩',
  '建国',
  '志强',
  '文博',
  '俊杰',
  '海涛',
  '晓东',
  '永健',
  '家豪',
  '天宇',
  '立诚',
  '少华',
] as const;
const WOMEN = [
  '芳',
  '娜',
  '敏',
  '静',
  '丽',
  '艳',
  '娟',
  '霞',
  '燕',
  '玲',
  '婷',
  '欣怡',
  '梓涵',
  '秀英',
  '雪梅',
  '佳琪',
  '雨桐',
  '晓琳',
  '慧敏',
  '思彤',
  '美华',
  '诗雅',
  '若曦',
  '玉兰',
] as const;
const MINORITY = ['阿依古丽·买买提', '迪丽娜尔·艾力', '巴特尔·那顺', '才旦卓玛·扎西'] as const;
const PREFIXES = [
  '130',
  '131',
  '135',
  '136',
  '137',
  '138',
  '139',
  '150',
  '151',
  '158',
  '159',
  '176',
  '177',
  '180',
  '186',
  '187',
  '189',
  '199',
] as const;

const STREETS = ['人民路', '解放东路', '中山北路', '滨河花园', '城西新村'] as const;

/** A member as the former system might have had them: nobody who exists. */
export function inventPerson(chance: Chance): PersonDraft {
  const man = chance.often(0.52);
  const name = chance.often(0.004) ? chance.pick(MINORITY) : chance.pick(SURNAMES) + chance.pick(man ? MEN : WOMEN);
  const titled = man ? 'MR' : 'MS';
  const title = chance.often(0.9) ? titled : 'GUEST';
  const phone = chance.often(0.97)
    ? `${chance.pick(PREFIXES)}${String(chance.between(0, 99_999_999)).padStart(8, '0')}`
    : null;
  return {
    name,
    title,
    phone,
    birthday: chance.often(0.85) ? inventBirthday(chance) : null,
    idDocument: null,
    preferences: chance.often(0.08)
      ? chance.pick(['靠近电梯的包厢', '不要冰', '喜欢粤语老歌', '常带小朋友,要大包'])
      : null,
    address: addressBy(phone),
  };
}

/** Three guests in ten have said where they live. */
function addressBy(phone: string | null): string | null {
  const house = Number(phone?.slice(-3));
  return house % 10 < 3 ? `${STREETS[house % STREETS.length]}${house + 1}号` : null;
}

function inventBirthday(chance: Chance): KnownBirthday {
  const lunar = chance.often(0.25);
  return {
    calendar: lunar ? 'LUNAR' : 'SOLAR',
    month: chance.between(1, 12),
    day: chance.between(1, lunar ? 29 : 28),
    leap: false,
    year: null,
  };
}
