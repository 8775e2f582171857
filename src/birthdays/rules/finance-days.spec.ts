import { drawDates, handState, returnDueOn } from './finance-days.js';

const MON_SAT = { weekdays: [1, 2, 3, 4, 5, 6], holidays: [], workdays: [] };

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
    expect(returnDueOn('2026-11-21', { weekdays: [], holidays: [], workdays: [] })).toBe('2026-11-22');
  });

  it('go back on a Sunday that was swapped for the holiday after it', () => {
    const swapped = { ...MON_SAT, holidays: ['2026-11-23'], workdays: ['2026-11-22'] };
    expect(returnDueOn('2026-11-21', swapped)).toBe('2026-11-22');
    expect(returnDueOn('2026-11-22', swapped)).toBe('2026-11-24');
  });

  it('of a guest who did not come say when they go back, and that what perished does not', () => {
    const state = (today: string, perishable = 0, onDate: string | null = '2026-11-21') =>
      handState({ onDate, perishable }, today, MON_SAT);
    expect([state('2026-11-20'), state('2026-11-21'), state('2026-11-22')]).toEqual(['later', 'later', 'missed']);
    expect([state('2026-11-23'), state('2026-11-24', 1), state('2026-11-23', 0, null)]).toEqual([
      'due',
      'spoilt',
      'standby',
    ]);
  });

  it('are drawn for the whole of a holiday before it begins, and go back after it', () => {
    const spring = { ...MON_SAT, holidays: ['2027-02-05', '2027-02-06', '2027-02-08', '2027-02-09'] };
    expect(drawDates('2027-02-04', spring)).toEqual(
      [5, 6, 7, 8, 9, 10].map((day) => `2027-02-${day < 10 ? '0' : ''}${day}`),
    );
    expect(returnDueOn('2027-02-06', spring)).toBe('2027-02-10');
  });
});
