import { custodyStanding, custodyTerm, footageDaysLeft, mayHandOver } from './custody-term.js';

const office = {
  officeOpens: '09:00',
  officeCloses: '18:00',
  officeClosedOn: [6, 7],
  officeHolidays: [],
  officeWorkdays: [],
};
const hours = { ...office, dayCutoff: '06:00' };
const at = (wall: string) => Date.parse(`${wall}+08:00`);

describe('three full business days with the VIP centre (003E-042)', () => {
  // custody on Monday 2026-11-16: Tuesday, Wednesday and Thursday are the guest's
  const term = custodyTerm('2026-11-16', 3, office);

  test('end on Thursday night; General Affairs signs on Friday', () => {
    expect(term).toEqual({ lastDay: '2026-11-19', handOverOn: '2026-11-20' });
  });

  test.each([
    ['2026-11-17T23:00', 'KEEPING'],
    ['2026-11-19T05:59', 'KEEPING'],
    ['2026-11-19T11:59', 'KEEPING'],
    ['2026-11-19T12:00', 'LAST_DAY'],
    ['2026-11-20T05:59', 'LAST_DAY'],
    ['2026-11-20T06:00', 'OFFICE_CLOSED'],
    ['2026-11-20T08:59', 'OFFICE_CLOSED'],
    ['2026-11-20T09:00', 'DUE'],
    ['2026-11-20T17:59', 'DUE'],
    ['2026-11-20T18:00', 'OVERDUE'],
    ['2026-11-23T09:00', 'OVERDUE'],
  ] as const)('at %s it stands at %s', (wall, standing) => {
    expect(custodyStanding(term, at(wall), hours)).toBe(standing);
  });

  test('not a minute earlier: at 05:59 it is still the third day, at 06:00 it may be handed over', () => {
    expect(mayHandOver(term, at('2026-11-20T05:59'), '06:00')).toBe(false);
    expect(mayHandOver(term, at('2026-11-20T06:00'), '06:00')).toBe(true);
  });
});

describe('when General Affairs is closed', () => {
  test('a term that ends on Friday night waits until Monday, and the desk says so', () => {
    const term = custodyTerm('2026-11-17', 3, office);
    expect(term).toEqual({ lastDay: '2026-11-20', handOverOn: '2026-11-23' });
    expect(custodyStanding(term, at('2026-11-21T10:00'), hours)).toBe('OFFICE_CLOSED');
    expect(custodyStanding(term, at('2026-11-23T08:59'), hours)).toBe('OFFICE_CLOSED');
    expect(custodyStanding(term, at('2026-11-23T09:00'), hours)).toBe('DUE');
    expect(custodyStanding(term, at('2026-11-23T18:00'), hours)).toBe('OVERDUE');
  });

  test('a holiday is no working day: what ends before the National Day waits until it is over', () => {
    const week = ['01', '02', '03', '04', '05', '06', '07'].map((day) => `2026-10-${day}`);
    const closed = { ...hours, officeHolidays: week };
    const term = custodyTerm('2026-09-27', 3, closed);
    expect(term).toEqual({ lastDay: '2026-09-30', handOverOn: '2026-10-08' });
    expect(custodyStanding(term, at('2026-10-07T12:00'), closed)).toBe('OFFICE_CLOSED');
    expect(custodyStanding(term, at('2026-10-08T09:00'), closed)).toBe('DUE');
  });

  test('a Saturday swapped for a holiday (调休) is a working day: General Affairs signs on it', () => {
    const swapped = { ...hours, officeWorkdays: ['2026-11-21'] };
    const term = custodyTerm('2026-11-17', 3, swapped);
    expect(term.handOverOn).toBe('2026-11-21');
    expect(custodyStanding(term, at('2026-11-21T09:00'), swapped)).toBe('DUE');
    // entered after the term was fixed: the date given stays, nothing is overdue before it
    const fixed = custodyTerm('2026-11-17', 3, office);
    expect(custodyStanding(fixed, at('2026-11-21T10:00'), swapped)).toBe('OFFICE_CLOSED');
  });
  test('hours and holidays changed meanwhile move the window on, never the guest’s days', () => {
    const term = custodyTerm('2026-11-16', 3, office);
    const later = { ...hours, officeOpens: '13:00', officeCloses: '17:00', officeHolidays: ['2026-11-20'] };
    expect(custodyStanding(term, at('2026-11-19T12:00'), later)).toBe('LAST_DAY');
    expect(custodyStanding(term, at('2026-11-20T14:00'), later)).toBe('OFFICE_CLOSED');
    expect(custodyStanding(term, at('2026-11-23T12:59'), later)).toBe('OFFICE_CLOSED');
    expect(custodyStanding(term, at('2026-11-23T13:00'), later)).toBe('DUE');
    expect(custodyStanding(term, at('2026-11-23T17:00'), later)).toBe('OVERDUE');
    const saturdays = { ...hours, officeClosedOn: [7] };
    const weekend = custodyTerm('2026-11-17', 3, office);
    expect(custodyStanding(weekend, at('2026-11-21T10:00'), saturdays)).toBe('OFFICE_CLOSED');
  });

  test('a day that begins late: the third day ends first, whatever the office says', () => {
    const late = { ...hours, dayCutoff: '12:00' };
    const term = custodyTerm('2026-11-16', 3, late);
    expect(custodyStanding(term, at('2026-11-20T11:59'), late)).toBe('LAST_DAY');
    expect(custodyStanding(term, at('2026-11-20T12:00'), late)).toBe('DUE');
  });

  test('an office that never opens would hold things for ever: it is asked on the next day', () => {
    const never = { ...office, officeClosedOn: [1, 2, 3, 4, 5, 6, 7] };
    expect(custodyTerm('2026-11-16', 3, never).handOverOn).toBe('2026-11-20');
  });
});

test('the days cross a month, and a leap day counts', () => {
  expect(custodyTerm('2026-11-29', 3, office)).toEqual({ lastDay: '2026-12-02', handOverOn: '2026-12-03' });
  expect(custodyTerm('2028-02-27', 3, { ...office, officeClosedOn: [] })).toEqual({
    lastDay: '2028-03-01',
    handOverOn: '2028-03-02',
  });
});

test('CCTV can be asked for until day 30', () => {
  const found = at('2026-11-20T22:00');
  expect(footageDaysLeft(found, found)).toBe(30);
  expect(footageDaysLeft(found, at('2026-12-19T21:59'))).toBe(2);
  expect(footageDaysLeft(found, at('2026-12-20T22:00'))).toBe(0);
  expect(footageDaysLeft(found, at('2027-03-01T00:00'))).toBe(0);
});
