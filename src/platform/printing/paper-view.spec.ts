import { presentPaper } from './paper-view.js';
import { Receipt } from './receipt.js';

const document = {
  number: 'JF20261121-0001',
  body: new Receipt().title('积分确认单').pair('本次', '+168').toMarkup(),
  copies: [
    { name: 'customer', heading: '【客户联】' },
    { name: 'merchant', heading: '【商户联】', signature: '客人签字' },
  ],
};
const words = (copy: { lines: readonly { cells: readonly { text: string }[] }[] } | undefined): string =>
  (copy?.lines ?? []).flatMap((line) => line.cells.map((cell) => cell.text)).join(' ');

describe('the paper on screen', () => {
  it('shows every copy in its own frame, the line to sign on one of them alone', () => {
    const paper = presentPaper(document);
    expect(paper.copies.map((copy) => copy.name)).toEqual(['customer', 'merchant']);
    expect(words(paper.copies[0])).toBe('【客户联】 积分确认单 本次 +168');
    expect(words(paper.copies[1])).toContain('客人签字');
    const sign = paper.copies[1]?.lines.at(-1)?.cells;
    expect(sign?.map(({ line, text }) => [line, text])).toEqual([
      [false, '客人签字'],
      [true, ''],
    ]);
    expect(sign?.reduce((sum, { gap, span }) => sum + gap + span, 0)).toBe(48);
  });

  it('draws a QR code as the printer does, between the lines', () => {
    const body = new Receipt().text('标签').qrCode('#YW20261120-0001').text('请收好').toMarkup();
    const [copy] = presentPaper({ number: 'YW1', body, copies: [{ name: 'tag', heading: '【标签】' }] }).copies;
    const lines = copy?.lines.slice(-3) ?? [];
    expect(lines.map(({ cells, code }) => code?.text ?? cells[0]?.text)).toEqual([
      '标签',
      '#YW20261120-0001',
      '请收好',
    ]);
    expect(lines[1]?.code?.size).toBeGreaterThanOrEqual(21);
    expect(lines[1]?.code?.path).toMatch(/^(M\d+ \d+h1v1h-1z)+$/);
  });

  it('says on a reprint that it is one, the body unchanged', () => {
    const paper = presentPaper(document, { copies: ['customer'], mark: '补打 2' });
    expect(paper.copies).toHaveLength(1);
    expect(words(paper.copies[0])).toBe('【客户联】 补打 2 积分确认单 本次 +168');
  });

  it('fills the 48 columns of a line, each text on its side', () => {
    const cells = presentPaper(document).copies[0]?.lines.at(-1)?.cells;
    expect(cells).toMatchObject([
      { gap: 0, span: 4, align: 'start', text: '本次' },
      { gap: 0, span: 44, align: 'end', text: '+168' },
    ]);
  });

  it('keeps a column of figures on its right side, whatever stands in it', () => {
    const table = [{ width: 20 }, { width: 12, align: 'right' as const }, { width: 0, align: 'right' as const }];
    const body = new Receipt()
      .columns(table, ['项目', '数量', '金额'])
      .columns(table, ['酒水', '2', '1,376.00'])
      .toMarkup();
    const ends = presentPaper({ ...document, body })
      .copies[0]?.lines.slice(1)
      .map(({ cells }) => cells.slice(0, 2).reduce((sum, { gap, span }) => sum + gap + span, 0));
    expect(ends).toEqual([33, 33]);
  });

  it('shows nothing of a person who has been erased', () => {
    expect(presentPaper({ ...document, body: null }, { autoPrint: true })).toEqual({
      number: 'JF20261121-0001',
      erased: true,
      copies: [],
      autoPrint: false,
    });
  });
});
