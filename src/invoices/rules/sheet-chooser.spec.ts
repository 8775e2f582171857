import fc from 'fast-check';
import { chooseSheets } from './sheet-chooser.js';

const full = [100, 50, 20, 10, 5, 2, 1].map((yuan) => ({ denominationFen: yuan * 100, sheets: 50 }));
const chosen = (fen: number, stock = full) =>
  chooseSheets(fen, stock).sheets.map(({ denominationFen, count }) => [denominationFen / 100, count]);

it('covers 168.50 with six sheets and says that 0.50 is not covered', () => {
  expect(chosen(16_850)).toEqual([
    [100, 1],
    [50, 1],
    [10, 1],
    [5, 1],
    [2, 1],
    [1, 1],
  ]);
  expect(chooseSheets(16_850, full)).toMatchObject({ coveredFen: 16_800, restFen: 50 });
});

it('finds three twos where a five would leave a yuan open', () => {
  const odd = [
    { denominationFen: 500, sheets: 9 },
    { denominationFen: 200, sheets: 9 },
  ];
  expect(chosen(600, odd)).toEqual([[2, 3]]);
});

it('never covers more than there is in stock, nor more than was paid', () => {
  expect(chooseSheets(30_000, [{ denominationFen: 10_000, sheets: 2 }])).toMatchObject({
    coveredFen: 20_000,
    restFen: 10_000,
  });
  expect(chooseSheets(9_900, [{ denominationFen: 10_000, sheets: 2 }])).toMatchObject({
    coveredFen: 0,
    restFen: 9_900,
  });
  expect(chooseSheets(5_000, [])).toEqual({ sheets: [], coveredFen: 0, restFen: 5_000 });
  expect(chooseSheets(0, full)).toEqual({ sheets: [], coveredFen: 0, restFen: 0 });
});

it('lays down a large bill in the largest sheets', () => {
  const large = [{ denominationFen: 10_000, sheets: 500 }, ...full.slice(1)];
  expect(chosen(3_000_100, large)).toEqual([
    [100, 300],
    [1, 1],
  ]);
});

it('is as good as trying everything', () => {
  const stock = fc.array(
    fc.record({ denominationFen: fc.constantFrom(100, 200, 500, 1000, 2000), sheets: fc.nat({ max: 4 }) }),
    { maxLength: 5 },
  );
  fc.assert(
    fc.property(fc.nat({ max: 6_000 }), stock, (amountFen, sheets) => {
      const choice = chooseSheets(amountFen, sheets);
      expect([choice.coveredFen, choice.sheets.reduce((sum, { count }) => sum + count, 0)]).toEqual(
        tryEverything(Math.floor(amountFen / 100) * 100, sheets),
      );
      expect(choice.coveredFen + choice.restFen).toBe(amountFen);
    }),
    { numRuns: 200, seed: 65 },
  );
});

/** The best sum not above the target, and the fewest sheets that make it. */
function tryEverything(target: number, stock: readonly { denominationFen: number; sheets: number }[]) {
  let reached = new Map<number, number>([[0, 0]]);
  for (const { denominationFen, sheets } of stock) {
    const next = new Map(reached);
    for (const [sum, used] of reached) {
      for (let count = 1; count <= sheets && sum + count * denominationFen <= target; count += 1) {
        const at = sum + count * denominationFen;
        if ((next.get(at) ?? Infinity) > used + count) next.set(at, used + count);
      }
    }
    reached = next;
  }
  const best = Math.max(...reached.keys());
  return [best, reached.get(best)];
}
