import fc from 'fast-check';
import { classifySearch } from './search-query.js';
import { idNumberToken, mnemonicTokens, nameTokens, phoneTokens, queryTokens } from './search-tokens.js';

const finds = (typed: string, tokens: readonly string[]) => {
  const wanted = queryTokens(classifySearch(typed, '2026-11-21'));
  return wanted.length > 0 && wanted.every((token) => tokens.includes(token));
};

describe('finding a sealed name', () => {
  test.each([
    ['查良镛', ['查', '良镛', '查良镛', 'zl', 'zly', 'cly', 'zha', 'zhaliang', 'chaliangyong', 'Zha Liang']],
    ['欧阳娜娜', ['欧阳', '娜娜', '欧阳娜娜', 'oynn', 'ouyang']],
    ['单雄信', ['sxx', 'dxx', 'cxx', 'shan']],
    ['吕布', ['lb', 'lvbu', 'lübu', 'lubu']],
    ['阿依古丽·买买提', ['古丽', '古丽·买买提', '阿依古丽买买提', 'aygl', 'ayiguli']],
    ['John Smith', ['john', 'John S', 'johnsmith']],
    ['张', ['张', 'z', 'zhang']],
    ['刘𬭎', ['𬭎', '刘𬭎']],
  ])('%s is found by each of %j', (name, typed) => {
    const tokens = nameTokens(name);
    for (const text of typed) expect([text, finds(text, tokens)]).toEqual([text, true]);
  });

  test('what the name does not hold does not find it', () => {
    const tokens = nameTokens('查良镛');
    for (const text of ['镛良', '查镛', 'ly', 'zlyx', '王', '良镛查良镛']) {
      expect([text, finds(text, tokens)]).toEqual([text, false]);
    }
  });

  test('every part of every name finds it, and the index stays bounded', () => {
    const name = fc
      .array(fc.constantFrom(...Array.from('张王李赵单曾查解欧阳娜小红国强𬭎')), { minLength: 1, maxLength: 50 })
      .map((characters) => characters.join(''));
    fc.assert(
      fc.property(name, fc.nat(), fc.integer({ min: 1, max: 60 }), (whole, at, length) => {
        const characters = [...whole];
        const start = at % characters.length;
        const tokens = nameTokens(whole);
        expect(finds(characters.slice(start, start + length).join(''), tokens)).toBe(true);
        expect(tokens.length).toBeLessThanOrEqual(360);
      }),
    );
  });
});

describe('finding phones and documents', () => {
  test('a phone by whole number, last four and last six', () => {
    const tokens = phoneTokens('138 1234 5678');
    expect(finds('13812345678', tokens)).toBe(true);
    expect(finds('5678', tokens)).toBe(true);
    expect(finds('1234', tokens)).toBe(false);
    expect(tokens).toContain('tail:345678');
    expect(phoneTokens('no phone')).toEqual([]);
  });

  test('a document only by its whole number', () => {
    const tokens = [idNumberToken('11010519491231002x')];
    expect(finds('11010519491231002X', tokens)).toBe(true);
    expect(finds('1105', tokens)).toBe(false);
  });

  test('a card, a slip or a payment code is not looked up by token', () => {
    for (const typed of ['8800000001', '#A1', '134567890123456789', '']) {
      expect(queryTokens(classifySearch(typed, '2026-11-21'))).toEqual([]);
    }
  });

  test('an own mnemonic is found like pinyin', () => {
    expect(finds('laoz', mnemonicTokens('LaoZhang'))).toBe(true);
  });
});
