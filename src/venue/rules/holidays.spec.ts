import { DEFAULT_LOST_PROPERTY, assertLostPropertyPolicy } from './lost-property-policy.js';
import { holidaysText, readHolidays } from './holidays.js';

const refused = (code: string) => expect.objectContaining({ code, field: 'lostProperty.officeHolidays' });

describe('days on which General Affairs is closed', () => {
  test.each([
    ['', []],
    ['2026-10-01', ['2026-10-01']],
    ['2026-09-30 ~ 2026-10-02', ['2026-09-30', '2026-10-01', '2026-10-02']],
    ['2026年10月1日至2026年10月2日、2027/1/1', ['2026-10-01', '2026-10-02', '2027-01-01']],
    ['２０２７－０１－０１\n2026-12-31,2027-01-01', ['2026-12-31', '2027-01-01']],
  ])('%j', (typed, dates) => expect(readHolidays(typed)).toEqual(dates));

  test.each([
    ['2026-02-30', 'date.invalid'],
    ['国庆', 'date.invalid'],
    ['2026-10-07~2026-10-01', 'policy.holidays'],
    ['2026-10-01~2026-10-02~2026-10-03', 'policy.holidays'],
    ['2026-01-01~2026-12-31', 'policy.holidays'],
    ['2026-01-01~2026-03-31 2027-01-01~2027-03-31', 'policy.holidays'],
  ])('not %j', (typed, code) => {
    expect(() => assertLostPropertyPolicy({ ...DEFAULT_LOST_PROPERTY, officeHolidays: readHolidays(typed) })).toThrow(
      refused(code),
    );
  });

  test('are shown as they are read', () => {
    const text = '2026-10-01~2026-10-08, 2027-01-01';
    expect(holidaysText(readHolidays(text))).toBe(text);
  });
});
