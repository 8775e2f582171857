import fc from 'fast-check';
import { statementOf } from './statement.js';

const itself = (amount: number) => amount;

describe('a statement', () => {
  it('runs from the opening to the closing balance', () => {
    const { lines, into, outOf, closing } = statementOf(100, [50, -30], itself);
    expect(lines.map(({ balance }) => balance)).toEqual([150, 120]);
    expect([into, outOf, closing]).toEqual([50, 30, 120]);
  });

  it('is its opening when nothing moved', () =>
    expect(statementOf(7, [], itself)).toMatchObject({ closing: 7, into: 0, outOf: 0 }));

  it('always adds up', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -500, max: 500 }),
        fc.array(fc.integer({ min: -900, max: 900 })),
        (opening, moved) => {
          const { into, outOf, closing, lines } = statementOf(opening, moved, itself);
          expect(opening + into - outOf).toBe(closing);
          expect(lines.at(-1)?.balance ?? opening).toBe(closing);
        },
      ),
    );
  });
});
