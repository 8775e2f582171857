import fc from 'fast-check';
import { allocate } from './allocate.js';

describe('splitting a whole into parts', () => {
  test.each([
    [120000, [3000, 600], [100000, 20000]],
    [100, [1, 1, 1], [34, 33, 33]],
    [1, [5, 5], [1, 0]],
    [0, [1, 2], [0, 0]],
    [-100, [1, 1, 1], [-34, -33, -33]],
    [7, [0, 3, 0], [0, 7, 0]],
  ])('%d by %j', (total, weights, parts) => {
    expect(allocate(total, weights)).toEqual(parts);
  });

  test('the parts sum to the whole and none is a whole unit away from its fair share', () => {
    const weights = fc.array(fc.nat({ max: 1_000_000_000 }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(fc.maxSafeInteger(), weights, (total, raw) => {
        fc.pre(raw.some((weight) => weight > 0));
        const parts = allocate(total, raw);
        const sum = raw.reduce((acc, weight) => acc + BigInt(weight), 0n);
        expect(parts.reduce((acc, part) => acc + BigInt(part), 0n)).toBe(BigInt(total));
        parts.forEach((part, index) => {
          const gap = BigInt(part) * sum - BigInt(total) * BigInt(raw[index] ?? 0);
          expect((gap < 0n ? -gap : gap) < sum).toBe(true);
        });
      }),
    );
  });

  test('nothing to weigh by, a broken weight or half a fen is an error of the caller', () => {
    expect(() => allocate(10, [])).toThrow(RangeError);
    expect(() => allocate(10, [0, 0])).toThrow(RangeError);
    expect(() => allocate(10, [1, -1])).toThrow(RangeError);
    expect(() => allocate(0.5, [1])).toThrow(RangeError);
  });
});
