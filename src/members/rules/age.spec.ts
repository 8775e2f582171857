import { isAdult } from './age.js';

describe('the door and the card desk', () => {
  test.each([
    ['2008-11-20', '2026-11-21', true],
    ['2008-11-21', '2026-11-21', false],
    ['2008-11-22', '2026-11-21', false],
    ['2000-02-29', '2018-02-28', false],
    ['2000-02-29', '2018-03-01', true],
    ['1949-12-31', '2026-11-21', true],
    ['2027-01-01', '2026-11-21', false],
  ])('born %s, on %s: adult %s', (birth, today, adult) => {
    expect(isAdult(birth, today)).toBe(adult);
  });

  test('the age is a setting', () => {
    expect(isAdult('2008-11-20', '2026-11-21', 20)).toBe(false);
  });
});
