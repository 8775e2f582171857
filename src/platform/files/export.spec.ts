import { text } from 'node:stream/consumers';
import { csvCell, writeCsv } from './csv-file.js';
import type { ExportTable } from './export-table.js';

interface Line {
  name: string | null;
  card: string;
  points: number;
  fen: number;
}
const table = (rows: Line[]): ExportTable<Line> => ({
  columns: [
    { header: '姓名', kind: 'text', value: (row) => row.name },
    { header: '卡号', kind: 'code', value: (row) => row.card },
    { header: '积分', kind: 'count', value: (row) => row.points },
    { header: '金额', kind: 'fen', value: (row) => row.fen },
  ],
  rows,
  watermark: (count) => `王丽 2026-11-21 21:40 导出 ${count} 行`,
});

describe('an exported CSV', () => {
  it('opens rightly in Excel: BOM, CRLF, codes as text, money with two decimals, watermark last', async () => {
    const rows = [
      { name: '张三', card: '110105194912310021', points: -5, fen: -1_234_505 },
      { name: null, card: '88', points: 0, fen: 7 },
    ];
    expect(await text(writeCsv(table(rows)))).toBe(
      '姓名,卡号,积分,金额\r\n张三,110105194912310021\t,-5,-12345.05\r\n,88,0,0.07\r\n王丽 2026-11-21 21:40 导出 2 行\r\n',
    );
    const first: unknown = (await writeCsv(table(rows)).toArray())[0];
    expect(String(first).startsWith('\ufeff')).toBe(true);
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', ' =1', '|cmd', '＝1+1'])('makes %j harmless', (name) => {
    expect(csvCell('text', name)).toBe(`'${name}`);
  });

  it.each(['张三', 'a=b', '1-2'])('leaves %j as it is', (name) => {
    expect(csvCell('text', name)).toBe(name);
  });

  it('refuses a figure that is no whole number', async () => {
    await expect(text(writeCsv(table([{ name: '张三', card: '1', points: 0.5, fen: 0 }])))).rejects.toThrow(
      '0.5 is no whole number',
    );
  });
});
