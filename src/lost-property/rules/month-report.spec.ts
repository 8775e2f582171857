import { type CountedItem, monthReport } from './month-report.js';

const item = (change: Partial<CountedItem>): CountedItem => ({
  foundOn: '2026-11-20',
  place: 'K08',
  category: 'GENERAL',
  state: 'VIP_CUSTODY',
  returnedOn: null,
  ...change,
});

test('an empty month is all zeros and no division', () => {
  expect(monthReport([], 30)).toMatchObject({ found: 0, returned: 0, ratePercent: 0, medianDays: null, byPlace: [] });
  expect(monthReport([], 30).days).toHaveLength(30);
});

test('rate, median and shares; a mistaken entry is not counted', () => {
  const report = monthReport(
    [
      item({ state: 'CLAIMED', returnedOn: '2026-11-20' }),
      item({ state: 'MAILED', returnedOn: '2026-11-23', place: 'K09' }),
      item({ state: 'CLAIMED', foundOn: '2026-11-30', returnedOn: '2026-12-10' }),
      item({}),
      item({ state: 'WITHDRAWN' }),
    ],
    30,
  );
  expect(report).toMatchObject({ found: 4, returned: 3, ratePercent: 75, medianDays: 3 });
  expect(report.waits.map(({ count }) => count)).toEqual([1, 0, 1, 0, 1]);
  expect(report.byPlace).toEqual([
    { name: 'K08', found: 3, returned: 2 },
    { name: 'K09', found: 1, returned: 1 },
  ]);
  expect(report.days[19]).toEqual({ day: 20, found: 3, returned: 2 });
  expect(report.days[29]).toEqual({ day: 30, found: 1, returned: 1 });
});
