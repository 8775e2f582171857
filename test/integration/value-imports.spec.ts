import { uuidv7 } from 'uuidv7';
import { membersSample } from '../../src/imports/samples/members-sample.js';
import { sampleFiles } from '../../src/imports/samples/sample-files.js';
import { SignValues } from '../../src/imports/sign-values.js';
import { Lots } from '../../src/stored-value/lots.js';
import { InvoicedLots } from '../../src/stored-value/refund/invoiced-lots.js';
import { RefundLots } from '../../src/stored-value/refund/refund-lots.js';
import { DEFAULT_REFUND_POLICY } from '../../src/venue/rules/refund-policy.js';
import { describeOnBothDatabases } from '../support/databases.js';
import { faults, list, line, type Office, openOffice, zhang } from '../support/imports.js';
import { expectBooksToBalance } from '../support/invariants.js';
import { refused } from '../support/points.js';

const header = '卡号,余额,本金,赠送金,充值日期,是否已开票,充值约定,等级来历,冷静期天数,退卡扣减,约定年利率';
const values = (...rows: string[]) => [header, ...rows].join('\n');

describeOnBothDatabases('stored value of the old system', (db) => {
  let office: Office;
  beforeAll(async () => {
    office = await openOffice(db);
    await office.confirm(
      await office.handIn(
        list(
          line({ ...zhang, 等级: '贵宾', 等级来历: '老会员' }),
          line({ ...zhang, 会员姓名: '李四', 手机: '13812345679', 卡号: '8830000002' }),
        ),
      ),
    );
  });
  afterEach(() => expectBooksToBalance(office.world));
  afterAll(() => office.world.close());

  const sign = (batchId: string, principalFen: number, bonusFen: number, desk = office.finance) =>
    office.world.get(SignValues).sign(desk, uuidv7(), { batchId, principalFen, bonusFen });
  const kinder = { coolingDays: 30, consumerPrice: 'RATIO', agreedRate: 400 };
  const tierSteps = (cardNo: string) =>
    office.reader.rows(
      `SELECT t.from_tier, t.to_tier, t.cause, t.note, d.number FROM tier_step t JOIN card c ON c.membership_id = t.membership_id
       LEFT JOIN document d ON d.id = t.document_id WHERE c.card_no = ? ORDER BY t.id`,
      [cardNo],
    );
  const held = async (cardNo: string) => {
    const card = await office.world.one<{ membershipId: string }>('SELECT membership_id FROM card WHERE card_no = ?', [
      cardNo,
    ]);
    const rows = await new RefundLots().held(office.reader, card!.membershipId);
    return { rows, balance: await new Lots().balance(office.reader, card!.membershipId) };
  };

  it('has a sample file whose cards are those of the sample list of members', async () => {
    const batch = await office.handIn(sampleFiles['stored-value-400.csv']('2026-11-20'), 'VALUES');
    expect(new Set(faults(batch).map(({ code }) => code))).toEqual(new Set(['import.value.unknownCard']));
    expect(membersSample({ count: 1, seed: 1, today: '2026-11-20' })).toContain('8810000001');
  });

  it('names each fault with its line and takes nothing in', async () => {
    const batch = await office.handIn(
      values(
        '8830000001,500.00,300,100,2026-05-01,否,,,6,不退,4%0',
        '8830000009,500.00,,,2026-05-01,否,,',
        '8830000001,,,,2026-05-01,否,,',
        '8830000001,100,,,2027-05-01,否,,',
        '8830000001,1e3,,,2026-05-01,也许,,',
      ),
      'VALUES',
    );
    expect(faults(batch)).toEqual(
      expect.arrayContaining([
        { line: 2, column: '余额', code: 'import.value.split' },
        { line: 2, column: '冷静期天数', code: 'count.tooSmall' },
        { line: 2, column: '退卡扣减', code: 'import.word' },
        { line: 2, column: '约定年利率', code: 'policy.refund' },
        { line: 4, column: '余额', code: 'import.value.nothing' },
        { line: 6, column: '余额', code: 'money.invalid' },
        { line: 6, column: '是否已开票', code: 'import.word' },
      ]),
    );
    const known = await office.handIn(
      values('8830000009,500.00,,,2026-05-01,否,,', '8830000001,100,,,2027-05-01,否,,'),
      'VALUES',
    );
    expect(faults(known)).toEqual([
      { line: 2, column: '卡号', code: 'import.value.unknownCard' },
      { line: 3, column: '充值日期', code: 'import.date.future' },
    ]);
    expect(await office.count('import_value')).toBe(0);
  });

  it('counts once Finance has signed both sums, with its own dates, invoices and terms; an unknown split is all principal', async () => {
    const batch = await office.confirm(
      await office.handIn(
        values(
          '8830000001,,2000.00,400.00,2026-08-01,是,2026年夏季充3000送600,2026-08-01 单笔充值,30,按本金比例,4.00',
          '8830000001,300,,,2026-11-18,否,,',
          '8830000002,88.50,,,2025-01-02,否,,开业储值',
        ),
        'VALUES',
      ),
    );
    expect(batch.result).toEqual({ lots: 3, invoicedLots: 1 });
    expect((await held('8830000001')).balance).toEqual({ principalFen: 0, bonusFen: 0 });
    await expect(sign(batch.id, 238_850, 40_001)).rejects.toEqual(refused('import.opening.mismatch'));
    await expect(sign(batch.id, 238_851, 40_000)).rejects.toEqual(refused('import.opening.mismatch'));
    await expect(sign(batch.id, 238_850, 40_000, office.manager)).rejects.toEqual(refused('import.opening.self'));
    const { documentNo } = await sign(batch.id, 238_850, 40_000);
    await expect(sign(batch.id, 238_850, 40_000)).rejects.toEqual(refused('import.opening.signed'));
    const { rows, balance } = await held('8830000001');
    expect(balance).toEqual({ principalFen: 230_000, bonusFen: 40_000 });
    expect(
      rows.map(({ principalLeftFen, bonusLeftFen, tenders }) => [principalLeftFen, bonusLeftFen, tenders]),
    ).toEqual([
      [200_000, 40_000, []],
      [30_000, 0, []],
    ]);
    const invoiced = await new InvoicedLots().of(
      office.reader,
      rows.map(({ lotId }) => lotId),
    );
    expect(invoiced.map(({ lotId }) => lotId)).toEqual([rows[0]!.lotId]);
    const lot = await office.world.one<{ terms: string }>('SELECT terms FROM top_up_lot WHERE id = ?', [
      rows[0]!.lotId,
    ]);
    expect(JSON.parse(lot!.terms)).toMatchObject({ agreed: '2026年夏季充3000送600', tierCause: '2026-08-01 单笔充值' });
    expect(rows[0]?.terms).toMatchObject({ agreed: '2026年夏季充3000送600', refund: kinder });
    expect(rows[1]?.terms.refund).toEqual(DEFAULT_REFUND_POLICY);
    expect(await tierSteps('8830000001')).toEqual([
      { fromTier: 'ORDINARY', toTier: 'VIP', cause: 'IMPORTED', note: '老会员', number: null },
      { fromTier: 'VIP', toTier: 'VIP', cause: 'IMPORTED', note: '2026-08-01 单笔充值', number: documentNo },
    ]);
    expect(await tierSteps('8830000002')).toEqual([]);
    const again = await office.handIn(values('8830000001,300,,,2026-11-18,否,,'), 'VALUES');
    expect(faults(again)).toEqual([{ line: 2, column: '卡号', code: 'import.value.already' }]);
  });
});
