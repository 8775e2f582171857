import { salutation } from './salutation.js';

const words = { MR: '先生', MS: '女士', GUEST: '贵宾' };

describe('calling a guest', () => {
  test.each([
    ['张三', 'MR', '张先生'],
    ['欧阳娜娜', 'MS', '欧阳女士'],
    ['阿依古丽·买买提', 'MS', '阿依古丽·买买提女士'],
    ['John Smith', 'MR', 'John Smith 先生'],
  ] as const)('%s with title %s is %s', (name, title, said) => {
    expect(salutation(name, title, words)).toBe(said);
  });

  test('a title that was not given is never guessed from the name', () => {
    expect(salutation('王丽', 'GUEST', words)).toBe('贵宾');
  });

  test('the venue chooses its own word for ladies', () => {
    expect(salutation('王丽', 'MS', { ...words, MS: '小姐' })).toBe('王小姐');
  });
});
