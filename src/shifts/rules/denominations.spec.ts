import { countsFromJson, countsToJson, countTotal, DENOMINATIONS, parseCounts } from './denominations.js';

const refused = (code: string, field: string) => expect.objectContaining({ code, field });

describe('counting notes and coins', () => {
  test('the drawer of the evening: 23 hundreds down to nine half yuan', () => {
    const counts = { 10_000: 23, 5_000: 8, 2_000: 11, 1_000: 17, 500: 6, 100: 14, 50: 9 };
    expect(countTotal(counts)).toBe(313_850);
  });

  test('one of each is 186.60 yuan; no 2 yuan, no 2 jiao, no fen', () => {
    expect(countTotal(Object.fromEntries(DENOMINATIONS.map((value) => [value, 1])))).toBe(18_660);
    expect(DENOMINATIONS).toHaveLength(8);
  });

  test('full-width digits are read, empty fields are none', () => {
    expect(parseCounts({ d10000: '２３', d5000: '', d10: ' 4 ' })).toEqual({ 10_000: 23, 10: 4 });
  });

  test('an empty drawer is counted with a nought, an empty form is no count', () => {
    expect(countTotal(parseCounts({ d10000: '0' }))).toBe(0);
    expect(() => parseCounts({ d10000: ' ' })).toThrow(refused('shifts.count.empty', 'd10000'));
  });

  test.each([
    ['1e3', 'count.invalid'],
    ['-1', 'count.tooSmall'],
    ['1.5', 'count.invalid'],
    ['99999', 'count.tooLarge'],
  ])('%j notes are none', (typed, code) => {
    expect(() => parseCounts({ d500: typed })).toThrow(refused(code, 'd500'));
  });

  test('counts are kept as they were typed, without the empty ones', () => {
    expect(countsFromJson(countsToJson({ 10_000: 2, 50: 0, 10: 7 }))).toEqual({ 10_000: 2, 10: 7 });
  });
});
