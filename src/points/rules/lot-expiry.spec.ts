import fc from 'fast-check';
import { addDays } from '../../kernel/business-day.js';
import { expiringWithin, expiryOf, isExpired, planSpend } from './lot-expiry.js';

const TODAY = '2026-11-21';
const lot = (lotId: string, expiresOn: string, points: number) => ({ lotId, expiresOn, points });

describe('when points expire', () => {
  test.each([
    ['2026-11-01', 12, '2027-11-30'],
    ['2026-11-30', 12, '2027-11-30'],
    ['2027-02-28', 12, '2028-02-29'],
    ['2026-12-31', 2, '2027-02-28'],
    ['2026-11-21', 24, '2028-11-30'],
  ])('credited on %s for %d months: to the end of %s', (creditedOn, months, last) => {
    expect(expiryOf(creditedOn, months)).toBe(last);
  });

  test('the last day still counts, the next does not', () => {
    expect(isExpired('2026-11-30', '2026-11-30')).toBe(false);
    expect(isExpired('2026-11-30', '2026-12-01')).toBe(true);
  });

  test('the list of what expires within 30 days', () => {
    const lots = [
      lot('late', addDays(TODAY, 31), 5),
      lot('last', addDays(TODAY, 30), 5),
      lot('today', TODAY, 5),
      lot('gone', addDays(TODAY, -1), 5),
      lot('spent', TODAY, 0),
    ];
    expect(expiringWithin(lots, TODAY, 30).map(({ lotId }) => lotId)).toEqual(['today', 'last']);
  });
});

describe('which points are spent', () => {
  const lots = [lot('c', '2027-06-30', 50), lot('a', '2026-11-30', 20), lot('b', '2027-01-31', 40)];

  test('the soonest to expire first', () => {
    expect(planSpend(lots, 70, TODAY)).toEqual([
      { lotId: 'a', points: 20 },
      { lotId: 'b', points: 40 },
      { lotId: 'c', points: 10 },
    ]);
    expect(planSpend(lots, 20, TODAY)).toEqual([{ lotId: 'a', points: 20 }]);
  });

  test('to the last point, but not one more', () => {
    expect(planSpend(lots, 110, TODAY)).toHaveLength(3);
    expect(() => planSpend(lots, 111, TODAY)).toThrow(
      expect.objectContaining({ code: 'points.short', params: { need: 111, have: 110, diff: 1 } }),
    );
  });

  test('points past their last day are not spent, also when the PC was off that night', () => {
    expect(planSpend(lots, 90, '2026-12-01').map(({ lotId }) => lotId)).toEqual(['b', 'c']);
    expect(() => planSpend(lots, 91, '2026-12-01')).toThrow('points.short');
  });

  test('a plan takes exactly what is asked and nobody more than it holds', () => {
    const anyLots = fc.array(fc.tuple(fc.nat({ max: 40 }), fc.nat({ max: 100 })), { maxLength: 8 });
    fc.assert(
      fc.property(anyLots, fc.nat({ max: 100 }), (raw, share) => {
        const held = raw.map(([days, points], index) => lot(String(index), addDays(TODAY, days), points));
        const asked = Math.floor((held.reduce((acc, { points }) => acc + points, 0) * share) / 100);
        const plan = planSpend(held, asked, TODAY);
        expect(plan.reduce((acc, { points }) => acc + points, 0)).toBe(asked);
        for (const { lotId, points } of plan) expect(points).toBeLessThanOrEqual(held[Number(lotId)]?.points ?? 0);
      }),
    );
  });
});
