import { z } from 'zod';
import { DomainError } from '../../kernel/domain-error.js';
import { cellBy, defineImport, mapColumns } from './import-definition.js';
import { checkImport, importLines } from './import-reader.js';
import { readTable } from './table.js';

const wholePoints = (text: string): number => {
  if (!/^\d+$/.test(text)) throw new DomainError('points.invalid', { max: 9 });
  return Number(text);
};

const members = defineImport({
  columns: {
    name: { headers: ['会员姓名', '姓名', 'Name'], required: true },
    phone: { headers: ['手机', '手机号', 'Phone'], mask: (value) => `${value.slice(0, 3)}****` },
    points: { headers: ['积分', 'Points'], required: true },
  },
  row: z.object({
    name: z.string().min(1, 'member.name.missing'),
    phone: z.string().regex(/^(1\d{10})?$/, 'phone.invalid'),
    points: cellBy(wholePoints),
  }),
});
const table = (lines: string) => readTable(Buffer.from(lines));

describe('an import', () => {
  it('finds its columns in either language and any order, and leaves others alone', async () => {
    const lines = [];
    for await (const line of importLines(members, await table('Points,备注, 会员姓名 *\n168,老客,张三\n')))
      lines.push(line);
    expect(lines).toEqual([{ line: 2, value: { name: '张三', phone: '', points: 168 } }]);
  });

  it('is refused without a needed column, and when one stands there twice', async () => {
    expect(() => mapColumns(members, ['姓名', '手机'])).toThrow(
      new DomainError('import.columnMissing', { column: '积分' }),
    );
    expect(() => mapColumns(members, ['姓名', 'Name', '积分'])).toThrow('import.columnTwice');
  });

  it('names line, column and rule of each fault, and shows the value masked', async () => {
    const check = await checkImport(
      members,
      await table('姓名,手机号,积分\n张三,13812345678,1\n李四,23812345678,一百\n,,5\n'),
    );
    expect(check).toMatchObject({ rowCount: 3, validCount: 1, errorCount: 3 });
    expect(check.errors).toEqual([
      { line: 3, column: '手机号', code: 'phone.invalid', params: {}, value: '238****' },
      { line: 3, column: '积分', code: 'points.invalid', params: { max: 9 }, value: '一*' },
      { line: 4, column: '姓名', code: 'member.name.missing', params: {}, value: '' },
    ]);
    expect(check.sample).toEqual([{ name: '张三', phone: '13812345678', points: 1 }]);
  });

  it('counts every fault but lists a bounded number of them', async () => {
    const check = await checkImport(members, await table(`姓名,积分\n${'张三,x\n'.repeat(2_000)}`));
    expect(check.errorCount).toBe(2_000);
    expect(check.errors).toHaveLength(500);
  });

  it('hears of faults between rows from whoever inspects them', async () => {
    const seen = new Set<string>();
    const check = await checkImport(members, await table('姓名,积分\n张三,1\n张三,2\n'), ({ name }, line) => {
      const twice = seen.has(name);
      seen.add(name);
      return twice ? [{ line, column: '姓名', code: 'member.twice', params: {}, value: '张*' }] : [];
    });
    expect(check).toMatchObject({ validCount: 1, errorCount: 1, errors: [{ line: 3, code: 'member.twice' }] });
  });

  it('refuses a cell longer than any text of the venue', async () => {
    const check = await checkImport(members, await table(`姓名,积分\n${'长'.repeat(3_000)},1\n`));
    expect(check.errors).toMatchObject([{ line: 2, column: '姓名', code: 'import.cell.tooLong' }]);
  });

  it('cannot claim one header for two columns', () => {
    const column = { headers: ['姓名'] };
    expect(() => defineImport({ columns: { a: column, b: column }, row: z.unknown() })).toThrow(
      'two import columns are called 姓名',
    );
  });
});
