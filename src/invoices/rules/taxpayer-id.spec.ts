import { isTaxpayerId, taxpayerId } from './taxpayer-id.js';

test.each(['91350100M000100Y43', '91110000600037341L', '91440300708461136T'])('%s proves itself', (id) =>
  expect(isTaxpayerId(id)).toBe(true),
);

test.each([
  ['91350100M000100Y44', 'a wrong last character'],
  ['91350100M000100Y4', 'one too few'],
  ['91350100M000100Y433', 'one too many'],
  ['9135O100M000100Y43', 'an O for a zero'],
  ['91350100M000010Y43', 'two characters changed places'],
  ['', 'nothing'],
])('%s is refused: %s', (id) => expect(isTaxpayerId(id)).toBe(false));

it('takes it as it is typed: small letters, blanks, full width', () => {
  expect(taxpayerId(' 91350100m000100y43 ')).toBe('91350100M000100Y43');
  expect(taxpayerId('９１３５０１００-M000100Y43')).toBe('91350100M000100Y43');
  expect(() => taxpayerId('')).toThrow('invoices.taxNo.required');
  expect(() => taxpayerId('91350100M000100Y44')).toThrow('invoices.taxNo.invalid');
});

it('notices any single character that was changed', () => {
  const id = '91350100M000100Y43';
  for (const index of id.split('').keys()) {
    const other = id[index] === '7' ? '8' : '7';
    expect(isTaxpayerId(`${id.slice(0, index)}${other}${id.slice(index + 1)}`)).toBe(false);
  }
});
