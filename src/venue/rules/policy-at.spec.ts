import { policyAt } from './policy-at.js';

const rates = [
  { effectiveFrom: '2026-12-01', version: 3, value: 'eight yuan a point' },
  { effectiveFrom: '2026-01-01', version: 1, value: 'ten yuan a point' },
  { effectiveFrom: '2026-12-01', version: 4, value: 'nine yuan a point, corrected' },
  { effectiveFrom: '2026-06-01', version: 2, value: 'double' },
];

describe('the policy of a day', () => {
  test.each([
    ['2025-12-31', null],
    ['2026-01-01', 'ten yuan a point'],
    ['2026-05-31', 'ten yuan a point'],
    ['2026-06-01', 'double'],
    ['2026-11-30', 'double'],
    ['2026-12-01', 'nine yuan a point, corrected'],
    ['2030-01-01', 'nine yuan a point, corrected'],
  ])('on %s it is %s', (date, value) => {
    expect(policyAt(rates, date)).toBe(value);
  });

  test('a version recorded later for an earlier day does not replace what began after it', () => {
    const late = [...rates, { effectiveFrom: '2026-03-01', version: 9, value: 'recorded afterwards' }];
    expect(policyAt(late, '2026-03-01')).toBe('recorded afterwards');
    expect(policyAt(late, '2026-07-01')).toBe('double');
  });
});
