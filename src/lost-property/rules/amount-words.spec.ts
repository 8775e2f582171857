import { amountInWords } from './amount-words.js';

test.each([
  [0, '零元整'],
  [5, '伍分'],
  [50, '伍角整'],
  [100, '壹元整'],
  [105, '壹元零伍分'],
  [12_050, '壹佰贰拾元伍角整'],
  [100_500, '壹仟零伍元整'],
  [1_000_000, '壹万元整'],
  [10_000_500, '壹拾万零伍元整'],
  [10_500_000_000, '壹亿零伍佰万元整'],
])('%i fen are %s', (fen, words) => expect(amountInWords(fen)).toBe(words));

test.each([-1, 0.5, NaN])('%p is no amount', (fen) => expect(() => amountInWords(fen)).toThrow(RangeError));
