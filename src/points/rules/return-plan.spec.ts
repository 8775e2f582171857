import { returnPlan } from './return-plan.js';

describe('what is taken back', () => {
  it('comes off the credit it belongs to', () => {
    expect(
      returnPlan({ fromLots: [{ lotId: 'nov', points: 5 }], debtPoints: 0 }, [{ transferId: 'a', left: 10 }]),
    ).toEqual([{ lotId: 'nov', points: 5, relatesToId: 'a' }]);
  });

  it('goes on to the next credit of the visit, and the rest becomes debt', () => {
    const credits = [
      { transferId: 'a', left: 3 },
      { transferId: 'b', left: 10 },
    ];
    expect(returnPlan({ fromLots: [{ lotId: 'nov', points: 4 }], debtPoints: 2 }, credits)).toEqual([
      { lotId: 'nov', points: 3, relatesToId: 'a' },
      { lotId: 'nov', points: 1, relatesToId: 'b' },
      { lotId: null, points: 2, relatesToId: 'b' },
    ]);
  });

  it('is never more than was credited', () => {
    const fromLots = [{ lotId: 'nov', points: 4 }];
    expect(() => returnPlan({ fromLots, debtPoints: 0 }, [{ transferId: 'a', left: 3 }])).toThrow(RangeError);
  });
});
