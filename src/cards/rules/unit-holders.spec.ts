import { assertCreditCode } from './credit-code.js';
import { readUnitHolders } from './unit-holders.js';

describe('the list of a company', () => {
  it('has a person a line: typed, pasted from a table, or parted by commas', () => {
    const typed =
      '8800100001 张三 13800001111\n\n８８００１０００２ 欧阳 娜娜 13800002222\n00623,27706\tLi Lei\t13800003333';
    const read = readUnitHolders(`${typed}\n8800100004,王五,13800004444`);
    expect(read.map(({ line, card, name, phone }) => [line, card.cardNo, name, phone])).toEqual([
      [1, '8800100001', '张三', '13800001111'],
      [3, '880010002', '欧阳娜娜', '13800002222'],
      [4, '00623,27706', 'Li Lei', '13800003333'],
      [5, '8800100004', '王五', '13800004444'],
    ]);
  });

  it.each([
    ['', 'cards.unit.list'],
    ['8800100001 张三', 'cards.unit.line'],
    ['8800100001 张三 138', 'cards.unit.line'],
    ['13800001111 张三 13800001111', 'cards.unit.line'],
    ['8800100001 张三 13800001111\n8800100001 李四 13800002222', 'cards.unit.twice'],
    [Array.from({ length: 101 }, (_, n) => `${8_800_100_000 + n} 张三 13800001111`).join('\n'), 'cards.unit.list'],
  ])('%j is refused', (typed, code) => {
    expect(() => readUnitHolders(typed)).toThrow(code);
  });

  it('comes from a company whose code proves itself', () => {
    expect(assertCreditCode('９1350100m000100y43', 'creditCode')).toBe('91350100M000100Y43');
    expect(() => assertCreditCode('91350100M000100Y44', 'creditCode')).toThrow('cards.unit.code');
  });
});
