import { numbersText } from './number-text.js';

const of = (code: string, ...numbers: string[]) => numbers.map((number) => ({ code, number }));

it.each([
  ['', []],
  ['26442000000000000001', of('', '26442000000000000001')],
  ['00000007', of('A', '00000007')],
  ['00000007–00000009', of('A', '00000007', '00000008', '00000009')],
  ['00000007–00000008 00000011', of('A', '00000007', '00000008', '00000011')],
  ['00000007 00000008', [...of('A', '00000007'), ...of('B', '00000008')]],
])('says %s', (text, numbers) => {
  expect(numbersText(numbers)).toBe(text);
});
