import { isHanName, normalizeName, surnameOf } from './person-name.js';

describe('a name as the venue keeps it', () => {
  test.each([
    ['阿依古丽・买买提', '阿依古丽·买买提'],
    ['阿依古丽•买买提', '阿依古丽·买买提'],
    ['阿依古丽 ‧ 买买提', '阿依古丽·买买提'],
    ['张 三', '张三'],
    ['张　三', '张三'],
    ['  王丽 ', '王丽'],
    ['John  Smith', 'John Smith'],
    ['Ｊｏｈｎ', 'John'],
    ["Mary O'Neil-King", "Mary O'Neil-King"],
    ['刘𬭎', '刘𬭎'],
    ['张', '张'],
    ['张\u202E三\u0000', '张三'],
  ])('%s is kept as %s', (typed, kept) => {
    expect(normalizeName(typed)).toBe(kept);
  });

  test.each(['张3', '13812345678', '张三😀', '<b>张</b>', '---', '=1+1', '张;三'])('%s is no name', (typed) => {
    expect(() => normalizeName(typed)).toThrow(
      expect.objectContaining({ code: 'members.name.invalid', field: 'name' }),
    );
  });

  test('fifty characters are kept, also four-byte ones; fifty-one are refused, nothing is refused', () => {
    expect(normalizeName('𬭎'.repeat(50))).toBe('𬭎'.repeat(50));
    expect(() => normalizeName('𬭎'.repeat(51))).toThrow(expect.objectContaining({ code: 'text.tooLong' }));
    expect(() => normalizeName('  ')).toThrow(expect.objectContaining({ code: 'text.required' }));
  });
});

describe('the surname', () => {
  test.each([
    ['张三', '张'],
    ['欧阳娜娜', '欧阳'],
    ['尉迟恭', '尉迟'],
    ['单于', '单于'],
    ['单雄信', '单'],
    ['诸葛', '诸葛'],
    ['𬭎三', '𬭎'],
    ['阿依古丽·买买提', null],
    ['John Smith', null],
  ])('of %s is %s', (name, surname) => {
    expect(surnameOf(name)).toBe(surname);
  });

  test('only a name in Han alone has one', () => {
    expect(isHanName('欧阳娜娜')).toBe(true);
    expect(isHanName('张John')).toBe(false);
  });
});
