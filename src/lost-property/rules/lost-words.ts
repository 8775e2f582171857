import type { PlainDate } from '../../kernel/business-day.js';
import { withDates } from './spoken-dates.js';

/** Words for one thing, in both languages; the first names it. Guests say 电话 for what the tag calls 手机. */
const KINDS = [
  '手机 电话 移动电话 手提电话 phone mobile cellphone smartphone',
  '耳机 蓝牙耳机 airpods earphones earphone earbuds headphones',
  '平板 ipad tablet',
  '电脑 笔记本电脑 笔记本 手提电脑 laptop notebook computer macbook',
  '相机 照相机 单反 camera',
  '充电宝 移动电源 powerbank',
  '充电器 充电线 数据线 charger cable',
  '手表 腕表 表 watch',
  '戒指 指环 ring',
  '项链 necklace',
  '手链 手镯 手串 bracelet bangle',
  '耳环 耳钉 耳坠 earring earrings',
  '钱包 皮夹 皮夹子 卡包 wallet',
  '现金 钱 钞票 人民币 cash money',
  '身份证 证件 护照 驾驶证 驾照 学生证 passport idcard licence license',
  '银行卡 信用卡 储蓄卡 bankcard creditcard debitcard',
  '钥匙 锁匙 车钥匙 key keys',
  '包 手提包 手袋 挎包 背包 双肩包 书包 单肩包 bag handbag backpack purse',
  '雨伞 伞 阳伞 umbrella',
  '外套 衣服 上衣 夹克 大衣 羽绒服 风衣 coat jacket clothes',
  '围巾 丝巾 scarf',
  '帽子 帽 hat cap',
  '手套 gloves glove',
  '眼镜 墨镜 太阳镜 glasses sunglasses',
  '口红 唇膏 lipstick',
  '化妆包 化妆品 makeup cosmetics',
  '打火机 点火枪 lighter',
  '香烟 烟 电子烟 cigarettes vape',
  '药 药品 药盒 medicine pills',
  '蛋糕 水果 零食 食品 cake fruit snack food',
  '酒 洋酒 啤酒 红酒 白酒 饮料 wine beer liquor drink drinks whisky',
  '杯子 水杯 保温杯 酒杯 cup mug',
  '房卡 酒店房卡 酒店 keycard roomcard',
  '手机壳 手机套 手机支架 phonecase',
  '玩具 公仔 娃娃 毛绒玩具 玩具枪 水枪 玩具刀 toy doll',
  '剃须刀 刮胡刀 修眉刀 指甲刀 指甲钳 razor nailclipper',
  '筋膜枪 massagegun',
  '刀 刀具 匕首 管制刀具 弹簧刀 折叠刀 水果刀 knife dagger',
  '枪 手枪 气枪 猎枪 仿真枪 枪支 子弹 弹药 gun pistol bullet bullets ammunition',
  '管制器具 弩 甩棍 警棍 手铐 电击棒 电击器 防狼喷雾 taser baton handcuffs',
  '爆炸物 炸药 雷管 鞭炮 烟花 explosive explosives firecrackers',
  '毒品 冰毒 海洛因 大麻 摇头丸 氯胺酮 麻古 可卡因 笑气 drugs cannabis cocaine heroin ketamine',
  '可疑物 可疑物品 可疑包裹 可疑粉末 不明物品 不明包裹 不明粉末 白色粉末 粉末 针管 注射器 suspicious syringe powder',
  '文件 资料 合同 document documents',
];
const COLOURS = [
  '黑 黑色 black',
  '白 白色 white',
  '红 红色 大红 酒红 酒红色 枣红 red',
  '蓝 蓝色 深蓝 浅蓝 blue',
  '绿 绿色 墨绿 green',
  '黄 黄色 yellow',
  '金 金色 gold golden',
  '银 银色 银白 silver',
  '灰 灰色 深灰 浅灰 grey gray',
  '粉 粉色 粉红 粉红色 pink',
  '紫 紫色 purple',
  '棕 棕色 咖啡色 褐色 brown',
  '橙 橙色 橘色 orange',
  '米 米色 米白 beige',
  '透明 transparent clear',
  '花 花色 彩色 multicolour multicolor',
];
const BRANDS = [
  '苹果 iphone apple',
  '华为 huawei',
  '小米 xiaomi redmi 红米',
  '三星 samsung galaxy',
  '荣耀 honor',
  'oppo',
  'vivo',
  '索尼 sony',
  '路易威登 lv louisvuitton',
  '古驰 gucci',
  '香奈儿 chanel',
  '卡地亚 cartier',
  '劳力士 rolex',
];
/** Said around a thing without telling anything about it. */
const FILLERS = new Set(
  '的 个 部 只 把 了 在 吗 没有 有没有 我 捡到 丢了 掉在 落在 那个 这个 号房 房间 包厢 包房 请问 你们 a an the my in at of room'.split(
    ' ',
  ),
);

export type WordClass = 'KIND' | 'COLOUR' | 'BRAND' | 'DATE' | 'OTHER';

interface Meaning {
  readonly name: string;
  readonly of: WordClass;
}

const meanings = new Map<string, Meaning>();
for (const [of, groups] of [
  ['KIND', KINDS],
  ['COLOUR', COLOURS],
  ['BRAND', BRANDS],
] as const) {
  for (const group of groups) {
    const [name = '', ...others] = group.split(' ');
    for (const word of [name, ...others]) meanings.set(word, { name, of });
  }
}
const LONGEST = Math.max(...[...meanings.keys()].map((word) => word.length));
export interface Word {
  /** One spelling for all who mean the same: `手机`, `黑`, `k08`, `11-20`. */
  readonly text: string;
  readonly of: WordClass;
}

/** Dates as `withDates` writes them, runs of Latin letters and digits, runs of Han. */
const PIECES = /(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])|[a-z0-9]+|\p{Script=Han}+/gu;

/**
 * What a sentence says about a thing, in any order and either language: 「昨晚K08黑色苹果电话」 → k08, 黑, 苹果, 手机 and the date.
 * `today` turns 昨晚 into a date (`MM-DD`); null leaves such words out. Each word comes once.
 */
export function lostWords(sentence: string, today: PlainDate | null): Word[] {
  const plain = sentence.normalize('NFKC').toLowerCase().replaceAll('k粉', '氯胺酮');
  const text = withRooms(withDates(plain, today));
  const words = (text.match(PIECES) ?? []).flatMap(wordsIn);
  return [...new Map(words.map((word) => [word.text, word])).values()];
}

/** The words as a row keeps them, each between blanks: found by `LIKE '% 手机 %'`. */
export function keptWords(words: readonly Word[]): string {
  return ` ${words.map(({ text }) => text).join(' ')} `;
}

export function wordsOfKind(words: readonly Word[], of: WordClass): string[] {
  return words.filter((word) => word.of === of).map(({ text }) => text);
}

/** K 08 and K-08 are K08; a date keeps its distance. */
function withRooms(text: string): string {
  return text.replace(/\b([a-z]{1,3})[\s-]+(\d{1,4})\b(?!-)/g, (said, letters: string, digits: string) =>
    FILLERS.has(letters) ? said : `${letters}${digits}`,
  );
}

function wordsIn(piece: string): Word[] {
  if (piece.includes('-')) return [{ text: piece, of: 'DATE' }];
  if (!/^[a-z0-9]/.test(piece)) return hanWords(piece);
  if (FILLERS.has(piece)) return [];
  const [, letters = '', digits = ''] = /^([a-z]+)(\d+)$/.exec(piece) ?? [];
  const make = known(letters);
  return make ? [make, { text: digits, of: 'OTHER' }] : [known(piece) ?? { text: piece, of: 'OTHER' }];
}

/** The longest known word first; what nobody knows stays together as one word (小熊挂件). */
function hanWords(text: string): Word[] {
  const words: Word[] = [];
  let unknown = '';
  const flush = () => {
    if (unknown !== '') words.push({ text: unknown, of: 'OTHER' });
    unknown = '';
  };
  for (let at = 0; at < text.length;) {
    const found = longestAt(text, at);
    if (found) flush();
    if (found?.word) words.push(found.word);
    if (!found) unknown += text.charAt(at);
    at += found?.length ?? 1;
  }
  flush();
  return words;
}

function longestAt(text: string, at: number): { word: Word | null; length: number } | null {
  for (let length = Math.min(LONGEST, text.length - at); length > 0; length -= 1) {
    const slice = text.slice(at, at + length);
    const word = known(slice);
    if (word) return { length, word };
    if (FILLERS.has(slice)) return { length, word: null };
  }
  return null;
}

function known(text: string): Word | undefined {
  const meaning = meanings.get(text);
  return meaning && { text: meaning.name, of: meaning.of };
}
