import fc from 'fast-check';
import { type LotState, planReturn, planSpend, type SpentPart, splitFrom, standingOf } from './lot-split.js';

const lot = (change: Partial<LotState> = {}): LotState => ({
  lotId: 'L1',
  paidAt: 1,
  principalFen: 300_000,
  bonusFen: 60_000,
  principalLeft: 300_000,
  bonusLeft: 60_000,
  ...change,
});
const spent = (part: Partial<SpentPart>): SpentPart => ({
  lotId: 'L1',
  principalFen: 100_000,
  bonusFen: 20_000,
  listFen: 150_000,
  returnedPrincipalFen: 0,
  returnedBonusFen: 0,
  returnedListFen: 0,
  ...part,
});

describe('what a spend takes', () => {
  test('1,200 of 3,000 + 600 is 1,000 principal and 200 bonus', () => {
    expect(planSpend([lot()], 120_000, 150_000)).toEqual([
      { lotId: 'L1', principalFen: 100_000, bonusFen: 20_000, listFen: 150_000 },
    ]);
  });

  test('the oldest lot first, to its last fen; the list price is shared by what each gives', () => {
    const young = lot({ lotId: 'A', paidAt: 2 });
    const old = lot({ lotId: 'B', paidAt: 1, principalFen: 100, bonusFen: 0, principalLeft: 100, bonusLeft: 0 });
    expect(planSpend([young, old], 460, 920)).toEqual([
      { lotId: 'B', principalFen: 100, bonusFen: 0, listFen: 200 },
      { lotId: 'A', principalFen: 300, bonusFen: 60, listFen: 720 },
    ]);
  });

  test('the last fen goes to principal, and no fen is lost over many small spends', () => {
    expect(splitFrom(lot(), 1)).toMatchObject({ principalFen: 1, bonusFen: 0 });
    let left = lot();
    for (let n = 0; n < 3600; n += 1) {
      const { principalFen, bonusFen } = splitFrom(left, 100);
      left = { ...left, principalLeft: left.principalLeft - principalFen, bonusLeft: left.bonusLeft - bonusFen };
    }
    expect(left).toMatchObject({ principalLeft: 0, bonusLeft: 0 });
  });

  test('says what is missing', () => {
    expect(() => planSpend([lot()], 360_001, 360_001)).toThrow(
      expect.objectContaining({
        code: 'storedValue.short',
        params: { need: '3,600.01', have: '3,600.00', diff: '0.01' },
      }),
    );
  });

  test('what is left of the principal is its share of what is left, to the fen, however it was spent', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 500_000 }),
        fc.integer({ min: 0, max: 200_000 }),
        fc.array(fc.integer({ min: 1, max: 90_000 }), { maxLength: 20 }),
        (principalFen, bonusFen, amounts) => {
          let left = lot({ principalFen, bonusFen, principalLeft: principalFen, bonusLeft: bonusFen });
          for (const amount of amounts) {
            const fen = Math.min(amount, left.principalLeft + left.bonusLeft);
            const part = splitFrom(left, fen);
            expect(part.principalFen + part.bonusFen).toBe(fen);
            left = {
              ...left,
              principalLeft: left.principalLeft - part.principalFen,
              bonusLeft: left.bonusLeft - part.bonusFen,
            };
          }
          const whole = principalFen + bonusFen;
          const rest = left.principalLeft + left.bonusLeft;
          expect(left.principalLeft).toBe(Number((BigInt(rest) * BigInt(principalFen)) / BigInt(whole)));
          expect(left.bonusLeft).toBeGreaterThanOrEqual(0);
        },
      ),
      { numRuns: 300, seed: 20261120 },
    );
  });
});

describe('what goes back', () => {
  test('all of it is the exact mirror, the lot that was taken last first', () => {
    const parts = [spent({}), spent({ lotId: 'L2', principalFen: 7, bonusFen: 3, listFen: 11 })];
    expect(planReturn(parts, 120_010)).toEqual([
      { lotId: 'L2', principalFen: 7, bonusFen: 3, listFen: 11 },
      { lotId: 'L1', principalFen: 100_000, bonusFen: 20_000, listFen: 150_000 },
    ]);
    expect(planReturn(parts, 4)).toEqual([{ lotId: 'L2', principalFen: 3, bonusFen: 1, listFen: 4 }]);
  });

  test('piece by piece it adds up to the whole, and never more', () => {
    let part = spent({ principalFen: 10, bonusFen: 3, listFen: 17 });
    while (standingOf(part) > 0) {
      const [back] = planReturn([part], 1);
      part = {
        ...part,
        returnedPrincipalFen: part.returnedPrincipalFen + (back?.principalFen ?? 0),
        returnedBonusFen: part.returnedBonusFen + (back?.bonusFen ?? 0),
        returnedListFen: part.returnedListFen + (back?.listFen ?? 0),
      };
    }
    expect(part).toMatchObject({ returnedPrincipalFen: 10, returnedBonusFen: 3, returnedListFen: 17 });
    expect(() => planReturn([part], 1)).toThrow(expect.objectContaining({ code: 'storedValue.return.tooMuch' }));
  });
});
