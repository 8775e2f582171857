import { drawDates, returnDueOn } from './finance-days.js';

const MON_SAT = [1, 2, 3, 4, 5, 6];

describe('gifts between Finance and the night', () => {
  it('are drawn the day before', () => expect(drawDates('2026-11-18', MON_SAT)).toEqual(['2026-11-19']));

  it('are drawn on Saturday for Sunday and Monday, for Finance is away on Sunday', () => {
    expect(drawDates('2026-11-21', MON_SAT)).toEqual(['2026-11-22', '2026-11-23']);
  });

  it('are drawn on the last day of a month for the 1st', () => {
    expect(drawDates('2026-11-30', MON_SAT)).toEqual(['2026-12-01']);
  });

  it('go back on the next day on which Finance works', () => {
    expect(returnDueOn('2026-11-20', MON_SAT)).toBe('2026-11-21');
    expect(returnDueOn('2026-11-21', MON_SAT)).toBe('2026-11-23');
    expect(returnDueOn('2026-11-21', [])).toBe('2026-11-22');
  });
});
