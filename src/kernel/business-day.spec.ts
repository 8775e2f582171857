import fc from 'fast-check';
import { DateTime } from 'luxon';
import {
  addDays,
  addMonthsEnd,
  calendarDate,
  daysBetween,
  endOfMonth,
  isPlainDate,
  parsePlainDate,
  proposedBusinessDate,
  weekday,
} from './business-day.js';

const at = (iso: string) => DateTime.fromISO(iso, { zone: 'Asia/Shanghai' }).toMillis();
const anyDate = fc.integer({ min: -40000, max: 60000 }).map((days) => addDays('2000-01-01', days));

describe('the business date at the cut-off', () => {
  test.each([
    ['2026-11-21T23:00', '2026-11-21'],
    ['2026-11-22T00:30', '2026-11-21'],
    ['2026-11-22T05:59:59.999', '2026-11-21'],
    ['2026-11-22T06:00', '2026-11-22'],
    ['2027-01-01T02:00', '2026-12-31'],
    ['2028-03-01T01:00', '2028-02-29'],
  ])('%s belongs to %s', (iso, date) => {
    expect(proposedBusinessDate(at(iso))).toBe(date);
  });

  test('the calendar date turns at midnight of the venue, not of Greenwich', () => {
    expect(calendarDate(at('2026-11-22T00:00'))).toBe('2026-11-22');
    expect(calendarDate(at('2026-11-21T23:59:59.999'))).toBe('2026-11-21');
    expect(calendarDate(at('2026-11-22T00:30'), 'UTC')).toBe('2026-11-21');
  });

  test('another cut-off is a setting', () => {
    expect(proposedBusinessDate(at('2026-11-22T07:59'), '08:00')).toBe('2026-11-21');
    expect(proposedBusinessDate(at('2026-11-22T00:00'), '00:00')).toBe('2026-11-22');
  });
});

describe('plain dates', () => {
  test('only real days are dates', () => {
    expect(isPlainDate('2028-02-29')).toBe(true);
    expect(isPlainDate('2000-02-29')).toBe(true);
    for (const wrong of ['2027-02-29', '1900-02-29', '2026-13-01', '2026-04-31', '2026-1-1', '2026-01-00', '']) {
      expect(isPlainDate(wrong)).toBe(false);
    }
  });

  test.each([
    ['2026/1/5', '2026-01-05'],
    ['2026.1.5', '2026-01-05'],
    ['20260105', '2026-01-05'],
    ['２０２６-０１-０５', '2026-01-05'],
    ['2026年1月5日', '2026-01-05'],
  ])('%s is understood', (typed, date) => {
    expect(parsePlainDate(typed)).toBe(date);
  });

  test.each(['', '2026-02-30', '2026-1/5', '26-01-05', '1e3', '9'.repeat(30)])('%j is refused', (typed) => {
    expect(() => parsePlainDate(typed, 'from')).toThrow(
      expect.objectContaining({ code: 'date.invalid', field: 'from' }),
    );
  });

  test('a month later than the 31st is the last day of that month', () => {
    expect(addMonthsEnd('2026-01-31', 1)).toBe('2026-02-28');
    expect(addMonthsEnd('2027-12-31', 2)).toBe('2028-02-29');
    expect(addMonthsEnd('2000-02-29', 216)).toBe('2018-02-28');
    expect(addMonthsEnd('2026-03-15', -15)).toBe('2024-12-15');
    expect(endOfMonth('2028-02-01')).toBe('2028-02-29');
  });

  test('arithmetic agrees with luxon on every day', () => {
    fc.assert(
      fc.property(anyDate, fc.integer({ min: -5000, max: 5000 }), fc.integer({ min: -300, max: 300 }), (date, n, m) => {
        const reference = DateTime.fromISO(date, { zone: 'utc' });
        expect(addDays(date, n)).toBe(reference.plus({ days: n }).toISODate());
        expect(addMonthsEnd(date, m)).toBe(reference.plus({ months: m }).toISODate());
        expect(weekday(date)).toBe(reference.weekday);
        expect(daysBetween(date, addDays(date, n))).toBe(n);
      }),
    );
  });

  test('a date that is none is an error of the caller', () => {
    expect(() => addDays('2026-02-30', 1)).toThrow(RangeError);
  });
});
