import { placeName, roomsOf } from './places.js';
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

describe('one place, whatever it is called', () => {
  const known = ['K08', 'K8', 'A21', 'A211', '总统套房', '808'];
  test.each([
    ['A211沙发', ['A211']],
    ['A211包厢', ['A211']],
    ['ａ 211', ['A211']],
    ['k8', ['K08', 'K8']],
    ['K008茶几', ['K08', 'K8']],
    ['总统套房沙发', ['总统套房']],
    ['808房', ['808']],
    ['A2', []],
    ['A2110', []],
    ['大厅', []],
    ['', []],
  ])('%s lies in %j', (place, rooms) => expect(roomsOf(place, known)).toEqual(rooms));

  test.each([
    ['K08沙发', 'K08'],
    ['k9', 'K09'],
    ['厕所', '洗手间'],
    ['卫生间', '洗手间'],
    ['二楼厕所', '二楼洗手间'],
    ['洗手间', '洗手间'],
    ['WC', '洗手间'],
    ['8号楼梯', '8号楼梯'],
  ])('%s is counted as %s', (place, name) => expect(placeName(place, known)).toBe(name));

  test('K08 and K08沙发 are one line of the report', () => {
    const all = ['K08', 'K08沙发', 'k8'].map((place) => item({ place }));
    expect(monthReport(all, 30, ['K08']).byPlace).toEqual([{ name: 'K08', found: 3, returned: 0 }]);
  });
});
