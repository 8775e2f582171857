import { bagDiffers, readLines, readTenders } from './bag-lines.js';

const refused = (code: string, field: string) => expect.objectContaining({ code, field });
const merchant = { key: 'merchantCopies', expected: 17, touch: true };
const issued = { key: 'cardsIssued', expected: 3, touch: false };

describe('the bag line by line', () => {
  test('what can be touched is counted, what the books know is ticked', () => {
    expect(readLines([merchant, issued], { 'line-merchantCopies': '17' })).toEqual([
      { key: 'merchantCopies', expected: 17, counted: 17 },
      { key: 'cardsIssued', expected: 3, counted: null },
    ]);
  });

  test('a pile nobody counted is refused', () => {
    expect(() => readLines([merchant], {})).toThrow(refused('count.required', 'line-merchantCopies'));
  });

  test('an empty pile asks for no input', () => {
    expect(readLines([{ ...merchant, expected: 0 }], {})).toEqual([
      { key: 'merchantCopies', expected: 0, counted: null },
    ]);
  });

  test('only a difference asks for words', () => {
    expect(bagDiffers(readLines([merchant], { 'line-merchantCopies': '17' }), [])).toBe(false);
    expect(bagDiffers(readLines([merchant], { 'line-merchantCopies': '16' }), [])).toBe(true);
  });
});

describe('money that is not cash', () => {
  const wechat = { kind: 'tender.wechatPay', fen: 60_000 };

  test('is held against the total of the acquirer', () => {
    const [tender] = readTenders([wechat], { 'total-wechatPay': '600' });
    expect(tender).toEqual({ kind: 'tender.wechatPay', booksFen: 60_000, typedFen: 60_000, digits: null });
    expect(bagDiffers([], readTenders([wechat], { 'total-wechatPay': '400' }))).toBe(true);
  });

  test('or against the last digits of its transactions', () => {
    expect(readTenders([wechat], { 'digits-wechatPay': '１２３４, 567890' })[0]).toMatchObject({
      digits: '1234, 567890',
    });
    expect(() => readTenders([wechat], { 'digits-wechatPay': '12' })).toThrow(
      refused('shifts.tender.digits', 'digits-wechatPay'),
    );
  });

  test('with neither, nobody goes home', () => {
    expect(() => readTenders([wechat], {})).toThrow(refused('shifts.tender.required', 'total-wechatPay'));
  });

  test('a tender nobody used asks for nothing', () => {
    expect(readTenders([], {})).toEqual([]);
  });
});
