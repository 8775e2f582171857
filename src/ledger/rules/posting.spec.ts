import fc from 'fast-check';
import { assertPostable, assertReturnFits, balanceChanges, mirrorOf } from './posting.js';

const credit = { id: 't1', unit: 'POINT', fromAccountId: 'issued', toAccountId: 'lot of Wang', amount: 36 };

describe('what may be posted', () => {
  test('a whole positive amount from one account to another', () => {
    expect(() => assertPostable(credit)).not.toThrow();
    expect(() => assertPostable({ ...credit, relatesToId: 't0' })).not.toThrow();
  });

  test.each([0, -1, 0.5, NaN, Infinity, Number.MAX_SAFE_INTEGER + 1])('an amount of %d is stopped', (amount) => {
    expect(() => assertPostable({ ...credit, amount })).toThrow(/is none/);
  });

  test('nothing moves from an account to itself or against two originals', () => {
    expect(() => assertPostable({ ...credit, toAccountId: 'issued' })).toThrow(/two accounts/);
    expect(() => assertPostable({ ...credit, reversesId: 't0', relatesToId: 't0' })).toThrow(/one original/);
  });
});

describe('undoing', () => {
  test('an undo is the original the other way', () => {
    expect(mirrorOf(credit)).toEqual({
      unit: 'POINT',
      fromAccountId: 'lot of Wang',
      toAccountId: 'issued',
      amount: 36,
      reversesId: 't1',
    });
  });

  test('partial returns fit to the last point and not one more', () => {
    expect(() => assertReturnFits(36, 36, 0)).not.toThrow();
    expect(() => assertReturnFits(6, 36, 30)).not.toThrow();
    expect(() => assertReturnFits(7, 36, 30)).toThrow(
      expect.objectContaining({ code: 'ledger.moreThanOriginal', params: { amount: 7, left: 6 } }),
    );
    expect(() => assertReturnFits(1, 36, 36)).toThrow('ledger.moreThanOriginal');
  });
});

describe('what movements do to accounts', () => {
  test('each account once, in the order of ids', () => {
    const back = { ...credit, id: 't2', fromAccountId: 'lot of Wang', toAccountId: 'debt', amount: 6 };
    expect(balanceChanges([credit, back])).toEqual([
      ['debt', 6],
      ['issued', -36],
      ['lot of Wang', 30],
    ]);
  });

  test('the changes sum to zero, and with every undo each account is back where it was', () => {
    const raw = fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.constantFrom('x', 'y'), fc.integer({ min: 1, max: 9999 }));
    fc.assert(
      fc.property(fc.array(raw), (rows) => {
        const movements = rows.map(([fromAccountId, toAccountId, amount], index) => ({
          id: String(index),
          unit: 'FEN',
          fromAccountId,
          toAccountId,
          amount,
        }));
        expect(balanceChanges(movements).reduce((sum, [, change]) => sum + change, 0)).toBe(0);
        const undone = balanceChanges([...movements, ...movements.map(mirrorOf)]);
        expect(undone.every(([, change]) => change === 0)).toBe(true);
      }),
    );
  });
});
