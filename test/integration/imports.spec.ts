import iconv from 'iconv-lite';
import { uuidv7 } from 'uuidv7';
import { CardLookup } from '../../src/cards/card-lookup.js';
import { ImportRunner } from '../../src/imports/import-runner.js';
import { ImportsModule } from '../../src/imports/imports.module.js';
import { type BatchRow, ImportsQueries } from '../../src/imports/imports.queries.js';
import { ImportsService } from '../../src/imports/imports.service.js';
import { SignOpening } from '../../src/imports/sign-opening.js';
import { faultKinds } from '../../src/imports/samples/faulty-sample.js';
import { membersSample, memberHeader } from '../../src/imports/samples/members-sample.js';
import { sampleFiles } from '../../src/imports/samples/sample-files.js';
import { slipHeader } from '../../src/imports/samples/slips-sample.js';
import { I18n } from '../../src/platform/i18n/i18n.js';
import { PersonFields } from '../../src/members/sealed-person.js';
import { Reader } from '../../src/platform/database/reader.js';
import { writeXlsx } from '../../src/platform/files/xlsx-file.js';
import { PointsOf } from '../../src/points/points-of.js';
import type { DeskContext } from '../../src/staff/desk-context.js';
import { describeOnBothDatabases } from '../support/databases.js';
import { giftRooms } from '../support/gifts.js';
import { expectBooksToBalance } from '../support/invariants.js';
import { at, hire, openHouse, type House } from '../support/people.js';
import { openRooms, type World } from '../support/world.js';

const refused = (code: string, params = {}) => expect.objectContaining({ code, params: expect.objectContaining(params) });
const TODAY = '2026-11-20';
const line = (cells: Partial<Record<string, string>>) => memberHeader.map((header) => cells[header] ?? '').join(',');
const list = (...lines: string[]) => [memberHeader.join(','), ...lines].join('\n');
const zhang = { 会员姓名: '张三丰', 手机: '13812345678', 卡号: '8830000001', 入会日期: '2024-05-01', 积分: '120', 积分有效期: '2027-01-31' };

describeOnBothDatabases('a list from a file', (db) => {
  let world: World;
  let house: House;
  let manager: DeskContext;
  let finance: DeskContext;
  let reader: Reader;
  beforeEach(async () => {
    await db.renew();
    world = await openRooms(db, [...giftRooms, ImportsModule], { at: `${TODAY}T21:35` });
    house = await openHouse(world);
    manager = at(house, await hire(house, '5001', 'CUSTOMER_SERVICE_MANAGER'));
    finance = at(house, await hire(house, '9001', 'FINANCE'));
    reader = world.get(Reader);
  });
  afterEach(async () => {
    await world.get(ImportRunner).idle();
    await expectBooksToBalance(world);
    await world.close();
  });

  const handIn = async (content: string | Buffer, kind = 'MEMBERS'): Promise<BatchRow> => {
    const bytes = typeof content === 'string' ? Buffer.from(content) : content;
    const id = await world.get(ImportsService).handIn(manager, uuidv7(), { kind, bytes, fileName: 'list.csv' });
    return batch(id);
  };
  const batch = async (id: string) => (await world.get(ImportsQueries).find(reader, house.store.id, id))!;
  const confirm = async ({ id }: BatchRow) => {
    await world.get(ImportRunner).start(manager, uuidv7(), id);
    await world.get(ImportRunner).idle();
    return batch(id);
  };
  const count = async (table: string) => (await world.one<{ n: number }>(`SELECT COUNT(*) AS n FROM ${table}`))!.n;
  const member = (cardNo: string) => world.get(CardLookup).byNumber(reader, cardNo);
  const faults = (checked: BatchRow) => checked.findings.errors.map(({ line: at, column, code }) => ({ line: at, column, code }));

  it('is checked, confirmed, and its members can be served', async () => {
    const checked = await handIn(list(line({ ...zhang, 称呼: '先生', 生日: '1985-03-14', 历法: '农历', 等级: '金卡' })));
    expect(checked).toMatchObject({ state: 'CHECKED', rowCount: 1, errorCount: 0, preview: [['张**', '138****5678', expect.any(String), 'GOLD', '120']] });
    expect(await count('person')).toBe(0);
    expect(await confirm(checked)).toMatchObject({ state: 'DONE', result: { members: 1, withPoints: 1, points: 120 } });
    const holder = await member('8830000001');
    expect(holder).toMatchObject({ cardState: 'ACTIVE', tier: 'GOLD', joinedOn: '2024-05-01', title: 'MR' });
    expect(world.get(PersonFields).birthday(holder!)).toEqual({ calendar: 'LUNAR', month: 3, day: 14, leap: false, year: null });
  });

  it('leaves nothing of the file behind, whether it came in or was thrown away', async () => {
    await confirm(await handIn(list(line(zhang))));
    const other = await handIn(list(line({ ...zhang, 卡号: '8830000002' })));
    expect(await count('import_file')).toBe(1);
    await world.get(ImportsService).discard(manager, uuidv7(), other.id);
    expect(await count('import_file')).toBe(0);
    await expect(world.get(ImportRunner).start(manager, uuidv7(), other.id)).rejects.toEqual(refused('import.notWaiting'));
  });

  it('brings points that count once Finance has signed their sum, and only then', async () => {
    const { id } = await confirm(await handIn(list(line(zhang), line({ ...zhang, 卡号: '8830000002', 积分: '30' }))));
    const membershipId = (await member('8830000001'))!.membershipId;
    expect(await world.get(PointsOf).balance(reader, membershipId)).toBe(0);
    const sign = (who: DeskContext, total: number) => world.get(SignOpening).sign(who, uuidv7(), { batchId: id, total });
    await expect(sign(finance, 149)).rejects.toEqual(refused('import.opening.mismatch'));
    await expect(sign(manager, 150)).rejects.toEqual(refused('import.opening.self'));
    expect(await sign(finance, 150)).toMatchObject({ members: 2, points: 150, documentNo: expect.stringMatching(/^QC20261120-/) });
    expect(await world.get(PointsOf).lots(reader, membershipId)).toEqual([{ lotId: '2027-01-31', expiresOn: '2027-01-31', points: 120 }]);
    await expect(sign(finance, 150)).rejects.toEqual(refused('import.opening.signed'));
  });

  it('gives points that ran out before the signature thirty days', async () => {
    const { id } = await confirm(await handIn(list(line({ ...zhang, 积分有效期: '2026-11-25' }))));
    await world.get(SignOpening).sign({ ...finance, businessDate: '2026-12-01' }, uuidv7(), { batchId: id, total: 120 });
    expect(await world.get(PointsOf).lots(reader, (await member('8830000001'))!.membershipId)).toMatchObject([{ expiresOn: '2026-12-31' }]);
  });

  it('names line and column of each fault and takes nothing in', async () => {
    const checked = await handIn(list(line(zhang), line({ ...zhang, 卡号: '8830000001', 积分: '1e3' }), line({ ...zhang, 手机: '12', 卡号: '8830000003' })));
    expect(faults(checked)).toEqual([
      { line: 3, column: '积分', code: 'count.invalid' },
      { line: 4, column: '手机', code: 'members.phone.invalid' },
    ]);
    await expect(world.get(ImportRunner).start(manager, uuidv7(), checked.id)).rejects.toEqual(refused('import.faulty', { count: 2 }));
    expect(await count('person')).toBe(0);
  });

  it('finds the same card twice in the file, and a card that somebody holds', async () => {
    await confirm(await handIn(list(line(zhang))));
    const again = await handIn(list(line(zhang), line({ ...zhang, 卡号: '8830000009' }), line({ ...zhang, 卡号: '8830000009' })));
    expect(faults(again)).toEqual([
      { line: 2, column: '卡号', code: 'card.no.used' },
      { line: 4, column: '卡号', code: 'import.twice' },
    ]);
    expect(again.warningCount).toBe(3);
  });

  it('takes in all of a file or nothing, when a card was issued between check and confirmation', async () => {
    const file = list(...Array.from({ length: 60 }, (_, n) => line({ ...zhang, 卡号: `88400001${String(n).padStart(2, '0')}` })));
    const [first, second] = [await handIn(file), await handIn(list(line({ ...zhang, 卡号: '8840000155' })))];
    await confirm(second);
    expect(await confirm(first)).toMatchObject({ state: 'FAILED', findings: { errors: [{ line: 57, code: 'card.no.used' }] } });
    expect(await count('person')).toBe(1);
  });

  it('may be confirmed twice at once and comes in once', async () => {
    const checked = await handIn(list(line(zhang)));
    const runner = world.get(ImportRunner);
    await Promise.allSettled([runner.start(manager, uuidv7(), checked.id), runner.start(manager, uuidv7(), checked.id)]);
    await runner.idle();
    expect([await count('person'), (await batch(checked.id)).state]).toEqual([1, 'DONE']);
  });

  it.each([
    ['UTF-8 with BOM', (text: string) => Buffer.from(`\ufeff${text}`)],
    ['GB18030', (text: string) => iconv.encode(text, 'gb18030')],
  ])('may be %s', async (_encoding, encode) => {
    const checked = await handIn(encode(list(line({ ...zhang, 会员姓名: '欧阳䶮' }), line({ ...zhang, 会员姓名: '阿依古丽•买买提', 卡号: '8830000002' }))));
    expect(checked).toMatchObject({ errorCount: 0, rowCount: 2 });
    await confirm(checked);
    const names = await Promise.all(['8830000001', '8830000002'].map(async (cardNo) => world.get(PersonFields).name((await member(cardNo))!)));
    expect(names).toEqual(['欧阳䶮', '阿依古丽·买买提']);
  });

  it('may be an Excel workbook with English headers', async () => {
    const columns = ['Member name', 'Phone', 'Card no', 'Joined', 'Points'].map((header, index) => ({ header, kind: 'text' as const, value: (row: string[]) => row[index] }));
    const bytes = await writeXlsx({ columns, rows: [['Anna Maria', '13812345678', '8830000001', '2025-01-02', '55']], watermark: () => '' });
    expect(await handIn(bytes)).toMatchObject({ rowCount: 1, errorCount: 0 });
  });

  it.each([
    ['a formula', { 会员姓名: '=cmd|calc' }, '会员姓名', 'members.name.invalid'],
    ['an exponent', { 积分: '1e3' }, '积分', 'count.invalid'],
    ['thirty digits', { 积分: '9'.repeat(30) }, '积分', 'count.tooLarge'],
    ['a megabyte', { 会员姓名: '长'.repeat(300_000) }, '会员姓名', 'import.cell.tooLong'],
  ])('answers %s with a message beside its cell', async (_what, cells, column, code) => {
    expect(faults(await handIn(list(line({ ...zhang, ...cells }))))).toEqual([{ line: 2, column, code }]);
  });

  it('drops marks nobody can see, and refuses a file with NUL bytes', async () => {
    const checked = await handIn(list(line({ ...zhang, 会员姓名: '\u202e张三\u200b丰' })));
    await confirm(checked);
    expect(world.get(PersonFields).name((await member('8830000001'))!)).toBe('张三丰');
    await expect(handIn(list(line({ ...zhang, 会员姓名: '张\0三' })))).rejects.toEqual(refused('file.notATable'));
  });

  it('is refused when it is no list, has no rows, or lacks a column', async () => {
    await expect(handIn('')).rejects.toEqual(refused('import.noFile'));
    await expect(handIn(memberHeader.join(','))).rejects.toEqual(refused('import.noRows'));
    await expect(handIn('会员姓名,手机\n张三,138')).rejects.toEqual(refused('import.columnMissing', { column: '卡号' }));
    await expect(handIn(Buffer.from('%PDF-1.7'))).rejects.toEqual(refused('file.notATable'));
    await expect(handIn('x', 'GIFTS')).rejects.toEqual(refused('import.kind'));
  });

  it('of slips is taken in like a push: known ones stay, different ones are conflicts', async () => {
    const slip = (no: string, cash: string) => slipHeader.map((header) => ({ 单号: no, 包厢: 'K08', 结账时间: '2026-11-19 23:10', 包厢费: cash, 现金: cash })[header as string] ?? '').join(',');
    const file = (...lines: string[]) => [slipHeader.join(','), ...lines].join('\n');
    expect(await confirm(await handIn(file(slip('J1', '100'), slip('J2', '200')), 'SLIPS'))).toMatchObject({ result: { slips: 2, new: 2 } });
    const again = await confirm(await handIn(file(slip('J1', '100'), slip('J2', '250'), slip('J3', '80')), 'SLIPS'));
    expect(again.result).toMatchObject({ new: 1, same: 1, conflicts: 1 });
    const bad = await handIn(file(slip('J4', '100').replace('2026-11-19 23:10', '2026-11-21 02:00'), slip('J5', '1.005'), slip('J5', '5')), 'SLIPS');
    expect(faults(bad)).toEqual(expect.arrayContaining([
      { line: 2, column: '结账时间', code: 'import.date.future' },
      { line: 3, column: '包厢费', code: 'money.tooPrecise' },
    ]));
  });

  it('with every kind of bad line is told every kind of fault, twenty times each', async () => {
    const checked = await handIn(sampleFiles['members-with-errors.csv'](TODAY));
    const found = new Map<string, number>();
    for (const { column, code } of checked.findings.errors) found.set(`${column} ${code}`, (found.get(`${column} ${code}`) ?? 0) + 1);
    expect(Object.fromEntries(found)).toEqual(Object.fromEntries(faultKinds.map(({ column, code }) => [`${column} ${code}`, 20])));
    const texts = I18n.load('throw');
    for (const { code, params } of checked.findings.errors) expect(texts.t('zh-CN', `error.${code}`, params)).not.toBe('');
  });

  it('of five thousand slips and two thousand members is work of seconds, and the counter is served all the while', async () => {
    let turns = 0;
    const counter = setInterval(() => (turns += 1), 1);
    const begun = process.cpuUsage();
    const members = await confirm(await handIn(iconv.encode(membersSample({ count: 2_000, seed: 7, today: TODAY }), 'gb18030')));
    const slips = await confirm(await handIn(sampleFiles['slips-5000.csv'](TODAY), 'SLIPS'));
    await world.get(SignOpening).sign(finance, uuidv7(), { batchId: members.id, total: members.result!['points'] ?? 0 });
    clearInterval(counter);
    // Processor time: the wall clock of a shared machine says more about its other guests.
    const { user, system } = process.cpuUsage(begun);
    expect((user + system) / 1_000_000).toBeLessThan(60);
    expect([members.result, slips.result]).toMatchObject([{ members: 2_000 }, { slips: 5_000, new: 5_000 }]);
    expect(turns).toBeGreaterThan(500);
  }, 180_000);
});
