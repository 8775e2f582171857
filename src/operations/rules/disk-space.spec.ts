import { spaceState } from './disk-space.js';

test.each([
  [99, 'bad'],
  [100, 'warn'],
  [2047, 'warn'],
  [2048, 'ok'],
])('%i MiB left on the disk: %s', (free, state) => {
  expect(spaceState(free)).toBe(state);
});
