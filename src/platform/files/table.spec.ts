import iconv from 'iconv-lite';
import { deflateRawSync } from 'node:zlib';
import { DomainError } from '../../kernel/domain-error.js';
import { FILE_LIMITS, type FileLimits } from './file-limits.js';
import { readTable } from './table.js';
import { writeXlsx } from './xlsx-file.js';

async function read(bytes: Buffer | string, limits?: FileLimits) {
  const { kind, header, rows } = await readTable(Buffer.from(bytes), limits);
  const list = [];
  for await (const row of rows) list.push(row);
  return { kind, header, rows: list };
}

const refusal = (file: Buffer | string, limits?: FileLimits): Promise<unknown> =>
  read(file, limits).then(
    () => 'taken',
    (error: unknown) => (error instanceof DomainError ? error.code : error),
  );

interface Part {
  name: string;
  content: Buffer;
  declaredSize?: number;
}

/** An archive as workbooks are: packed parts, each behind a header, and a directory of them at the end. */
function zip(...parts: Part[]): Buffer {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  for (const { name, content, declaredSize = content.length } of parts) {
    const packed = deflateRawSync(content);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(8, 8);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(8, 10);
    entry.writeUInt32LE(Buffer.concat(files).length, 42);
    for (const [header, sizes, nameAt] of [
      [local, 18, 26],
      [entry, 20, 28],
    ] as const) {
      header.writeUInt32LE(packed.length, sizes);
      header.writeUInt32LE(declaredSize, sizes + 4);
      header.writeUInt16LE(Buffer.byteLength(name), nameAt);
    }
    files.push(local, Buffer.from(name), packed);
    directory.push(entry, Buffer.from(name));
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(Buffer.concat(directory).length, 12);
  end.writeUInt32LE(Buffer.concat(files).length, 16);
  return Buffer.concat([...files, ...directory, end]);
}

const workbook = { name: 'xl/workbook.xml', content: Buffer.from('<workbook/>') };

describe('a CSV file', () => {
  const lines = '会员姓名,手机\r\n阿依古丽·买买提,13812345678\r\n';
  const expected = {
    kind: 'csv',
    header: ['会员姓名', '手机'],
    rows: [{ line: 2, cells: ['阿依古丽·买买提', '13812345678'] }],
  };

  it.each([
    ['UTF-8', Buffer.from(lines)],
    ['UTF-8 with BOM', Buffer.from(`\ufeff${lines}`)],
    ['GB18030, as Excel saves it', iconv.encode(lines, 'gb18030')],
    ['UTF-16 with tabs, "Unicode text"', Buffer.from(`\ufeff${lines.replaceAll(',', '\t')}`, 'utf16le')],
    ['semicolons', Buffer.from(lines.replaceAll(',', ';'))],
    ['old Mac line ends', Buffer.from(lines.replaceAll('\r\n', '\r'))],
  ])('is read from %s', async (_, bytes) => {
    expect(await read(bytes)).toEqual(expected);
  });

  it('keeps a rare character that GB18030 writes in four bytes', async () => {
    expect((await read(iconv.encode('name\n王𬭎\n', 'gb18030'))).rows).toEqual([{ line: 2, cells: ['王𬭎'] }]);
  });

  it('gives the line a record starts on, across empty lines and line breaks in quotes', async () => {
    const { rows } = await read('\n名称,备注\n\n张三,"两\n行"\n李四,\n');
    expect(rows).toEqual([
      { line: 4, cells: ['张三', '两\n行'] },
      { line: 6, cells: ['李四', ''] },
    ]);
  });

  it('is refused with the line where a quotation mark was left open', async () => {
    await expect(read('a,b\n1,2\n"3,4\n5,6\n')).rejects.toMatchObject({ code: 'file.badQuotes' });
  });

  it('is refused when it is empty, too large, too long or too wide', async () => {
    expect(await refusal('')).toBe('file.empty');
    expect(await refusal('\n , \n')).toBe('file.empty');
    expect(await refusal('a\n1\n', { ...FILE_LIMITS, maxBytes: 3 })).toBe('file.tooLarge');
    expect(await refusal('a\n1\n2\n3\n', { ...FILE_LIMITS, maxRows: 2 })).toBe('file.tooManyRows');
    expect(await refusal('a\n1\n2\n', { ...FILE_LIMITS, maxRows: 2 })).toBe('taken');
    expect(await refusal(`${'a,'.repeat(200)}a\n`)).toBe('file.tooManyColumns');
  });

  it('is refused when its bytes are no text of any encoding we know', async () => {
    expect(await refusal(Buffer.from([0x61, 0x0a, 0xff, 0xff, 0x0a]))).toBe('file.encoding');
  });
});

describe('a file that is something else, whatever its name', () => {
  it.each([
    ['an old workbook', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1]), 'file.oldExcel'],
    ['a PDF', Buffer.from('%PDF-1.7'), 'file.notATable'],
    ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0]), 'file.notATable'],
    ['another zip', zip({ name: 'readme.txt', content: Buffer.from('hello') }), 'file.notATable'],
    ['a torn workbook', Buffer.from('PK\u0003\u0004 torn off in the middle'), 'file.unpacksTooLarge'],
  ])('%s', async (_, bytes, code) => {
    expect(await refusal(bytes)).toBe(code);
  });
});

describe('a workbook', () => {
  const columns = [
    { header: '姓名', kind: 'text' as const, value: (row: readonly [string, string, number]) => row[0] },
    { header: '手机', kind: 'code' as const, value: (row: readonly [string, string, number]) => row[1] },
    { header: '金额', kind: 'fen' as const, value: (row: readonly [string, string, number]) => row[2] },
  ];

  it('gives its cells as plain text with their row numbers', async () => {
    const bytes = await writeXlsx({
      columns,
      rows: [['欧阳娜娜', '13812345678', 123_450] as const, ['𬭎', '110105194912310021', 10] as const],
      watermark: (count) => `王丽 ${count} 行`,
    });
    expect(await read(bytes)).toEqual({
      kind: 'xlsx',
      header: ['姓名', '手机', '金额'],
      rows: [
        { line: 2, cells: ['欧阳娜娜', '13812345678', '1234.5'] },
        { line: 3, cells: ['𬭎', '110105194912310021', '0.1'] },
        { line: 4, cells: ['王丽 2 行', '', ''] },
      ],
    });
  });

  it('of many rows is read to its last one', async () => {
    const rows = Array.from({ length: 12_000 }, (_, index) => [`会员${index}`, '13812345678', index] as const);
    const { rows: lines } = await read(await writeXlsx({ columns, rows, watermark: (count) => `${count} 行` }));
    expect(lines).toHaveLength(12_001);
    expect(lines.at(-2)).toEqual({ line: 12_001, cells: ['会员11999', '13812345678', '119.99'] });
  }, 30_000);

  it('that unpacks to far too much is refused, also when it declares less', async () => {
    const sheet = { name: 'xl/worksheets/sheet1.xml', content: Buffer.alloc(40_000_000, 0x20) };
    const bomb = zip(workbook, sheet);
    expect(bomb.length).toBeLessThan(100_000);
    const limits = { ...FILE_LIMITS, maxUnpackedBytes: 20_000_000 };
    expect(await refusal(bomb, limits)).toBe('file.unpacksTooLarge');
    expect(await refusal(zip(workbook, { ...sheet, declaredSize: 10 }), limits)).toBe('file.unpacksTooLarge');
  });

  it('that names a row no paper would hold costs a worker, not the counter', async () => {
    const part = (name: string, xml: string) => ({ name, content: Buffer.from(xml) });
    const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
    const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
    const hostile = zip(
      part(
        'xl/workbook.xml',
        `<workbook xmlns="${main}" xmlns:r="${relations}"><sheets><sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>`,
      ),
      part(
        'xl/_rels/workbook.xml.rels',
        `<Relationships><Relationship Id="r1" Type="${relations}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
      ),
      part(
        'xl/worksheets/sheet1.xml',
        `<worksheet xmlns="${main}"><sheetData><row r="99999999999"><c r="A99999999999"><v>1</v></c></row></sheetData></worksheet>`,
      ),
    );
    expect(await refusal(hostile)).toMatch(/^file\.(damaged|unpacksTooLarge)$/);
  }, 60_000);

  it('with nothing readable inside is refused', async () => {
    expect(await refusal(zip(workbook))).toBe('file.damaged');
  });
});
