import fc from 'fast-check';
import { DomainError } from './domain-error.js';
import { MAX_AMOUNT_FEN, formatSignedYuan, formatYuan, parseYuan } from './money.js';

function outcomeOf(typed: string): string {
  try {
    return Number.isSafeInteger(parseYuan(typed)) ? 'fen' : 'half a fen';
  } catch (error) {
    return error instanceof DomainError ? 'refusal' : 'a crash';
  }
}

describe('an amount typed by a clerk', () => {
  test.each([
    ['200', 20000],
    ['0', 0],
    ['0.05', 5],
    ['168.5', 16850],
    ['1,409.50', 140950],
    ['１２．５', 1250],
    ['12。5', 1250],
    ['０１', 100],
    [' ￥88 ', 8800],
    ['12.', 1200],
    ['1.000', 100],
    ['9,999,999.99', MAX_AMOUNT_FEN],
  ])('%s is understood', (typed, fen) => {
    expect(parseYuan(typed)).toBe(fen);
  });

  test.each([
    ['', 'money.required'],
    ['   ', 'money.required'],
    ['1e3', 'money.invalid'],
    ['∞', 'money.invalid'],
    ['Infinity', 'money.invalid'],
    ['NaN', 'money.invalid'],
    ['0x10', 'money.invalid'],
    ['+5', 'money.invalid'],
    ['1,23', 'money.invalid'],
    ['1.2.3', 'money.invalid'],
    ['١٢', 'money.invalid'],
    ['💰', 'money.invalid'],
    ['\u202E12', 'money.invalid'],
    ['12\u0000', 'money.invalid'],
    ['.', 'money.invalid'],
    ['-0', 'money.negative'],
    ['-5', 'money.negative'],
    ['1.005', 'money.tooPrecise'],
    ['10000000', 'money.tooLarge'],
    ['9'.repeat(30), 'money.tooLarge'],
  ])('%j is refused with %s', (typed, code) => {
    expect(() => parseYuan(typed, { field: 'amount' })).toThrow(expect.objectContaining({ code, field: 'amount' }));
  });

  test('a limit of the form is named in yuan', () => {
    expect(parseYuan('5000', { maxFen: 500000 })).toBe(500000);
    expect(() => parseYuan('5000.01', { maxFen: 500000 })).toThrow(
      expect.objectContaining({ code: 'money.tooLarge', params: { max: '5,000.00' } }),
    );
    expect(parseYuan('0.01', { minFen: 1 })).toBe(1);
    expect(() => parseYuan('0', { minFen: 1 })).toThrow(expect.objectContaining({ code: 'money.tooSmall' }));
  });

  test('what is shown can be typed again, for every amount', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: MAX_AMOUNT_FEN }), (fen) => {
        expect(parseYuan(formatYuan(fen))).toBe(fen);
      }),
    );
  });

  test('nothing typed gives anything but fen or a refusal', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (typed) => {
        expect(['fen', 'refusal']).toContain(outcomeOf(typed));
      }),
    );
  });
});

describe('an amount shown', () => {
  test.each([
    [0, '0.00', '0.00'],
    [5, '0.05', '+0.05'],
    [123450, '1,234.50', '+1,234.50'],
    [-123450, '-1,234.50', '-1,234.50'],
    [100000000, '1,000,000.00', '+1,000,000.00'],
  ])('%d fen', (fen, plain, signed) => {
    expect(formatYuan(fen)).toBe(plain);
    expect(formatSignedYuan(fen)).toBe(signed);
  });

  test('half a fen does not exist', () => {
    expect(() => formatYuan(0.5)).toThrow(RangeError);
  });
});
