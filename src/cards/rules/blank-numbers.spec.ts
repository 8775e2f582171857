import { MOST_BLANKS, readBlankNumbers } from './blank-numbers.js';

const numbers = (typed: string) => readBlankNumbers(typed).map(({ cardNo }) => cardNo);

describe('the numbers of a delivery', () => {
  it('are a serial range with both ends, single cards, or both', () => {
    expect(numbers('8800100001-8800100003')).toEqual(['8800100001', '8800100002', '8800100003']);
    expect(numbers('8800100009\n01026f6c3a\n8800100001 - 8800100001'.replaceAll(' - ', '-'))).toEqual([
      '01026F6C3A',
      '8800100001',
      '8800100009',
    ]);
    expect(numbers('VIP00098-VIP00101')).toEqual(['VIP00098', 'VIP00099', 'VIP00100', 'VIP00101']);
  });

  it('keep leading zeros and what the reader typed', () => {
    expect(numbers('0000000098-0000000100')).toEqual(['0000000098', '0000000099', '0000000100']);
    expect(readBlankNumbers(';8800100001=99?')).toEqual([{ raw: ';8800100001=99?', cardNo: '8800100001' }]);
  });

  it.each([
    ['', 'card.blanks.none'],
    [' \n ', 'card.blanks.none'],
    ['8800100005-8800100001', 'card.blanks.range'],
    ['8800100001-88001000010', 'card.blanks.range'],
    ['VIP00001-GOLD0001', 'card.blanks.range'],
    ['8800100001-8800100002-8800100003', 'card.blanks.range'],
    ['8800100001\n8800100001', 'card.blanks.twice'],
    ['8800100001-8800100003\n8800100002', 'card.blanks.twice'],
    ['13812345678', 'card.no.phone'],
    ['12', 'card.no.invalid'],
  ])('are refused for %j', (typed, code) => {
    expect(() => readBlankNumbers(typed)).toThrow(code);
  });

  it('are at most as many as two people can count', () => {
    expect(numbers('8800100001-8800102000')).toHaveLength(MOST_BLANKS);
    expect(() => readBlankNumbers('8800100001-8800102001')).toThrow('card.blanks.tooMany');
    expect(() => readBlankNumbers('8800000000-8899999999')).toThrow('card.blanks.tooMany');
  });
});
