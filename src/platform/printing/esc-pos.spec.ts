import iconv from 'iconv-lite';
import { frameCopies } from './copy-frame.js';
import { toEscPos } from './esc-pos.js';
import { printerTestPage } from './printer-test.js';
import { previewLines } from './receipt-preview.js';
import { signaturePicture } from './signature-picture.js';
import { Receipt } from './receipt.js';

const CUT = Buffer.from([0x1d, 0x56, 0x42, 0x00]);
const has = (bytes: Buffer, text: string): boolean => bytes.includes(iconv.encode(text, 'gb18030'));
const count = (bytes: Buffer, part: Buffer): number =>
  bytes.toString('latin1').split(part.toString('latin1')).length - 1;

describe('bytes for the receipt printer', () => {
  it('start the printer, carry the text in GB18030 and cut the paper', () => {
    const bytes = toEscPos(new Receipt().title('积分确认单').pair('会员', '张先生').toMarkup());
    expect(bytes.subarray(0, 2)).toEqual(Buffer.from([0x1b, 0x40]));
    expect(has(bytes, '积分确认单')).toBe(true);
    expect(has(bytes, '张先生')).toBe(true);
    expect(count(bytes, CUT)).toBe(1);
  });

  it('cut between two copies printed in one go', () => {
    const copies = [
      { name: 'customer', heading: '【客户联】请客人收好' },
      { name: 'merchant', heading: '【商户联】请客人签字后留存', signature: '客人签字' },
    ];
    const bytes = toEscPos(frameCopies(new Receipt().text('JF20261121-0001').toMarkup(), copies, null));
    expect(count(bytes, CUT)).toBe(2);
    expect(count(bytes, Buffer.from('JF20261121-0001'))).toBe(2);
    expect(count(bytes, iconv.encode('客人签字', 'gb18030'))).toBeGreaterThanOrEqual(1);
  });

  it('carry a signature as dots, as it was drawn', async () => {
    const strokes = (points: object[]) => JSON.stringify([{ points }]);
    const png =
      (await signaturePicture(
        strokes([
          { x: 0, y: 0 },
          { x: 300, y: 90 },
        ]),
      )) ?? '';
    const markup = new Receipt().text('领取人签字').picture(png).toMarkup();
    expect(previewLines(markup).map(({ kind }) => kind)).toEqual(['text', 'picture']);
    const bytes = toEscPos(markup);
    const at = bytes.indexOf(Buffer.from([0x1d, 0x38, 0x4c]));
    const dots = bytes.subarray(at + 17, at + 17 + (384 / 8) * 140);
    const black = [...dots].reduce((sum, byte) => sum + byte.toString(2).replaceAll('0', '').length, 0);
    expect(black).toBeGreaterThan(300);
    expect(black).toBeLessThan(384 * 20);
    expect(await signaturePicture('[]')).toBeNull();
    expect(() => new Receipt().picture('}|x')).toThrow('PNG');
  });

  it('spell a rare name character the printer has no glyph for, and mark what cannot be spelt', () => {
    const markup = new Receipt().text('张𬭎 😀').toMarkup();
    expect(
      has(
        toEscPos(markup, (char) => (char === '𬭎' ? 'hong' : undefined)),
        '张HONG 〓',
      ),
    ).toBe(true);
    expect(
      has(
        toEscPos(markup, () => undefined),
        '张〓 〓',
      ),
    ).toBe(true);
  });

  it('use the yuan sign that GBK has', () => {
    expect(has(toEscPos(new Receipt().total('合计', '¥1,234.50').toMarkup()), '￥1,234.50')).toBe(true);
  });

  it('draw a QR code of a number, which the text of the preview leaves out, and refuse any other text in it', () => {
    const plain = toEscPos(new Receipt().text('标签').toMarkup());
    const markup = new Receipt().text('标签').qrCode('#YW20261120-0001').toMarkup();
    expect(toEscPos(markup).length).toBeGreaterThan(plain.length + 1000);
    expect(previewLines(markup).filter(({ kind }) => kind === 'text')).toHaveLength(1);
    for (const text of ['', '1;option:x', '1}\n{command:x', '张三'])
      expect(() => new Receipt().qrCode(text)).toThrow('carries a number');
  });

  it('let nobody open the drawer or send a command from a name', () => {
    const bytes = toEscPos(new Receipt().text('\u001bp\u0000\u0019 {command:\\x1bp0} \\x1bp').toMarkup());
    expect(bytes.includes(Buffer.from([0x1b, 0x70]))).toBe(false);
  });

  it('make a test page that shows the width of the paper', () => {
    const bytes = toEscPos(printerTestPage({ title: '打印测试', lines: ['前台打印机'] }).toMarkup());
    expect(has(bytes, '123456789012345678901234567890123456789012345678')).toBe(true);
    expect(has(bytes, '打印测试')).toBe(true);
  });
});
