import { readCardNumber } from './card-number.js';

describe('the number of a blank card', () => {
  it.each([
    ['8800000001', '8800000001'],
    ['８８００００００01', '8800000001'],
    [';8800000001=9912?', '8800000001'],
    ['%8800000001?;8800000001=1?', '8800000001'],
    ['01026f6c3a', '01026F6C3A'],
    ['111,27706', '111,27706'],
  ])('is read from %s', (raw, cardNo) => {
    expect(readCardNumber(raw)).toEqual({ raw, cardNo });
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
