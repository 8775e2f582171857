import fc from 'fast-check';
import { splitCredit, splitTakeBack, takeBackDue } from './take-back.js';

describe('a refund takes points back', () => {
  test.each([
    ['all of it', 36, 36800, 36800, 0, 36],
    ['half of it, rounded up', 5, 5000, 2500, 0, 3],
    ['just below half a point', 10, 10000, 499, 0, 0],
    ['exactly half a point', 10, 10000, 500, 0, 1],
    ['a second refund counts from the whole', 10, 10000, 10000, 4, 6],
    ['more money than the base: no more than was credited', 10, 10000, 99999, 0, 10],
    ['nothing was credited', 0, 10000, 10000, 0, 0],
    ['a slip without a base', 0, 0, 100, 0, 0],
    ['more was already taken', 10, 10000, 1000, 5, 0],
  ])('%s', (_story, creditedPoints, baseFen, refundedFen, takenBackPoints, due) => {
    expect(takeBackDue({ creditedPoints, baseFen, refundedFen, takenBackPoints })).toBe(due);
  });

  test('many small refunds end where one large one does', () => {
    const refunds = fc.array(fc.integer({ min: 1, max: 5000 }), { minLength: 1, maxLength: 10 });
    fc.assert(
      fc.property(
        fc.nat({ max: 1000 }),
        fc.integer({ min: 1, max: 20000 }),
        refunds,
        (creditedPoints, baseFen, parts) => {
          let [refundedFen, takenBackPoints] = [0, 0];
          for (const part of parts) {
            refundedFen += part;
            takenBackPoints += takeBackDue({ creditedPoints, baseFen, refundedFen, takenBackPoints });
          }
          expect(takenBackPoints).toBe(takeBackDue({ creditedPoints, baseFen, refundedFen, takenBackPoints: 0 }));
          expect(takenBackPoints).toBeLessThanOrEqual(creditedPoints);
        },
      ),
    );
  });
});

describe('where they are taken from', () => {
  const lots = [
    { lotId: 'of the slip', points: 5 },
    { lotId: 'empty', points: 0 },
    { lotId: 'older', points: 10 },
  ];

  test('the lots in order, as far as they hold', () => {
    expect(splitTakeBack(7, lots)).toEqual({
      fromLots: [
        { lotId: 'of the slip', points: 5 },
        { lotId: 'older', points: 2 },
      ],
      debtPoints: 0,
    });
  });

  test('what is already spent becomes debt, and the next points repay it first', () => {
    expect(splitTakeBack(18, lots).debtPoints).toBe(3);
    expect(splitTakeBack(4, [])).toEqual({ fromLots: [], debtPoints: 4 });
    expect(splitCredit(10, 3)).toEqual({ repays: 3, keeps: 7 });
    expect(splitCredit(2, 3)).toEqual({ repays: 2, keeps: 0 });
    expect(splitCredit(2, 0)).toEqual({ repays: 0, keeps: 2 });
  });

  test('nothing is lost between lots and debt', () => {
    fc.assert(
      fc.property(fc.nat({ max: 100 }), fc.array(fc.nat({ max: 30 })), (points, held) => {
        const { fromLots, debtPoints } = splitTakeBack(
          points,
          held.map((one, index) => ({ lotId: String(index), points: one })),
        );
        expect(fromLots.reduce((acc, lot) => acc + lot.points, debtPoints)).toBe(points);
      }),
    );
  });
});
