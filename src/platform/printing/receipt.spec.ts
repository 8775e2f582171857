import { Receipt, RECEIPT_COLUMNS, escapeText } from './receipt.js';
import { previewLines } from './receipt-preview.js';

const shown = (receipt: Receipt): string[] =>
  previewLines(receipt.toMarkup()).map((line) =>
    line.kind === 'text' ? line.segments.map((segment) => segment.text).join(' ') : line.kind,
  );

describe('a receipt', () => {
  it('shows title, pairs, rules and a line to sign', () => {
    const receipt = new Receipt().title('积分确认单').rule().pair('会员', '张先生').blank().signature('客人签字');
    expect(shown(receipt)).toEqual([
      '积分确认单',
      'rule',
      '会员 张先生',
      'blank',
      'blank',
      'blank',
      `客人签字 ${'_'.repeat(33)}`,
    ]);
  });

  it('gives a long label the room it needs, or a line of its own', () => {
    const receipt = new Receipt()
      .pair('商户联(全部单据)', '3 / 3')
      .pair('发票本 144031900119-1:已开 0,作废 0,剩 50', '00000001–00000050');
    expect(shown(receipt)).toEqual([
      '商户联(全部单据) 3 / 3',
      '发票本 144031900119-1:已开 0,作废 0,剩 50',
      '00000001–00000050',
    ]);
  });

  it('puts the value of a pair at the right edge, a Han character counting two columns', () => {
    const [line] = previewLines(new Receipt().pair('本次积分', '+168').toMarkup());
    expect(line).toEqual({
      kind: 'text',
      segments: [
        { at: 1, span: 8, align: 'start', text: '本次积分', strong: false, wide: false, tall: false },
        { at: 45, span: 4, align: 'end', text: '+168', strong: false, wide: false, tall: false },
      ],
    });
  });

  it('wraps a long name inside its column and never beyond the paper', () => {
    const lines = previewLines(new Receipt().pair('姓名', '阿依古丽·买买提'.repeat(4)).toMarkup());
    expect(lines.length).toBeGreaterThan(1);
    for (const line of lines) {
      if (line.kind !== 'text') throw new Error(`a ${line.kind} in a name`);
      for (const { at, span } of line.segments) expect(at + span - 1).toBeLessThanOrEqual(RECEIPT_COLUMNS);
    }
  });

  it('refuses a table row with a missing cell', () => {
    expect(() => new Receipt().columns([{ width: 10 }, { width: 0 }], ['只有一格'])).toThrow(
      '2 columns were given 1 cells',
    );
  });
});

describe('what somebody typed', () => {
  it.each([
    '===',
    '---',
    '{command:\\x1b@}',
    '|a|b|',
    '"粗" _线_ `反` ^大^',
    '~',
    '\\n',
    '\\x1b',
    '{code:1}',
    '{image:AAAA}',
  ])('is printed as it stands: %s', (text) => {
    expect(shown(new Receipt().text(text))).toEqual([text]);
    expect(shown(new Receipt().heading(text))).toEqual([text]);
  });

  it('loses line breaks, control characters and direction overrides', () => {
    expect(escapeText('张\r\n三\u0000\u202e王\u200b')).toBe('张 三 王');
    expect(shown(new Receipt().text('张三\n='))).toEqual(['张三 =']);
  });

  it('is cut at a length no name has', () => {
    expect(escapeText('长'.repeat(10_000))).toHaveLength(500);
  });
});
