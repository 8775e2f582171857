import fc from 'fast-check';
import { canonicalJson } from './canonical-json.js';

describe('one text for one meaning', () => {
  test('the order of keys and absent values do not matter; the order of a list does', () => {
    expect(canonicalJson({ b: 1, a: [2, { d: null, c: 'x' }] })).toBe('{"a":[2,{"c":"x","d":null}],"b":1}');
    expect(canonicalJson({ a: 1, b: undefined })).toBe(canonicalJson({ a: 1 }));
    expect(canonicalJson([1, 2])).not.toBe(canonicalJson([2, 1]));
    expect(canonicalJson(-0)).toBe('0');
  });

  test('text and number are different meanings', () => {
    expect(canonicalJson({ amount: '1' })).not.toBe(canonicalJson({ amount: 1 }));
  });

  test('what has no exact text is refused', () => {
    for (const value of [NaN, Infinity, 1n, () => 1, undefined, new Map()]) {
      expect(() => canonicalJson(value)).toThrow(TypeError);
    }
    let deep: unknown = 0;
    for (let level = 0; level < 100; level += 1) deep = [deep];
    expect(() => canonicalJson(deep)).toThrow(/deep/);
  });

  test('reading it back gives the same value, and writing that the same text', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), (value) => {
        const text = canonicalJson(value);
        expect(canonicalJson(JSON.parse(text))).toBe(text);
      }),
    );
  });
});
