import { uuidv7 } from 'uuidv7';
import { CardLookup } from '../../src/cards/card-lookup.js';
import { ImportRunner } from '../../src/imports/import-runner.js';
import { SignOpening } from '../../src/imports/sign-opening.js';
import { WithdrawOpening } from '../../src/imports/withdraw-opening.js';
import { slipHeader } from '../../src/imports/samples/slips-sample.js';
import { TierSteps } from '../../src/cards/tier-steps.js';
import { ErasureTerms } from '../../src/members/erasure-terms.js';
import { PersonFields } from '../../src/members/sealed-person.js';
import { PointsOf } from '../../src/points/points-of.js';
import { DeskContext } from '../../src/staff/desk-context.js';
import { describeOnBothDatabases } from '../support/databases.js';
import { oweRefund } from '../support/gifts.js';
import { expectBooksToBalance } from '../support/invariants.js';
import { faults, line, list, openOffice, zhang, type Office } from '../support/imports.js';

const refused = (code: string, params = {}) =>
  expect.objectContaining({ code, params: expect.objectContaining(params) });

describeOnBothDatabases('a list from a file', (db) => {
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

  it('is checked, confirmed, and its members can be served', async () => {
    const checked = await office.handIn(
      list(
        line({
          ...zhang,
          称呼: '先生',
          生日: '1985-03-14',
          历法: '农历',
          等级: '金卡',
          等级来历: '2024年单笔储值',
          等级有效期: '2027-05-01',
        }),
      ),
    );
    expect(checked).toMatchObject({
      state: 'CHECKED',
      rowCount: 1,
      errorCount: 0,
      preview: [['张**', '138****5678', expect.any(String), 'GOLD', '120']],
    });
    expect(await office.count('person')).toBe(0);
    expect(await office.confirm(checked)).toMatchObject({
      state: 'DONE',
      result: { members: 1, withPoints: 1, points: 120 },
    });
    const holder = await member('8830000001');
    expect(holder).toMatchObject({ cardState: 'ACTIVE', tier: 'GOLD', joinedOn: '2024-05-01', title: 'MR' });
    expect(await office.world.get(TierSteps).last(office.reader, holder!.membershipId)).toMatchObject({
      cause: 'IMPORTED',
      toTier: 'GOLD',
      goodUntil: '2027-05-01',
    });
    expect(office.world.get(PersonFields).birthday(holder!)).toEqual({
      calendar: 'LUNAR',
      month: 3,
      day: 14,
      leap: false,
      year: null,
    });
  });

  it('brings points that count once Finance has signed their sum, and only then', async () => {
    const { id } = await office.confirm(
      await office.handIn(list(line(zhang), line({ ...zhang, 卡号: '8830000002', 积分: '30' }))),
    );
    const membershipId = (await member('8830000001'))!.membershipId;
    expect(await office.world.get(PointsOf).balance(office.reader, membershipId)).toBe(0);
    const sign = (who: DeskContext, total: number) =>
      office.world.get(SignOpening).sign(who, uuidv7(), { batchId: id, total });
    await expect(sign(office.finance, 149)).rejects.toEqual(refused('import.opening.mismatch'));
    await expect(sign(office.manager, 150)).rejects.toEqual(refused('import.opening.self'));
    expect(await sign(office.finance, 150)).toMatchObject({
      members: 2,
      points: 150,
      documentNo: expect.stringMatching(/^QC20261120-/),
    });
    expect(await office.world.get(PointsOf).lots(office.reader, membershipId)).toEqual([
      { lotId: '2027-01-31', expiresOn: '2027-01-31', points: 120 },
    ]);
    await expect(sign(office.finance, 150)).rejects.toEqual(refused('import.opening.signed'));
  });

  it('whose points Finance cannot sign stays with its members, and the right file of the same cards brings only the points', async () => {
    const withdraw = (batchId: string) =>
      office.world.get(WithdrawOpening).withdraw(office.finance, uuidv7(), { batchId, reason: '旧系统是 12 分' });
    const sign = (batchId: string, total: number) =>
      office.world.get(SignOpening).sign(office.finance, uuidv7(), { batchId, total });
    const second = { ...zhang, 卡号: '8830000002', 积分: '' };
    const wrong = await office.confirm(await office.handIn(list(line(zhang), line(second))));
    const { membershipId } = (await member('8830000001'))!;
    const keeps = async () =>
      (await office.world.get(ErasureTerms).open(office.reader, membershipId)).map(({ key }) => key);
    expect(await keeps()).toContain('members.erase.open.opening');
    await withdraw(wrong.id);
    expect(await keeps()).not.toContain('members.erase.open.opening');
    await expect(withdraw(wrong.id)).rejects.toEqual(refused('import.opening.none'));
    await expect(sign(wrong.id, 120)).rejects.toEqual(refused('import.opening.none'));
    const file = list(line({ ...zhang, 积分: '12' }), line({ ...second, 积分: '5' }));
    const [right, copy] = [await office.handIn(file), await office.handIn(file)];
    expect(right.findings.warnings).toMatchObject([{ code: 'import.points.only' }, { code: 'import.points.only' }]);
    expect(await office.confirm(right)).toMatchObject({ result: { members: 0, withPoints: 2, points: 17 } });
    expect(await office.confirm(copy)).toMatchObject({ state: 'FAILED' });
    expect(await office.count('membership')).toBe(2);
    await sign(right.id, 17);
    expect(await office.world.get(PointsOf).balance(office.reader, membershipId)).toBe(12);
    await expect(withdraw(right.id)).rejects.toEqual(refused('import.opening.none'));
    expect(faults(await office.handIn(list(line(zhang))))).toEqual([{ line: 2, column: '卡号', code: 'card.no.used' }]);
  });

  it('repays with points from before what the member owes already', async () => {
    const { id } = await office.confirm(await office.handIn(list(line(zhang))));
    const { membershipId } = (await member('8830000001'))!;
    await oweRefund(office.house, membershipId, 50);
    await office.world.get(SignOpening).sign(office.finance, uuidv7(), { batchId: id, total: 120 });
    const standing = await office.world.get(PointsOf).standing(office.reader, membershipId);
    expect(standing).toMatchObject({ debtPoints: 0, balance: 70, lots: [{ points: 70 }] });
  });

  it('gives points that ran out before the signature thirty days', async () => {
    const { id } = await office.confirm(await office.handIn(list(line({ ...zhang, 积分有效期: '2026-11-25' }))));
    await office.world
      .get(SignOpening)
      .sign({ ...office.finance, businessDate: '2026-12-01' }, uuidv7(), { batchId: id, total: 120 });
    expect(
      await office.world.get(PointsOf).lots(office.reader, (await member('8830000001'))!.membershipId),
    ).toMatchObject([{ expiresOn: '2026-12-31' }]);
  });

  it('names line and column of each fault and takes nothing in', async () => {
    const checked = await office.handIn(
      list(
        line(zhang),
        line({ ...zhang, 卡号: '8830000001', 积分: '1e3' }),
        line({ ...zhang, 手机: '12', 卡号: '8830000003' }),
      ),
    );
    expect(faults(checked)).toEqual([
      { line: 3, column: '积分', code: 'count.invalid' },
      { line: 4, column: '手机', code: 'members.phone.invalid' },
    ]);
    await expect(office.world.get(ImportRunner).start(office.manager, uuidv7(), checked.id)).rejects.toEqual(
      refused('import.faulty', { count: 2 }),
    );
    expect(await office.count('person')).toBe(0);
  });

  it('finds the same card twice in the file, and a card that somebody holds', async () => {
    await office.confirm(await office.handIn(list(line(zhang))));
    const again = await office.handIn(
      list(line(zhang), line({ ...zhang, 卡号: '8830000009' }), line({ ...zhang, 卡号: '8830000009' })),
    );
    expect(faults(again)).toEqual([
      { line: 2, column: '卡号', code: 'card.no.used' },
      { line: 4, column: '卡号', code: 'import.twice' },
    ]);
    expect(again.warningCount).toBe(3);
  });

  it('of slips is taken in like a push: known ones stay, different ones are conflicts', async () => {
    const slip = (no: string, cash: string) =>
      slipHeader
        .map(
          (header) =>
            ({ 单号: no, 包厢: 'K08', 结账时间: '2026-11-19 23:10', 包厢费: cash, 现金: cash })[header as string] ?? '',
        )
        .join(',');
    const file = (...lines: string[]) => [slipHeader.join(','), ...lines].join('\n');
    expect(
      await office.confirm(await office.handIn(file(slip('J1', '100'), slip('J2', '200')), 'SLIPS')),
    ).toMatchObject({
      result: { slips: 2, new: 2 },
    });
    const again = await office.confirm(
      await office.handIn(file(slip('J1', '100'), slip('J2', '250'), slip('J3', '80')), 'SLIPS'),
    );
    expect(again.result).toMatchObject({ new: 1, same: 1, conflicts: 1 });
    const bad = await office.handIn(
      file(slip('J4', '100').replace('2026-11-19 23:10', '2026-11-21 02:00'), slip('J5', '1.005'), slip('J5', '5')),
      'SLIPS',
    );
    expect(faults(bad)).toEqual(
      expect.arrayContaining([
        { line: 2, column: '结账时间', code: 'import.date.future' },
        { line: 3, column: '包厢费', code: 'money.tooPrecise' },
      ]),
    );
  });
});
