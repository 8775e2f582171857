import { formsIn, plainText, postForm } from './html.js';

const page = `
<form method="post" action="/members"><input type="hidden" name="_csrf" value="a&amp;b">
  <input name="name" value="&#x5F20;&quot;三&quot;" required><input type="checkbox" name="consent" value="yes">
  <input type="radio" name="title" value="MR" checked /><input type="radio" name="title" value="MS">
  <textarea name="note">
a &lt; b</textarea>
  <select name="kind"><option value="MEMBER">会员卡</option><option value="STUDENT" selected>学生卡</option></select>
  <button name="go" value="1">办卡</button></form>
<form action="/search"><input name="q"></form>`;

test('a form sends what a browser would send on Enter', () => {
  expect(postForm(page, '/members').fields).toEqual({
    _csrf: 'a&b',
    name: '张"三"',
    title: 'MR',
    note: 'a < b',
    kind: 'STUDENT',
  });
});

test('a form without a method is a GET form', () => {
  expect(formsIn(page)[1]).toEqual({ method: 'get', action: '/search', fields: { q: '' } });
});

test('a form that is not there is refused, with those that are', () => {
  expect(() => postForm(page, '/search')).toThrow('posts to: /members, /search');
});

test('the words of a page come without markup', () => {
  expect(plainText('<p>积分 <b>1&nbsp;200</b></p>\n<p>元</p>')).toBe('积分 1 200 元');
});
