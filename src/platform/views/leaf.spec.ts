import { leafOf, PAGE, skipOf } from './leaf.js';

const read = (count: number) => Array.from({ length: count }, (_, index) => index);
const at = (skip: number) => `/x?skip=${skip}`;

test.each([
  [PAGE, 0, PAGE, undefined],
  [PAGE + 1, 0, PAGE, { previous: undefined, next: '/x?skip=50', text: '1–50' }],
  [PAGE + 1, 50, PAGE, { previous: '/x?skip=0', next: '/x?skip=100', text: '51–100' }],
  [1, 30, 1, { previous: '/x?skip=0', next: undefined, text: '31–31' }],
  [0, 50, 0, { previous: '/x?skip=0', next: undefined, text: '50' }],
])('%i read after %i: %i lines on the page', (count, skip, lines, leaf) => {
  const page = leafOf(read(count), skip, at);
  expect([page.rows.length, page.leaf]).toEqual([lines, leaf]);
});

test.each([undefined, '', '-1', 'x', '1e9', '12345678'])('%s begins at the beginning', (typed) => {
  expect(skipOf(typed)).toBe(0);
});
