import { assertWithinClaimWindow, lastClaimDate } from './claim-window.js';

describe('how long a slip can be credited', () => {
  test.each([
    ['the same night', '2026-11-21'],
    ['the next day', '2026-11-22'],
    ['the seventh day', '2026-11-28'],
    ['a till whose clock is ahead', '2026-11-20'],
  ])('%s it can', (_story, claimedOn) => {
    expect(() => assertWithinClaimWindow('2026-11-21', claimedOn, 7)).not.toThrow();
  });

  test('on the eighth day it goes to the manager', () => {
    expect(() => assertWithinClaimWindow('2026-11-21', '2026-11-29', 7)).toThrow(
      expect.objectContaining({ code: 'points.slip.late', params: { n: 7, days: 8 }, field: 'slipNo' }),
    );
    expect(lastClaimDate('2026-11-25', 7)).toBe('2026-12-02');
  });
});
