import { closes, closingDay, figuresOf, periodAfter, totalOf } from './gift-period.js';

const DUTY = { first: 15, second: 30 };

describe('the days on which gifts are reconciled', () => {
  test.each([
    ['2026-11-01', '2026-11-15'],
    ['2026-11-15', '2026-11-15'],
    ['2026-11-16', '2026-11-30'],
    ['2026-12-30', '2026-12-30'],
    ['2026-12-31', '2027-01-15'],
    ['2026-02-16', '2026-02-28'],
    ['2028-02-16', '2028-02-29'],
    ['2026-01-31', '2026-02-15'],
  ])('%s is closed on %s', (date, day) => expect(closingDay(date, DUTY)).toBe(day));

  it('follow each other without a gap; the 31st rolls over', () => {
    expect(periodAfter(null, '2026-11-03', DUTY)).toEqual({ from: '2026-11-03', to: '2026-11-15' });
    expect(periodAfter('2026-12-15', '', DUTY)).toEqual({ from: '2026-12-16', to: '2026-12-30' });
    expect(periodAfter('2026-12-30', '', DUTY)).toEqual({ from: '2026-12-31', to: '2027-01-15' });
  });
});

test('a house may keep other days: the 8th and the last of the month', () => {
  const own = { first: 8, second: 31 };
  expect(['2026-11-08', '2026-11-09', '2026-12-31'].map((date) => closingDay(date, own))).toEqual([
    '2026-11-08',
    '2026-11-30',
    '2026-12-31',
  ]);
});

describe('a gift in hand', () => {
  it('closes to zero: what was there and was drawn is given, back, lost or still there', () => {
    const line = figuresOf(2, { DRAW: 10, DELIVER: 6, RETURN: 3, DAMAGE: 1, LOSE: 1 });
    expect(line).toMatchObject({
      opening: 2,
      drawn: 10,
      delivered: 6,
      returned: 3,
      lost: 2,
      difference: 0,
      closing: 1,
    });
    expect(closes(line)).toBe(true);
  });

  it('that comes back from the wrong guest is in hand again, also a period later', () => {
    expect(figuresOf(0, { DRAW: 1, DELIVER: 1, UNDO: 1 })).toMatchObject({ delivered: 0, closing: 1 });
    const later = figuresOf(0, { UNDO: 1, LOSE: 1 });
    expect(later).toMatchObject({ delivered: -1, lost: 1, closing: 0 });
    expect(closes(later)).toBe(true);
  });

  it('of the standby stock that goes to a guest is drawn there and gone here', () => {
    const standby = figuresOf(3, { ASSIGN: -1 });
    const guest = figuresOf(0, { ASSIGN: 1, DELIVER: 1 });
    expect(standby.closing).toBe(2);
    expect(guest).toMatchObject({ drawn: 1, delivered: 1, closing: 0 });
    expect(totalOf([standby, guest])).toMatchObject({ opening: 3, drawn: 0, delivered: 1, closing: 2 });
  });

  it('that is missing when hands are counted is a difference, and the line still closes', () => {
    const line = figuresOf(5, { COUNT: -2 });
    expect(line).toMatchObject({ difference: 2, closing: 3 });
    expect(closes(line)).toBe(true);
    expect(closes({ ...line, closing: 4 })).toBe(false);
  });
});
