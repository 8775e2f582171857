import { drawerEquation, lineOf } from './drawer-equation.js';

describe('what must be in the drawer', () => {
  test('float + cash in − cash out − drops', () => {
    const { lines, expectedFen } = drawerEquation([
      { kind: 'shifts.floatDrawn', amountFen: 50_000 },
      { kind: 'cards.feeTaken', amountFen: 20_000 },
      { kind: 'cards.feeTaken', amountFen: 254_200 },
      { kind: 'cards.feeReturned', amountFen: -10_000 },
      { kind: 'shifts.dropped', amountFen: -200_000 },
      { kind: 'shifts.roundedDown', amountFen: -50 },
      { kind: 'shifts.counterfeit', amountFen: -10_000 },
    ]);
    expect(lines).toEqual({
      float: 50_000,
      cashIn: 274_200,
      refunds: -10_000,
      drops: -200_000,
      rounding: -50,
      counterfeit: -10_000,
    });
    expect(expectedFen).toBe(104_150);
  });

  test('cash paid back is its own line and never shrinks the sales', () => {
    expect(
      drawerEquation([
        { kind: 'x', amountFen: 100 },
        { kind: 'x', amountFen: -100 },
      ]).lines,
    ).toMatchObject({
      cashIn: 100,
      refunds: -100,
    });
  });

  test('a float passed on is float of the drawer it comes into, and no part of what the other one should have held', () => {
    expect(drawerEquation([{ kind: 'shifts.floatPassed', amountFen: 50_000 }]).lines.float).toBe(50_000);
    expect(lineOf({ kind: 'shifts.floatPassed', amountFen: -50_000 })).toBeUndefined();
  });

  test('what settles a counted drawer is no part of what was expected', () => {
    const settling = ['shifts.countedOver', 'shifts.countedShort', 'shifts.bagged'];
    expect(drawerEquation(settling.map((kind) => ({ kind, amountFen: -5 }))).expectedFen).toBe(0);
  });

  test('a drawer nobody used holds nothing', () => {
    expect(drawerEquation([]).expectedFen).toBe(0);
  });
});
