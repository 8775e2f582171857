import fc from 'fast-check';
import { classifySearch } from './search-query.js';

const TODAY = '2026-11-21';
const guess = (typed: string) => classifySearch(typed, TODAY);

describe('the one box', () => {
  test.each([
    ['8800000001', 'card', '8800000001'],
    ['%8800000001?', 'card', '8800000001'],
    [';8800000001=99121010000?', 'card', '8800000001'],
    [';cardno=8800000001?', 'card', '8800000001'],
    ['%8800000001?;8800000001=1?', 'card', '8800000001'],
    ['；８８００００００００１？', 'card', '88000000001'],
    ['01026f6c3a', 'card', '01026F6C3A'],
    ['0040856634', 'card', '0040856634'],
    ['111,27706', 'card', '111,27706'],
    ['13812345678', 'phone', '13812345678'],
    ['138 1234 5678', 'phone', '13812345678'],
    ['+8613812345678', 'phone', '13812345678'],
    ['１３８１２３４５６７８', 'phone', '13812345678'],
    ['5678', 'phoneTail', '5678'],
    ['５６７８', 'phoneTail', '5678'],
    ['11010519491231002x', 'id', '11010519491231002X'],
    ['110101200002290018', 'id', '110101200002290018'],
    ['110105194912310020X', 'card', '110105194912310020X'],
    ['91100019850314001X', 'id', '91100019850314001X'],
    ['H12345678', 'id', 'H12345678'],
    ['zly', 'pinyin', 'zly'],
    ['Zhang San', 'pinyin', 'zhangsan'],
    ['lü', 'pinyin', 'lv'],
    ['张三', 'name', '张三'],
    ['阿依古丽·买买提', 'name', '阿依古丽买买提'],
    ['张 三', 'name', '张三'],
    ['#A1024', 'slip', 'A1024'],
    ['＃a1024', 'slip', 'A1024'],
    ['JF20261121-0001', 'slip', 'JF20261121-0001'],
    ['', 'empty', ''],
    ['  \u0000 ', 'empty', ''],
    ['%;?', 'empty', ''],
    ['#', 'empty', ''],
  ])('%j is a %s: %s', (typed, kind, text) => {
    expect(guess(typed)).toMatchObject({ kind, text });
  });

  test.each([
    ['134567890123456789', 'WECHAT_PAY'],
    ['280000000000000001', 'ALIPAY'],
    ['3012345678901234', 'ALIPAY'],
    ['6212345678901234567', 'UNIONPAY_QR'],
  ])('the payment code %s is %s, never a card, and is not kept', (typed, tender) => {
    expect(guess(typed)).toEqual({ kind: 'paymentCode', text: '', tender });
  });

  test('a valid identity number beats the payment code it looks like', () => {
    expect(guess('110101200002290018').kind).toBe('id');
    expect(guess('110101200002290019').kind).toBe('paymentCode');
  });

  test('keys that may mean two things name both', () => {
    expect(guess('345678')).toMatchObject({ kind: 'card', otherwise: { kind: 'phoneTail', text: '345678' } });
    expect(guess('057187654321')).toMatchObject({ kind: 'card', otherwise: { kind: 'phone', text: '0571-87654321' } });
    expect(guess('8800000001')).toMatchObject({ kind: 'card', otherwise: { kind: 'slip', text: '8800000001' } });
  });

  test('whatever is typed, scanned or pasted gets an answer of bounded length', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (typed) => {
        expect(guess(typed).text.length).toBeLessThanOrEqual(256);
      }),
    );
    expect(guess('9'.repeat(1_000_000)).text.length).toBeLessThanOrEqual(64);
    expect(guess('王'.repeat(1_000_000)).text.length).toBeLessThanOrEqual(64);
  });
});
