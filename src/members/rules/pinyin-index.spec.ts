import { normalizePinyin, pinyinIndex } from './pinyin-index.js';

describe('initials a clerk types', () => {
  test.each([
    ['张三', 'zs'],
    ['单雄信', 'sxx'],
    ['解晓东', 'xxd'],
    ['曾志伟', 'zzw'],
    ['区小红', 'oxh'],
    ['尉迟恭', 'ycg'],
    ['欧阳娜娜', 'oynn'],
    ['查良镛', 'zly'],
    ['仇和', 'qh'],
    ['阿依古丽·买买提', 'ayglmmt'],
  ])('%s is usually %s', (name, initials) => {
    expect(pinyinIndex(name).initials[0]).toBe(initials);
  });

  test.each([
    ['查良镛', 'cly'],
    ['单雄信', 'dxx'],
    ['单雄信', 'cxx'],
    ['曾志伟', 'czw'],
    ['解晓东', 'jxd'],
    ['尉迟恭', 'wcg'],
  ])('%s is also found by the other reading %s', (name, initials) => {
    expect(pinyinIndex(name).initials).toContain(initials);
  });
});

describe('full pinyin', () => {
  test('every reading of the surname, the usual first', () => {
    expect(pinyinIndex('单雄信').full[0]).toBe('shanxiongxin');
    expect(pinyinIndex('单雄信').full).toContain('danxiongxin');
    expect(pinyinIndex('欧阳娜娜').full).toContain('ouyangnana');
  });

  test('ü is typed v, and by some u', () => {
    expect(pinyinIndex('吕布').full).toEqual(['lvbu', 'lubu']);
    expect(normalizePinyin("Lǚ Bù'")).toBe('lvbu');
  });

  test('a Latin name is its own reading', () => {
    expect(pinyinIndex('John Smith').full).toEqual(['johnsmith']);
  });

  test('a character nobody can read is left out, and a name of heteronyms does not fill the index', () => {
    expect(pinyinIndex('刘𬭎').initials[0]?.[0]).toBe('l');
    expect(pinyinIndex('').initials).toEqual([]);
    const many = pinyinIndex('单曾查解区盖朴仇'.repeat(6));
    expect(many.initials.length).toBeLessThanOrEqual(32);
    expect(many.full.length).toBeLessThanOrEqual(8);
  });
});
