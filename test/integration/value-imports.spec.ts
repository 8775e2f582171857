import { jest } from '@jest/globals';
import { uuidv7 } from 'uuidv7';
import { ImportRunner } from '../../src/imports/import-runner.js';
import { CardLookup } from '../../src/cards/card-lookup.js';
import { membersSample } from '../../src/imports/samples/members-sample.js';
import { sampleFiles } from '../../src/imports/samples/sample-files.js';
import { SignOpening } from '../../src/imports/sign-opening.js';
import { SignValues } from '../../src/imports/sign-values.js';
import { OpeningClaims } from '../../src/imports/opening-claims.js';
import { WithdrawOpening } from '../../src/imports/withdraw-opening.js';
import { ErasureTerms } from '../../src/members/erasure-terms.js';
import { Lots } from '../../src/stored-value/lots.js';
import { InvoicedLots } from '../../src/stored-value/refund/invoiced-lots.js';
import { RefundLots } from '../../src/stored-value/refund/refund-lots.js';
import { DEFAULT_REFUND_POLICY } from '../../src/venue/rules/refund-policy.js';
import { describeOnBothDatabases } from '../support/databases.js';
import { faults, list, line, type Office, openOffice, zhang } from '../support/imports.js';
import { expectBooksToBalance, verifyReport } from '../support/invariants.js';
import { at, hire } from '../support/people.js';
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
          line({ ...zhang, 积分: '', 等级: '贵宾', 等级来历: '老会员' }),
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
  const keeps = async (cardNo: string) => {
    const { membershipId } = (await office.world.get(CardLookup).byNumber(office.reader, cardNo))!;
    return (await office.world.get(ErasureTerms).open(office.reader, membershipId)).map(({ key }) => key);
  };
  const held = async (cardNo: string) => {
    const { membershipId } = (await office.world.get(CardLookup).byNumber(office.reader, cardNo))!;
    const rows = await new RefundLots().held(office.reader, membershipId);
    return { rows, balance: await new Lots().balance(office.reader, membershipId) };
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
    expect(await keeps('8830000001')).toEqual(['members.erase.open.opening']);
    await expect(sign(batch.id, 238_850, 40_001)).rejects.toEqual(refused('import.opening.mismatch'));
    await expect(sign(batch.id, 238_851, 40_000)).rejects.toEqual(refused('import.opening.mismatch'));
    await expect(sign(batch.id, 238_850, 40_000, office.manager)).rejects.toEqual(refused('import.opening.self'));
    const { documentNo } = await sign(batch.id, 238_850, 40_000);
    expect(await keeps('8830000001')).not.toContain('members.erase.open.opening');
    await expect(sign(batch.id, 238_850, 40_000)).rejects.toEqual(refused('import.opening.signed'));
    const { rows, balance } = await held('8830000001');
    expect(balance).toEqual({ principalFen: 230_000, bonusFen: 40_000 });
    expect(
      rows.map(({ principalLeftFen, bonusLeftFen, tenders }) => [principalLeftFen, bonusLeftFen, tenders]),
    ).toEqual([
      [200_000, 40_000, []],
      [30_000, 0, []],
    ]);
    const lots = rows.map(({ lotId }) => lotId);
    const invoiced = await new InvoicedLots().of(office.reader, lots);
    expect(invoiced.map(({ lotId }) => lotId)).toEqual([lots[0]]);
    const lot = await office.world.one<{ terms: string }>('SELECT terms FROM top_up_lot WHERE id = ?', [lots[0]!]);
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

  it('comes in once, whoever confirms the same file beside whom (4.1)', async () => {
    const second = at(office.house, await hire(office.house, '5002', 'CUSTOMER_SERVICE_MANAGER'));
    const runner = office.world.get(ImportRunner);
    const both = async (content: string, kind: string) => {
      const batches = [await office.handIn(content, kind), await office.handIn(content, kind)];
      await Promise.all(batches.map(({ id }, index) => runner.start([office.manager, second][index]!, uuidv7(), id)));
      await runner.idle();
      const ends = await office.reader.rows<{ state: string; findings: string }>(
        'SELECT state, findings FROM import_batch WHERE id IN (?, ?) ORDER BY state',
        batches.map(({ id }) => id),
      );
      return ends.map(({ state, findings }) => `${state} ${/"code":"([^"]+)"/.exec(findings)?.[1] ?? ''}`);
    };
    const people = list(line({ ...zhang, 会员姓名: '王五', 手机: '13812345670', 卡号: '8830000003' }));
    expect(await both(people, 'MEMBERS')).toEqual(['DONE ', 'FAILED card.no.used']);
    const money = values('8830000003,100,,,2026-05-01,否,,', '8830000003,50,,,2026-06-01,否,,');
    expect(await both(money, 'VALUES')).toEqual(['DONE ', 'FAILED import.value.already']);
    expect(await office.count("import_value v JOIN card c ON c.id = v.card_id WHERE c.card_no = '8830000003'")).toBe(2);
  });

  it('that Finance cannot sign is withdrawn with a reason, and the right file comes in its place', async () => {
    const withdraw = (batchId: string, reason: string) =>
      office.world.get(WithdrawOpening).withdraw(office.finance, uuidv7(), { batchId, reason });
    await office.confirm(await office.handIn(list(line({ ...zhang, 会员姓名: '赵六', 卡号: '8830000004' }))));
    const wrong = await office.confirm(await office.handIn(values('8830000004,800,,,2026-05-01,否,,'), 'VALUES'));
    await expect(sign(wrong.id, 8_000, 0)).rejects.toEqual(refused('import.opening.mismatch'));
    await expect(withdraw(wrong.id, ' ')).rejects.toMatchObject({ code: 'text.required', field: 'reason' });
    await withdraw(wrong.id, '多写了一个零');
    await expect(withdraw(wrong.id, '再撤一次')).rejects.toEqual(refused('import.value.none'));
    await expect(sign(wrong.id, 80_000, 0)).rejects.toEqual(refused('import.value.none'));
    const right = await office.confirm(await office.handIn(values('8830000004,80,,,2026-05-01,否,,'), 'VALUES'));
    await sign(right.id, 8_000, 0);
    await expect(withdraw(right.id, '已经签了')).rejects.toEqual(refused('import.value.none'));
    expect((await held('8830000004')).balance).toEqual({ principalFen: 8_000, bonusFen: 0 });
  });
});

describeOnBothDatabases('the control: without the claim', (db) => {
  it('points and money confirmed twice are there twice once Finance has signed, and verify says so', async () => {
    const office = await openOffice(db);
    const { world, finance } = office;
    const [points, money] = [list(line(zhang)), values('8830000001,100,,,2026-05-01,否,,')];
    const { id: batchId } = await office.confirm(await office.handIn(points));
    await world.get(WithdrawOpening).withdraw(finance, uuidv7(), { batchId, reason: '合计不对' });
    jest.spyOn(world.get(OpeningClaims), 'take').mockResolvedValue(true);
    for (const batch of [await office.handIn(points), await office.handIn(points)]) {
      expect(await office.confirm(batch)).toMatchObject({ state: 'DONE' });
      await world.get(SignOpening).sign(finance, uuidv7(), { batchId: batch.id, total: 120 });
    }
    for (const batch of [await office.handIn(money, 'VALUES'), await office.handIn(money, 'VALUES')]) {
      expect(await office.confirm(batch)).toMatchObject({ state: 'DONE' });
      await world.get(SignValues).sign(finance, uuidv7(), { batchId: batch.id, principalFen: 10_000, bonusFen: 0 });
    }
    const failed = (await verifyReport(world)).checks.filter(({ ok }) => !ok).map(({ name }) => name);
    expect(failed).toEqual(['imports.valueOfOneFile', 'imports.pointsOfOneFile']);
    await world.close();
  });
});
