import { restoredExpiry } from './restore-expiry.js';

test.each([
  ['long to go: unchanged', '2027-06-30', '2027-06-30'],
  ['exactly thirty days: unchanged', '2026-12-21', '2026-12-21'],
  ['a day short of it', '2026-12-20', '2026-12-21'],
  ['already expired', '2026-01-31', '2026-12-21'],
])('points given back on 21 November, %s', (_story, original, restored) => {
  expect(restoredExpiry(original, '2026-11-21', 30)).toBe(restored);
});
