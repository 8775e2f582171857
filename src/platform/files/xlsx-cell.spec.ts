import { cellText, numberText } from './xlsx-cell.js';

describe('a cell of a workbook as text', () => {
  it.each([
    ['138000.00000000001', '138000'],
    ['0.10000000000000001', '0.1'],
    ['1234.5', '1234.5'],
    ['1.3812345678E10', '13812345678'],
    ['110105194912310021', '110105194912310021'],
    ['-7', '-7'],
    ['1E-7', '0.0000001'],
    ['1E+30', '1E+30'],
  ])('number %s', (stored, shown) => {
    expect(numberText(stored)).toBe(shown);
  });

  it('shows dates without a zone, and a time only when there is one', () => {
    expect(cellText(new Date(Date.UTC(2026, 10, 21)))).toBe('2026-11-21');
    expect(cellText(new Date(Date.UTC(2026, 10, 21, 21, 35)))).toBe('2026-11-21 21:35:00');
  });

  it('shows an empty cell as nothing', () => {
    expect(cellText(null)).toBe('');
    expect(cellText(' 张三 ')).toBe('张三');
  });
});
