import iconv from 'iconv-lite';
import { uuidv7 } from 'uuidv7';
import { CardLookup } from '../../src/cards/card-lookup.js';
import { ImportRunner } from '../../src/imports/import-runner.js';
import { ImportsService } from '../../src/imports/imports.service.js';
import { SignOpening } from '../../src/imports/sign-opening.js';
import { faultKinds } from '../../src/imports/samples/faulty-sample.js';
import { membersSample, memberHeader } from '../../src/imports/samples/members-sample.js';
import { slipsSample } from '../../src/imports/samples/slips-sample.js';
import { sampleFiles } from '../../src/imports/samples/sample-files.js';
import { I18n } from '../../src/platform/i18n/i18n.js';
import { PersonFields } from '../../src/members/sealed-person.js';
import { writeXlsx } from '../../src/platform/files/xlsx-file.js';
import { describeOnBothDatabases } from '../support/databases.js';
import { expectBooksToBalance } from '../support/invariants.js';
import { faults, line, list, openOffice, TODAY, zhang, type Office } from '../support/imports.js';

const refused = (code: string, params = {}) =>
  expect.objectContaining({ code, params: expect.objectContaining(params) });

describeOnBothDatabases('the file itself', (db) => {
  let office: Office;
  beforeEach(async () => {
    office = await openOffice(db);
  });
  afterEach(async () => {
    await office.world.get(ImportRunner).idle();
    await expectBooksToBalance(office.world);
    await office.world.close();
  });

  const member = (cardNo: string) => office.world.get(CardLookup).byNumber(office.reader, cardNo);

  it.each([
    ['UTF-8 with BOM', (text: string) => Buffer.from(`\ufeff${text}`)],
    ['GB18030', (text: string) => iconv.encode(text, 'gb18030')],
  ])('may be %s', async (_encoding, encode) => {
    const checked = await office.handIn(
      encode(
        list(
          line({ ...zhang, 会员姓名: '欧阳䶮' }),
          line({ ...zhang, 会员姓名: '阿依古丽•买买提', 卡号: '8830000002' }),
        ),
      ),
    );
    expect(checked).toMatchObject({ errorCount: 0, rowCount: 2 });
    await office.confirm(checked);
    const names = await Promise.all(
      ['8830000001', '8830000002'].map(async (cardNo) => office.world.get(PersonFields).name((await member(cardNo))!)),
    );
    expect(names).toEqual(['欧阳䶮', '阿依古丽·买买提']);
  });

  it('may be an Excel workbook with English headers', async () => {
    const columns = ['Member name', 'Phone', 'Card no', 'Joined', 'Points'].map((header, index) => ({
      header,
      kind: 'text' as const,
      value: (row: string[]) => row[index],
    }));
    const bytes = await writeXlsx({
      columns,
      rows: [['Anna Maria', '13812345678', '8830000001', '2025-01-02', '55']],
      watermark: () => '',
    });
    expect(await office.handIn(bytes)).toMatchObject({ rowCount: 1, errorCount: 0 });
  });

  it.each([
    ['a formula', { 会员姓名: '=cmd|calc' }, '会员姓名', 'members.name.invalid'],
    ['an exponent', { 积分: '1e3' }, '积分', 'count.invalid'],
    ['thirty digits', { 积分: '9'.repeat(30) }, '积分', 'count.tooLarge'],
    ['a megabyte', { 会员姓名: '长'.repeat(300_000) }, '会员姓名', 'import.cell.tooLong'],
  ])('answers %s with a message beside its cell', async (_what, cells, column, code) => {
    expect(faults(await office.handIn(list(line({ ...zhang, ...cells }))))).toEqual([{ line: 2, column, code }]);
  });

  it('drops marks nobody can see, and refuses a file with NUL bytes', async () => {
    const checked = await office.handIn(list(line({ ...zhang, 会员姓名: '\u202e张三\u200b丰' })));
    await office.confirm(checked);
    expect(office.world.get(PersonFields).name((await member('8830000001'))!)).toBe('张三丰');
    await expect(office.handIn(list(line({ ...zhang, 会员姓名: '张\0三' })))).rejects.toEqual(
      refused('file.notATable'),
    );
  });

  it('is refused when it is no list, has no rows, or lacks a column', async () => {
    await expect(office.handIn('')).rejects.toEqual(refused('import.noFile'));
    await expect(office.handIn(memberHeader.join(','))).rejects.toEqual(refused('import.noRows'));
    await expect(office.handIn('会员姓名,手机\n张三,138')).rejects.toEqual(
      refused('import.columnMissing', { column: '卡号' }),
    );
    await expect(office.handIn(Buffer.from('%PDF-1.7'))).rejects.toEqual(refused('file.notATable'));
    await expect(office.handIn('x', 'GIFTS')).rejects.toEqual(refused('import.kind'));
  });

  it('with every kind of bad line is told every kind of fault, twenty times each', async () => {
    const checked = await office.handIn(sampleFiles['members-with-errors.csv'](TODAY));
    const found = new Map<string, number>();
    for (const { column, code } of checked.findings.errors)
      found.set(`${column} ${code}`, (found.get(`${column} ${code}`) ?? 0) + 1);
    expect(Object.fromEntries(found)).toEqual(
      Object.fromEntries(faultKinds.map(({ column, code }) => [`${column} ${code}`, 20])),
    );
    const texts = I18n.load('throw');
    for (const { code, params } of checked.findings.errors)
      expect(texts.t('zh-CN', `error.${code}`, params)).not.toBe('');
  });

  it('leaves nothing of the file behind, whether it came in or was thrown away', async () => {
    await office.confirm(await office.handIn(list(line(zhang))));
    const other = await office.handIn(list(line({ ...zhang, 卡号: '8830000002' })));
    expect(await office.count('import_file')).toBe(1);
    await office.world.get(ImportsService).discard(office.manager, uuidv7(), other.id);
    expect(await office.count('import_file')).toBe(0);
    await expect(office.world.get(ImportRunner).start(office.manager, uuidv7(), other.id)).rejects.toEqual(
      refused('import.notWaiting'),
    );
  });

  it('takes in all of a file or nothing, when a card was issued between check and confirmation', async () => {
    const file = list(
      ...Array.from({ length: 60 }, (_, n) => line({ ...zhang, 卡号: `88400001${String(n).padStart(2, '0')}` })),
    );
    const [first, second] = [
      await office.handIn(file),
      await office.handIn(list(line({ ...zhang, 卡号: '8840000155' }))),
    ];
    await office.confirm(second);
    expect(await office.confirm(first)).toMatchObject({
      state: 'FAILED',
      findings: { errors: [{ line: 57, code: 'card.no.used' }] },
    });
    expect(await office.count('person')).toBe(1);
  });

  it('may be confirmed twice at once and comes in once', async () => {
    const checked = await office.handIn(list(line(zhang)));
    const runner = office.world.get(ImportRunner);
    await Promise.allSettled([
      runner.start(office.manager, uuidv7(), checked.id),
      runner.start(office.manager, uuidv7(), checked.id),
    ]);
    await runner.idle();
    expect([
      await office.count('person'),
      (await office.world.one<{ state: string }>('SELECT state FROM import_batch'))!.state,
    ]).toEqual([1, 'DONE']);
  });

  // both databases take the same path; PostgreSQL's statements each travel, so its list is a short one
  const size = db.kind === 'sqlite' ? { members: 2_000, slips: 5_000 } : { members: 200, slips: 500 };
  it(`of ${size.slips} slips and ${size.members} members is work of seconds, and the counter is served all the while`, async () => {
    let turns = 0;
    const counter = setInterval(() => (turns += 1), 1);
    const begun = process.cpuUsage();
    const members = await office.confirm(
      await office.handIn(iconv.encode(membersSample({ count: size.members, seed: 7, today: TODAY }), 'gb18030')),
    );
    const slips = await office.confirm(
      await office.handIn(slipsSample({ count: size.slips, seed: 11, today: TODAY }), 'SLIPS'),
    );
    await office.world
      .get(SignOpening)
      .sign(office.finance, uuidv7(), { batchId: members.id, total: members.result!['points'] ?? 0 });
    clearInterval(counter);
    // Processor time: the wall clock of a shared machine says more about its other guests.
    const { user, system } = process.cpuUsage(begun);
    expect((user + system) / 1_000_000).toBeLessThan(60);
    expect([members.result, slips.result]).toMatchObject([
      { members: size.members },
      { slips: size.slips, new: size.slips },
    ]);
    expect(turns).toBeGreaterThan(size.slips / 10);
  }, 180_000);
});
