import { assertLateAllowed } from './late-slips.js';

describe('late slips of a member in a year', () => {
  it('the third is still credited', () => expect(() => assertLateAllowed(2)).not.toThrow());
  it('the fourth is not, whoever approves', () => expect(() => assertLateAllowed(3)).toThrow('points.late.limit'));
});
