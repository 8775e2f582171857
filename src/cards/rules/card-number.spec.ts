import { readCardNumber } from './card-number.js';

describe('the number of a blank card', () => {
  it.each([
    ['8800000001', '8800000001'],
    ['８８００００００01', '8800000001'],
    [';8800000001=9912?', '8800000001'],
    ['%8800000001?;8800000001=1?', '8800000001'],
    ['；８８００００００01＝9912？', '8800000001'],
    ['8800 0000 01', '8800000001'],
    ['01026f6c3a', '01026F6C3A'],
    ['１１１，27706', '111,27706'],
    ['111,27706', '111,27706'],
  ])('is read from %s', (raw, cardNo) => {
    expect(readCardNumber(raw)).toEqual({ raw, cardNo });
  });

  it('keeps what framed it, for a later reader: Enter and blanks go, a start and an end mark stay', () => {
    expect(readCardNumber('\u00028800000001\u0003\r\n')).toEqual({
      raw: '\u00028800000001\u0003',
      cardNo: '8800000001',
    });
    expect(readCardNumber('\t8800000001\r')).toEqual({ raw: '8800000001', cardNo: '8800000001' });
    expect(readCardNumber('\u00008800000001')).toEqual({ raw: '8800000001', cardNo: '8800000001' });
    expect(readCardNumber(`;8800000001=${'9'.repeat(200)}?`).raw).toHaveLength(80);
  });

  it.each([
    ['', 'card.no.required'],
    ['   ', 'card.no.required'],
    ['134567890123456789', 'card.no.paymentCode'],
    ['281234567890123456', 'card.no.paymentCode'],
    ['13812345678', 'card.no.phone'],
    ['11010519491231002X', 'card.no.invalid'],
    ['1234', 'card.no.invalid'],
    ['#JF20261121-0001', 'card.no.invalid'],
    ['张三', 'card.no.invalid'],
    ['\u0000\u202e', 'card.no.required'],
  ])('is refused for %j', (typed, code) => {
    expect(() => readCardNumber(typed)).toThrow(code);
  });
});
