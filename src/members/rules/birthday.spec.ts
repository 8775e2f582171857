import fc from 'fast-check';
import { addDays } from '../../kernel/business-day.js';
import {
  type Birthday,
  birthdayFromBirthDate,
  birthdayOn,
  birthdaysBetween,
  DEFAULT_BIRTHDAY_POLICY,
  lunarDateOf,
  parseBirthday,
} from './birthday.js';

const solar = (month: number, day: number): Birthday => ({ calendar: 'SOLAR', month, day, leap: false });
const lunar = (month: number, day: number, leap = false): Birthday => ({ calendar: 'LUNAR', month, day, leap });
const datesIn = (birthday: Birthday, year: number, policy = DEFAULT_BIRTHDAY_POLICY) =>
  birthdaysBetween(birthday, `${year}-01-01`, `${year}-12-31`, policy).map(({ date }) => date);

describe('solar birthdays', () => {
  test('29 February is kept on the 28th in common years, or on 1 March by policy', () => {
    expect(datesIn(solar(2, 29), 2027)).toEqual(['2027-02-28']);
    expect(datesIn(solar(2, 29), 2028)).toEqual(['2028-02-29']);
    expect(datesIn(solar(2, 29), 2027, { ...DEFAULT_BIRTHDAY_POLICY, feb29: 'MAR_1' })).toEqual(['2027-03-01']);
  });

  test('a range over the year end holds both sides', () => {
    expect(birthdaysBetween(solar(1, 1), '2026-12-20', '2027-01-10')).toEqual([{ date: '2027-01-01', year: 2027 }]);
    expect(birthdaysBetween(solar(12, 31), '2026-12-31', '2026-12-31')).toHaveLength(1);
    expect(birthdaysBetween(solar(6, 1), '2026-12-20', '2027-01-10')).toEqual([]);
  });
});

describe('lunar birthdays', () => {
  test.each([
    [lunar(1, 1), 2025, ['2025-01-29']],
    [lunar(1, 1), 2026, ['2026-02-17']],
    [lunar(1, 1), 2027, ['2027-02-06']],
    [lunar(1, 1), 2028, ['2028-01-26']],
    [lunar(8, 15), 2025, ['2025-10-06']],
    [lunar(8, 15), 2026, ['2026-09-25']],
    [lunar(8, 15), 2027, ['2027-09-15']],
    [lunar(11, 20), 2024, ['2024-01-01', '2024-12-20']],
    [lunar(11, 20), 2025, []],
    [lunar(11, 20), 2026, ['2026-01-08', '2026-12-28']],
    [lunar(12, 1), 2025, []],
    [lunar(12, 1), 2028, []],
    [lunar(12, 1), 2031, []],
  ])('%j in %d is on %j', (birthday, year, dates) => {
    expect(datesIn(birthday, year)).toEqual(dates);
  });

  test('two birthdays of one solar year belong to two lunar years: one gift each', () => {
    expect(birthdaysBetween(lunar(11, 20), '2024-01-01', '2024-12-31').map(({ year }) => year)).toEqual([2023, 2024]);
  });

  test('day 30 of a month of 29 days is kept on the 29th', () => {
    expect(datesIn(lunar(12, 30), 2024)).toEqual(['2024-02-09']);
    for (const lunarYear of [2024, 2025, 2026, 2027, 2028]) {
      const kept = birthdaysBetween(lunar(12, 30), `${lunarYear + 1}-01-01`, `${lunarYear + 1}-03-01`)[0];
      expect(kept?.year).toBe(lunarYear);
      expect(lunarDateOf(kept?.date ?? '')).toMatchObject({ month: 12, day: 29 });
    }
  });

  test('a birthday in a leap month is kept in the plain month, or in the leap month when there is one and policy says so', () => {
    expect(datesIn(lunar(6, 15, true), 2025)).toEqual(['2025-07-09']);
    const leapKept = { ...DEFAULT_BIRTHDAY_POLICY, leapMonth: 'LEAP_MONTH' } as const;
    expect(datesIn(lunar(6, 15, true), 2025, leapKept)).toEqual(['2025-08-08']);
    expect(datesIn(lunar(6, 15), 2025, leapKept)).toEqual(['2025-07-09']);
    expect(datesIn(lunar(6, 15, true), 2026, leapKept)).toEqual(datesIn(lunar(6, 15), 2026));
  });

  test.each([
    [2023, 2],
    [2025, 6],
    [2028, 5],
    [2031, 3],
    [2033, 11],
  ])('lunar %d has leap month %d', (year, month) => {
    const leapKept = { ...DEFAULT_BIRTHDAY_POLICY, leapMonth: 'LEAP_MONTH' } as const;
    const range = [`${year}-01-01`, `${year + 1}-03-01`] as const;
    const kept = birthdaysBetween(lunar(month, 1, true), ...range, leapKept).find((one) => one.year === year);
    expect(lunarDateOf(kept?.date ?? '')).toMatchObject({ year, month, day: 1, leap: true });
  });

  test('every lunar year has exactly one birthday', () => {
    const birthday = fc.record({
      month: fc.integer({ min: 1, max: 12 }),
      day: fc.integer({ min: 1, max: 30 }),
      leap: fc.boolean(),
    });
    fc.assert(
      fc.property(birthday, ({ month, day, leap }) => {
        const years = birthdaysBetween(lunar(month, day, leap), '2020-01-01', '2035-12-31').map(({ year }) => year);
        expect(new Set(years).size).toBe(years.length);
        for (let year = 2020; year <= 2034; year += 1) expect(years).toContain(year);
      }),
      { numRuns: 30 },
    );
  });
});

describe('the check at the door', () => {
  test('the document has a solar date, the member a lunar one: both are shown and compared', () => {
    expect(lunarDateOf('1985-03-14')).toMatchObject({ month: 1, day: 23, leap: false, text: '正月廿三' });
    expect(lunarDateOf('1995-10-01')).toMatchObject({ month: 8, day: 7, leap: true, text: '闰八月初七' });
    expect(birthdayFromBirthDate('LUNAR', '1995-10-01')).toEqual(lunar(8, 7, true));
    expect(birthdayFromBirthDate('SOLAR', '1985-03-14')).toEqual(solar(3, 14));
  });

  test('guest born on the 12th who comes at 23:00 on the 11th, on the 12th, or at 00:30 on the 13th', () => {
    expect(birthdayOn(solar(9, 12), ['2026-09-11', '2026-09-11'])).toBeNull();
    expect(birthdayOn(solar(9, 12), ['2026-09-12', '2026-09-11'])).toEqual({ date: '2026-09-12', year: 2026 });
    expect(birthdayOn(solar(9, 12), ['2026-09-13', '2026-09-12'])).toEqual({ date: '2026-09-12', year: 2026 });
    expect(birthdayOn(solar(9, 12), ['2026-09-13', '2026-09-13'])).toBeNull();
  });

  test('the lunar date of any day leads back to that day', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 40000 }), (days) => {
        const date = addDays('1940-01-01', days);
        const policy = { ...DEFAULT_BIRTHDAY_POLICY, leapMonth: 'LEAP_MONTH' } as const;
        expect(birthdayOn(birthdayFromBirthDate('LUNAR', date), [date], policy)?.date).toBe(date);
      }),
      { numRuns: 200 },
    );
  });
});

describe('a birthday typed at the counter', () => {
  test.each(['3-14', '03/14', '0314', '3月14日', '３.１４'])('%s is 14 March', (typed) => {
    expect(parseBirthday('SOLAR', typed)).toEqual(solar(3, 14));
  });

  test('only calendars that have the day take it', () => {
    expect(parseBirthday('SOLAR', '2-29')).toEqual(solar(2, 29));
    expect(parseBirthday('LUNAR', '2-30', true)).toEqual(lunar(2, 30, true));
    for (const typed of ['2-30', '13-1', '0-5', '4-31', '', '1e1', '314', '🎂']) {
      expect(() => parseBirthday('SOLAR', typed)).toThrow(
        expect.objectContaining({ code: 'members.birthday.invalid', field: 'birthday' }),
      );
    }
    expect(() => parseBirthday('LUNAR', '2-31')).toThrow('members.birthday.invalid');
  });
});
