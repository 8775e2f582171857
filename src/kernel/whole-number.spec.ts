import { parseCount } from './whole-number.js';

describe('a count typed by a clerk', () => {
  const rule = { min: 1, max: 99, field: 'quantity' };

  test.each([
    ['1', 1],
    ['99', 99],
    ['０７', 7],
    [' 12 ', 12],
  ])('%s is understood', (typed, count) => {
    expect(parseCount(typed, rule)).toBe(count);
  });

  test('thousands may be grouped', () => {
    expect(parseCount('10,000', { min: 0, max: 20000 })).toBe(10000);
  });

  test.each([
    ['', 'count.required'],
    ['1e3', 'count.invalid'],
    ['1.5', 'count.invalid'],
    ['∞', 'count.invalid'],
    ['🎁', 'count.invalid'],
    ['1\u0000', 'count.invalid'],
    ['\u202E1', 'count.invalid'],
    ['1,0', 'count.invalid'],
    ['-0', 'count.tooSmall'],
    ['-1', 'count.tooSmall'],
    ['0', 'count.tooSmall'],
    ['100', 'count.tooLarge'],
    ['9'.repeat(30), 'count.tooLarge'],
  ])('%j is refused with %s', (typed, code) => {
    expect(() => parseCount(typed, rule)).toThrow(expect.objectContaining({ code, field: 'quantity' }));
  });
});
