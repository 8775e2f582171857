import { safePath } from './safe-path.js';

describe('the page to come back to', () => {
  it.each(['/', '/members/0199', '/points?visit=1#lines'])('%s is ours', (path) => {
    expect(safePath(path)).toBe(path);
  });

  it.each([
    '//evil.example',
    '/\\evil.example',
    'https://evil.example',
    'javascript:1',
    '',
    '/a\r\nset-cookie: x',
    '/\t/evil',
    undefined,
    7,
  ])('%j leads to the desk instead', (path) => {
    expect(safePath(path)).toBe('/');
  });
});
