import fc from 'fast-check';
import { undoPlan } from './undo-plan.js';

const spent = [
  { transferId: 'nov', expiresOn: '2027-11-30', points: 40 },
  { transferId: 'dec', expiresOn: '2026-12-31', points: 60 },
];
const on = (today: string, debtPoints = 0) => ({ today, minDays: 30, debtPoints });

describe('an undone redemption', () => {
  it('gives points back as they were', () => {
    expect(undoPlan(spent, on('2026-11-20'))).toEqual({ mirrored: ['dec', 'nov'], others: [] });
  });

  it('gives at least thirty days for points that would expire sooner', () => {
    expect(undoPlan(spent, on('2026-12-20'))).toEqual({
      mirrored: ['nov'],
      others: [{ transferId: 'dec', points: 60, expiresOn: '2027-01-19' }],
    });
  });

  it('gives thirty days for points that have expired', () => {
    expect(undoPlan(spent.slice(1), on('2027-03-01')).others).toEqual([
      { transferId: 'dec', points: 60, expiresOn: '2027-03-31' },
    ]);
  });

  it('repays a debt first, with what expires soonest', () => {
    expect(undoPlan(spent, on('2026-11-20', 70))).toEqual({
      mirrored: [],
      others: [
        { transferId: 'dec', points: 60, expiresOn: null },
        { transferId: 'nov', points: 10, expiresOn: null },
        { transferId: 'nov', points: 30, expiresOn: '2027-11-30' },
      ],
    });
  });

  it('gives back every point once', () => {
    const lot = fc.record({
      transferId: fc.uuid(),
      points: fc.integer({ min: 1, max: 500 }),
      expiresOn: fc.constantFrom('2026-11-30', '2027-01-31', '2027-11-30'),
    });
    fc.assert(
      fc.property(
        fc.uniqueArray(lot, { selector: ({ transferId }) => transferId }),
        fc.nat({ max: 900 }),
        (lots, debt) => {
          const { mirrored, others } = undoPlan(lots, on('2026-11-20', debt));
          const back = new Map(lots.map(({ transferId }) => [transferId, 0]));
          for (const { transferId, points } of others) back.set(transferId, (back.get(transferId) ?? 0) + points);
          for (const { transferId, points } of lots) if (mirrored.includes(transferId)) back.set(transferId, points);
          expect([...back.values()]).toEqual(lots.map(({ points }) => points));
        },
      ),
    );
  });
});
