import fc from 'fast-check';
import { addDays } from '../../kernel/business-day.js';
import { birthdayFromBirthDate } from './birthday.js';
import { checkCharacter, isValidEighteen } from './id-document.js';
import { maskBirthday, maskCardNo, maskIdNumber, maskName, maskPhone } from './masks.js';

describe('what a page shows of a person', () => {
  test.each([
    ['张三', '张*'],
    ['张三丰', '张**'],
    ['张', '张'],
    ['欧阳娜娜', '欧阳**'],
    ['欧阳锋', '欧阳*'],
    ['阿依古丽·买买提', '阿**'],
    ['John Smith', 'J**'],
    ['𬭎三', '𬭎*'],
    ['', ''],
  ])('name %s is %s', (name, masked) => {
    expect(maskName(name)).toBe(masked);
  });

  test.each([
    ['13812345678', '138****5678'],
    ['0571-87654321', '0571****4321'],
    ['010-65432100-12', '010****2100'],
    ['4001234567', '400****4567'],
    ['+85291234567', '+852****4567'],
    ['not a phone 13812345678', '****'],
  ])('phone %s is %s', (number, masked) => {
    expect(maskPhone(number)).toBe(masked);
  });

  test('documents, cards and birthdays', () => {
    expect(maskIdNumber('11010519491231002X')).toBe('1****************X');
    expect(maskIdNumber('E12345678')).toBe('E*******8');
    expect(maskIdNumber('12')).toBe('**');
    expect(maskCardNo('8800004321')).toBe('**** 4321');
    expect(maskCardNo('4321')).toBe('****');
    expect(maskBirthday({ month: 3, day: 4 })).toBe('03-04');
  });
});

/**
 * How many identity numbers fit everything a page shows: first and last character, MM-DD and the title, which tells the parity of
 * the 17th digit. An attacker is granted the list of real area codes: about 3,200, of which the first digit leaves some 400,
 * and that the guest is between 18 and 97.
 */
const REAL_AREAS_OF_A_FIRST_DIGIT = 400;

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const DIGITS = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'];

/** Counts numbers by the remainder of their weighted sum, one group of digits after another. */
function candidates(masked: string, monthDay: string, odd: boolean): number {
  const years = Array.from({ length: 80 }, (_, index) => String(1929 + index));
  const parity = DIGITS.filter((digit) => (Number(digit) % 2 === 1) === odd);
  const groups: string[][] = [
    [masked[0] ?? ''],
    DIGITS,
    DIGITS,
    DIGITS,
    DIGITS,
    DIGITS,
    years,
    [monthDay],
    DIGITS,
    DIGITS,
    parity,
  ];
  let counts: number[] = [1, ...Array<number>(10).fill(0)];
  let position = 0;
  for (const options of groups) {
    const next = Array<number>(11).fill(0);
    for (const option of options) {
      const sum = [...option].reduce((acc, digit, index) => acc + Number(digit) * (WEIGHTS[position + index] ?? 0), 0);
      counts.forEach((count, remainder) => {
        const to = (remainder + sum) % 11;
        next[to] = (next[to] ?? 0) + count;
      });
    }
    counts = next;
    position += options[0]?.length ?? 0;
  }
  const fitting = counts['10X98765432'.indexOf(masked.at(-1) ?? '')] ?? 0;
  return (fitting / 100_000) * REAL_AREAS_OF_A_FIRST_DIGIT;
}

describe('nobody can try out the number behind the mask', () => {
  const anyId = fc
    .record({
      area: fc.integer({ min: 110000, max: 659999 }),
      days: fc.integer({ min: 0, max: 28000 }),
      serial: fc.nat({ max: 999 }),
    })
    .map(({ area, days, serial }) => {
      const first17 = `${area}${addDays('1930-01-01', days).replaceAll('-', '')}${String(serial).padStart(3, '0')}`;
      return first17 + checkCharacter(first17);
    });

  test('at least a million identity numbers fit all that a page shows', () => {
    fc.assert(
      fc.property(anyId, (number) => {
        expect(isValidEighteen(number, '2026-11-21')).toBe(true);
        const birthDate = `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`;
        const monthDay = maskBirthday(birthdayFromBirthDate('SOLAR', birthDate)).replace('-', '');
        const count = candidates(maskIdNumber(number), monthDay, Number(number[16]) % 2 === 1);
        expect(count).toBeGreaterThanOrEqual(1_000_000);
      }),
      { numRuns: 200 },
    );
  });

  test('a mask of the last four would leave far fewer', () => {
    const number = '11010519491231002X';
    const withLastFour = (80 * REAL_AREAS_OF_A_FIRST_DIGIT) / 11;
    expect(withLastFour).toBeLessThan(10_000);
    expect(maskIdNumber(number)).not.toContain(number.slice(-2));
  });
});
