import { amountInWords, rmbInWords } from './amount-words.js';

test.each([
  [0, '零元整'],
  [5, '伍分'],
  [50, '伍角'],
  [100, '壹元整'],
  [105, '壹元零伍分'],
  [12_050, '壹佰贰拾元伍角'],
  [100_500, '壹仟零伍元整'],
  [1_000_000, '壹万元整'],
  [10_000_500, '壹拾万零伍元整'],
  [10_700_053, '壹拾万柒仟元伍角叁分'],
  [10_500_000_000, '壹亿零伍佰万元整'],
  [10_000_000_100, '壹亿零壹元整'],
])('%i fen are %s', (fen, words) => expect(amountInWords(fen)).toBe(words));

// the vectors of 支付结算办法 附一
test.each([
  [140_950, '人民币壹仟肆佰零玖元伍角'],
  [600_714, '人民币陆仟零柒元壹角肆分'],
  [10_700_053, '人民币壹拾万柒仟元伍角叁分'],
  [1_640_902, '人民币壹万陆仟肆佰零玖元零贰分'],
  [32_504, '人民币叁佰贰拾伍元零肆分'],
  [10_000, '人民币壹佰元整'],
  [5, '人民币伍分'],
])('%i fen on a form are %s', (fen, words) => expect(rmbInWords(fen)).toBe(words));

test.each([-1, 0.5, NaN])('%p is no amount', (fen) => expect(() => amountInWords(fen)).toThrow(RangeError));
