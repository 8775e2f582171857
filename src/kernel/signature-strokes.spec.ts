import { drawnSignature, isSignature } from './signature-strokes.js';

const stroke = (...points: readonly (readonly [number, number])[]) => ({ points: points.map(([x, y]) => ({ x, y })) });

describe('a signature that a pad wrote', () => {
  test('is drawn again as lines, in a box around them; a dot is seen too', () => {
    const written = JSON.stringify([stroke([10.4, 20], [30, 40.6]), stroke([50, 10])]);
    expect(isSignature(written)).toBe(true);
    expect(drawnSignature(written)).toEqual({ viewBox: '6 6 48 39', lines: ['10,20 30,41', '50,10 50,10'] });
  });

  test.each(['', '[]', '{}', 'x', '"<svg>"', `["${'x'.repeat(200_001)}"]`])('is not %.20s', (text) => {
    expect(isSignature(text)).toBe(false);
    expect(drawnSignature(text)).toBeNull();
  });

  test('holds no point of a hand that wrote something else into the field', () => {
    for (const text of ['[1]', '[{"points":"1"}]', '[{"points":[null,{"x":"<b>","y":1}]}]'])
      expect(drawnSignature(text)).toBeNull();
  });
});
