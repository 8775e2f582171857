import { isStricter, isValuable } from './lost-category.js';
import { categoryOfName, compareDescription, couldBe, sameAnswer } from './lost-match.js';
import { keptWords, lostWords } from './lost-words.js';

/** A Friday. */
const today = '2026-11-20';
const words = (text: string) => lostWords(text, today);
const texts = (text: string) => words(text).map((word) => word.text);

describe('what a guest says on the phone', () => {
  test.each([
    ['昨晚K08黑色苹果电话', ['11-19', 'k08', '黑', '苹果', '手机']],
    ['电话 黑 苹果 k 08 昨天', ['手机', '黑', '苹果', 'k08', '11-19']],
    ['black iPhone in room K08', ['黑', '苹果', 'k08']],
    ['我的手机有没有捡到', ['手机']],
    ['11月20日 粉红色 雨伞', ['11-20', '粉', '雨伞']],
    ['2026-11-20 伞', ['11-20', '雨伞']],
    ['小熊挂件', ['小熊挂件']],
    ['Ｋ０８', ['k08']],
    ['', []],
    ['%_\'"', []],
    ['black iphone 15, k-08', ['黑', '苹果', '15', 'k08']],
    ['昨天丢了一部手机', ['11-19', '手机']],
    ['手机忘在包房了', ['手机']],
    ['I lost my phone in the room', ['手机']],
    ['iPhone15 phone 11-19', ['苹果', '15', '手机', '11-19']],
    ['二楼厕所的雨伞', ['二楼', '洗手间', '雨伞']],
    ['umbrella in the WC', ['雨伞', '洗手间']],
  ])('%s', (sentence, meant) => expect(texts(sentence)).toEqual(meant));

  test('is kept between blanks, each word once', () => {
    expect(keptWords(words('黑 黑色 black 手机'))).toBe(' 黑 手机 ');
  });
});

describe('the date, however it is said', () => {
  test.each([
    ['今晚', '11-20'],
    ['刚才', '11-20'],
    ['昨天晚上', '11-19'],
    ['前晚', '11-18'],
    ['大前天', '11-17'],
    ['3天前', '11-17'],
    ['五天以前', '11-15'],
    ['周五', '11-20'],
    ['周四晚上', '11-19'],
    ['星期六', '11-14'],
    ['上周五', '11-13'],
    ['上个礼拜天', '11-15'],
    ['20号', '11-20'],
    ['21号', '10-21'],
    ['31日', '10-31'],
    ['上个月5号', '10-05'],
    ['11-20', '11-20'],
    ['11/9', '11-09'],
    ['2026年11月8日', '11-08'],
    ['last night', '11-19'],
    ['the night before last', '11-18'],
    ['2 days ago', '11-18'],
    ['last Saturday', '11-14'],
    ['on Thursday night', '11-19'],
    ['Nov 18th', '11-18'],
    ['18 November', '11-18'],
    ['on the 19th', '11-19'],
  ])('%s is %s', (said, date) => {
    expect(words(`${said} 手机`).filter((word) => word.of === 'DATE')).toEqual([{ text: date, of: 'DATE' }]);
  });

  test.each(['20号房', '8号包厢', '99号', '13-45', '天前', 'sunglasses', 'may'])('%s is none', (said) => {
    expect(words(said).some((word) => word.of === 'DATE')).toBe(false);
  });

  test('words that need a day to count from are left out without one; a written date stays', () => {
    expect(lostWords('昨晚丢的手机 11-19', null).map((word) => word.text)).toEqual(['手机', '11-19']);
  });
});

describe('a wanted thing', () => {
  const found = words('手机 黑色 苹果 K08 11-19');
  test.each(['昨晚K08黑色苹果电话', '黑色手机', 'iphone k08', '手机'])('may be it: %s', (asked) => {
    expect(couldBe(words(asked), found)).toBe(true);
  });
  test.each([
    '昨天丢了一部手机',
    '一部手机',
    '手机不见了',
    '手机忘在包房了',
    'iPhone 14',
    'lost my phone',
    '手机 K99 小熊壳',
  ])('may be it, however it is said: %s', (asked) => expect(couldBe(words(asked), found)).toBe(true));
  test.each(['洗手间', '卫生间', '厕所', 'toilet'])('left in one place, whatever it is called: %s', (place) => {
    expect(couldBe(words(`${place} 小熊挂件`), words('小熊挂件 三楼卫生间'))).toBe(true);
  });
  test('a make alone is a phone on either side, and no charger', () => {
    expect(couldBe(words('手机不见了'), words('iPhone 15 Pro Max 黑色'))).toBe(true);
    expect(couldBe(words('我的iPhone'), words('苹果充电器 白色'))).toBe(false);
  });
  test.each(['白色手机', '黑色雨伞', '华为手机 K08', '黑色', '昨晚'])('is not it, or says too little: %s', (asked) => {
    expect(couldBe(words(`${asked} K99`), found)).toBe(false);
  });
});

describe('how it is kept follows from what it is', () => {
  test.each([
    ['苹果手机', 'VALUABLE'],
    ['现金', 'CASH'],
    ['身份证', 'DOCUMENT'],
    ['信用卡', 'BANK_CARD'],
    ['雨伞', 'GENERAL'],
    ['蛋糕', 'FOOD'],
    ['药盒', 'MEDICINE'],
    ['管制刀具', 'DANGEROUS'],
    ['仿真枪', 'DANGEROUS'],
    ['一小包K粉', 'DANGEROUS'],
    ['可疑包裹', 'DANGEROUS'],
    ['白色粉末', 'DANGEROUS'],
    ['电击棒', 'DANGEROUS'],
    ['钱包和折叠刀', 'DANGEROUS'],
    ['玩具枪', 'GENERAL'],
    ['修眉刀', 'GENERAL'],
    ['手机壳', 'GENERAL'],
    ['半瓶洋酒', 'DRINK'],
    ['红酒和钱包', 'VALUABLE'],
    ['雨伞和洋酒', 'GENERAL'],
    ['半瓶洋酒,没喝完', 'DRINK'],
    ['酒红色围巾', 'GENERAL'],
    ['酒店房卡', 'GENERAL'],
    ['小熊挂件', 'GENERAL'],
    ...'威士忌 白兰地 伏特加 香槟 茅台 五粮液 轩尼诗 马爹利 人头马XO 芝华士 XO 可乐 雪碧 奶茶 矿泉水 半瓶Hennessy'
      .split(' ')
      .map((name) => [name, 'DRINK'] as const),
    ...'香槟色围巾 咖啡色外套 白粉色围巾 可乐杯子 香奈儿口红 三块电池 帆布包'
      .split(' ')
      .map((name) => [name, 'GENERAL'] as const),
    ...'500元 500块 三百块钱 1000元现金 红包 百元大钞 零钱 300rmb'.split(' ').map((name) => [name, 'CASH'] as const),
    ...'钻戒 LV包 古驰手提包 欧米茄 三块手表 500港元'.split(' ').map((name) => [name, 'VALUABLE'] as const),
    ...'建行卡 工资卡 建设银行卡'.split(' ').map((name) => [name, 'BANK_CARD'] as const),
    ...'结婚证 学员证'.split(' ').map((name) => [name, 'DOCUMENT'] as const),
    ...'白粉 针头 不明液体 汽油'.split(' ').map((name) => [name, 'DANGEROUS'] as const),
    ...['iPhone', 'iPhone 15 Pro Max', '苹果14', '华为Mate60', '劳力士'].map((name) => [name, 'VALUABLE'] as const),
    ...['金条', '金链子', '玉佩', '翡翠', '钻石', '支票', '美元', '外币'].map((name) => [name, 'VALUABLE'] as const),
    ...['社保卡', '医保卡', '港澳通行证', '户口本'].map((name) => [name, 'DOCUMENT'] as const),
    ['存折', 'BANK_CARD'],
    ['蛋糕和手机', 'VALUABLE'],
    ['钱包、手机和现金', 'CASH'],
    ['苹果充电器', 'GENERAL'],
    ...['一袋苹果', '两斤红苹果', '半箱小米', '苹果汁', 'a bag of apples', 'apple juice'].map(
      (name) => [name, 'FOOD'] as const,
    ),
    ...['苹果', '一袋苹果手机', '雨伞和iPhone', '一袋苹果、华为Mate60', '小米14'].map(
      (name) => [name, 'VALUABLE'] as const,
    ),
  ] as const)('%s is %s', (name, category) => expect(categoryOfName(name)).toBe(category));

  test('whoever writes it down may be stricter than the name, never laxer', () => {
    expect(isStricter('DANGEROUS', 'VALUABLE') && isStricter('CASH', 'VALUABLE')).toBe(true);
    expect(isStricter('DOCUMENT', 'VALUABLE') && isStricter('VALUABLE', 'FOOD')).toBe(true);
    expect(isStricter('FOOD', 'GENERAL') || isStricter('BANK_CARD', 'DOCUMENT')).toBe(false);
  });

  test('money, papers and bank cards go into the safe like a phone; an umbrella does not (003E-040)', () => {
    expect((['VALUABLE', 'CASH', 'DOCUMENT', 'BANK_CARD'] as const).every(isValuable)).toBe(true);
    expect((['GENERAL', 'FOOD', 'MEDICINE', 'DANGEROUS'] as const).some(isValuable)).toBe(false);
  });
});

describe('the description of a claimant (003E-044, 046)', () => {
  test('agrees, leaves unsaid and contradicts, word by word', () => {
    const match = compareDescription('白色的苹果电话,壳上有小熊', '手机 黑色 苹果 小熊贴纸 屏幕裂');
    expect(match.agreeing).toEqual(expect.arrayContaining(['苹果', '手机']));
    expect(match.contradicting).toEqual(['白']);
    expect(match.unsaid).toContain('黑');
  });

  test.each([
    ['  Lucky-Cat ', 'lucky cat', true],
    ['黑色手机', '手机 黑', true],
    ['3', '3', true],
    ['4', '3', false],
    ['密码', '密码一', false],
    ['橘猫', '一只橘猫', false],
    ['一个橘猫', '一只橘猫', true],
    ['忘记了', '不见了', false],
    ['', '', false],
    ['。', '3', false],
  ])('the answer %j to %j: %s', (given, kept, right) => expect(sameAnswer(given, kept)).toBe(right));
});
