import { multiplierOf } from './multiplier.js';

const policy = { tierMultiplier: { ORDINARY: '1', VIP: '1.1', GOLD: '1.2' }, birthdayMultiplier: '2' } as const;

test.each([
  ['ORDINARY', false, '1'],
  ['VIP', false, '1.1'],
  ['GOLD', false, '1.2'],
  ['ORDINARY', true, '2'],
  ['GOLD', true, '2.4'],
] as const)('%s, birthday %s: times %s', (tier, onBirthday, multiplier) => {
  expect(multiplierOf(tier, onBirthday, policy)).toBe(multiplier);
});
