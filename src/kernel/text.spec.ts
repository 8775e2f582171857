import fc from 'fast-check';
import { cleanText, codePointLength, stripInvisible, toHalfWidth } from './text.js';

describe('text typed or pasted at the counter', () => {
  test.each([
    ['  王丽  ', '王丽'],
    ['a\u0000b', 'ab'],
    ['\u202Egnp.exe', 'gnp.exe'],
    ['张\u200B三', '张三'],
    ['two\tblanks \n here', 'two blanks here'],
    ['\uD800half', 'half'],
    ['e\u0301', 'é'],
  ])('%j is kept as %j', (typed, kept) => {
    expect(cleanText(typed, { max: 50 })).toBe(kept);
  });

  test('a note keeps its line breaks, a name does not', () => {
    expect(cleanText('一\r\n二', { max: 10, multiline: true })).toBe('一\n二');
    expect(cleanText('一\r\n二', { max: 10 })).toBe('一 二');
  });

  test('a rare Han of four bytes counts as one; one more than the limit is refused beside its field', () => {
    expect(cleanText('𬭎'.repeat(5), { max: 5 })).toBe('𬭎'.repeat(5));
    expect(() => cleanText('𬭎'.repeat(6), { max: 5, field: 'name' })).toThrow(
      expect.objectContaining({ code: 'text.tooLong', params: { max: 5, length: 6 }, field: 'name' }),
    );
  });

  test('an empty text is kept unless it is required', () => {
    expect(cleanText(' \u0000 ', { max: 5 })).toBe('');
    expect(() => cleanText(' \u0000 ', { max: 5, required: true })).toThrow('text.required');
  });

  test('full-width digits and signs of an input method become plain ones', () => {
    expect(toHalfWidth('０１９．Ｘ　＃；')).toBe('019.X #;');
  });

  test('cleaning twice changes nothing more, whatever was typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (typed) => {
        const once = cleanText(typed, { max: 500 });
        expect(cleanText(once, { max: 500 })).toBe(once);
        expect(stripInvisible(once)).toBe(once);
        expect(codePointLength(once)).toBeLessThanOrEqual(500);
      }),
    );
  });
});
