import { guestCall } from './guest-call.js';

const words = { MR: '先生', MS: '女士', GUEST: '贵宾' };

test.each([
  ['张伟', 'MR', '张先生'],
  ['欧阳娜娜', 'MS', '欧阳女士'],
  ['张伟', 'GUEST', '张贵宾'],
  ['阿依古丽·买买提', 'MS', null],
  ['John Smith', 'GUEST', null],
] as const)('%s, %s is called %s before others', (name, title, called) => {
  expect(guestCall(name, title, words)).toBe(called);
});

test('in English the title comes first', () => {
  expect(guestCall('张伟', 'MR', { MR: 'Mr', MS: 'Ms', GUEST: 'Guest' }, true)).toBe('Mr 张');
});
