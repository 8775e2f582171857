import { clockTime, dateLabel, dateTime, money, points, signedMoney, signedPoints } from './format.js';

describe('figures as the counter writes them', () => {
  it.each([
    [0, '0.00'],
    [5, '0.05'],
    [123_450, '1,234.50'],
    [-350, '−3.50'],
    [-5, '−0.05'],
    [9_007_199_254_740_991, '90,071,992,547,409.91'],
  ])('%d fen is %s', (fen, text) => expect(money(fen)).toBe(text));

  it('shows the sign of a change', () => {
    expect([signedMoney(100), signedMoney(0), signedMoney(-100)]).toEqual(['+1.00', '0.00', '−1.00']);
    expect([signedPoints(282), signedPoints(0), signedPoints(-1000)]).toEqual(['+282', '0', '−1,000']);
    expect(points(12_480)).toBe('12,480');
  });

  it('names the weekday of a date in the reader’s language', () => {
    expect(dateLabel('2026-11-21', 'zh-CN')).toBe('2026-11-21 周六');
    expect(dateLabel('2028-02-29', 'en')).toBe('2028-02-29 Tue');
  });

  it('tells the time of the venue’s wall, past midnight too', () => {
    expect(clockTime(Date.parse('2026-11-21T16:05:00Z'))).toBe('00:05');
    expect(dateTime(Date.parse('2026-11-21T17:30:00Z'))).toBe('2026-11-22 01:30');
  });
});
