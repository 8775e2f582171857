import { uuidv7 } from 'uuidv7';
import { BalanceWatch } from '../../src/stored-value/disputes/balance-watch.js';
import { DisputeDesk } from '../../src/stored-value/disputes/pages/dispute-desk.js';
import { Writer } from '../../src/platform/database/writer.js';
import { ErasureTerms } from '../../src/members/erasure-terms.js';
import { Reader } from '../../src/platform/database/reader.js';
import { describeOnBothDatabases } from '../support/databases.js';
import { Desk } from '../support/http.js';
import { type Guest, refused } from '../support/points.js';
import { type Counter, holderOf, openCounter, quoted, spend, topUp } from '../support/refunds.js';
import { type AppWorld, openWorld } from '../support/world.js';

const told = {
  payWay: 'WECHAT_PAY',
  amount: '500',
  paidAt: '2026-11-11T19:40',
  voucher: '4200001234567890',
  account: 'wx-zhang-3388',
  phone: '13800003388',
  story: '付了款,卡上没有',
};

describeOnBothDatabases('充值不到账', (db) => {
  let world: AppWorld;
  let counter: Counter;
  let wang: Desk;
  let holder: Guest;
  beforeAll(async () => {
    world = await openWorld(db, { at: '2026-11-11T20:00' });
    counter = await openCounter(world);
    wang = await signIn('8001');
    holder = await holderOf(counter);
    await topUp(counter, holder, 1000);
  });
  afterAll(() => world.close());

  const signIn = (staffNo: string) => Desk.atCounter(world, counter.house, staffNo);

  const keeps = async () =>
    (await world.get(ErasureTerms).open(world.get(Reader), holder.membershipId)).map(({ key }) => key);
  const handedOn = async () => {
    const { store, terminal } = counter.house;
    const shift = { id: '', storeId: store.id, deskId: terminal.deskId, businessDate: '2026-11-11', clerkId: '' };
    const lines = await world.get(DisputeDesk).lines(world, { ...shift, openedAt: 0, cutAt: null });
    return lines.map(({ key, expected }) => [key, expected]);
  };

  it('is taken down with what the guest tells, freezes the card, and stands first on the desk until it is answered', async () => {
    const path = `/disputes/members/${holder.membershipId}`;
    const wrong = await wang.submit(path, { ...told, paidAt: '2026-11-11T23:40', amount: '1e3' });
    expect([wrong.status, wrong.html.includes('付了款,卡上没有')]).toEqual([422, true]);
    const later = await wang.submit(path, { ...told, paidAt: '2026-11-11T23:40' });
    expect(later.text).toContain('请填付款时间,不能晚于现在');
    const long = await wang.submit(path, { ...told, story: '很'.repeat(401) });
    expect([long.status, long.text.includes('内容太长')]).toEqual([422, true]);
    const done = await wang.submit(path, told);
    expect(done.status).toBe(303);
    const show = done.location ?? '';
    expect((await wang.get('/')).text).toContain('500.00 不到账,20:03 前先答复客人');
    expect(await handedOn()).toEqual([['disputes', 1]]);
    expect(await keeps()).toContain('members.erase.open.dispute');
    const page = await wang.get(show);
    for (const secret of ['4200001234567890', 'wx-zhang-3388', '13800003388']) expect(page.html).not.toContain(secret);
    expect((await wang.submit(show, {}, `${show}/details`)).text).toContain('4200001234567890');
    await expect(spend(counter, holder, 1)).rejects.toEqual(refused('card.frozenInDispute'));
    await expect(quoted(counter, holder)).rejects.toEqual(refused('refund.frozen'));
    const answer = (fields: Record<string, string>) => wang.submit(show, { lotNo: '', ...fields }, `${show}/answer`);
    expect((await answer({ action: 'reply', note: '' })).status).toBe(422);
    expect((await answer({ action: 'reply', note: '已回电,正在查微信流水' })).status).toBe(303);
    expect((await answer({ action: 'find', note: '找到', lotNo: 'CZ1' })).text).toContain('没有这位会员的这张充值单');
    expect((await answer({ action: 'find', note: '在卡上', lotNo: 'CZ20261111-0001' })).status).toBe(303);
    expect((await wang.get(show)).text).toContain('已找到');
    const late = { requestKey: uuidv7(), action: 'refute', note: '再答', lotNo: '' };
    expect((await wang.post(`${show}/answer`, late)).status).toBe(409);
    expect((await wang.get('/')).text).not.toContain('不到账,');
    expect((await wang.get('/disputes')).text).toContain('没有未办完的充值争议');
    expect(await handedOn()).toEqual([]);
    expect(await keeps()).toEqual(['members.erase.open.value']);
  });

  it('a balance that no transfer made freezes every card of its member', async () => {
    const li = await signIn('8002');
    const other = await holderOf(counter);
    await topUp(counter, other, 200);
    expect((await li.follow(await li.submit('/disputes', {}, '/disputes/balances'))).text).toContain('全部相符');
    await world
      .get(Writer)
      .unit(counter.house.store.id, (session) =>
        session.run(
          "UPDATE ledger_account SET balance = balance + 100000 WHERE owner = ? AND kind = 'prepaid.principal'",
          [other.membershipId],
        ),
      );
    expect(await world.get(BalanceWatch).odd(world)).toEqual([
      expect.objectContaining({ membershipId: other.membershipId, keptFen: 120_000, movedFen: 20_000 }),
    ]);
    await world.get(BalanceWatch).runDue();
    await expect(spend(counter, other, 1)).rejects.toEqual(refused('card.frozenForCheck'));
    await world.get(BalanceWatch).runDue();
    const acts = await world.rows("SELECT proof FROM card_act WHERE card_id = ? AND kind = 'FREEZE'", [other.cardId]);
    expect(acts).toHaveLength(1);
    expect((await li.get('/')).text).toContain('余额异常,卡');
    expect(await handedOn()).toEqual([['stopped', 1]]);
    expect((await li.get('/disputes')).text).toContain('余额异常,已冻结的卡');
    expect((await li.follow(await li.submit('/disputes', {}, '/disputes/balances'))).text).toContain(
      '有 1 位会员余额异常',
    );
    await expect(spend(counter, other, 1)).rejects.toEqual(refused('card.frozenForCheck'));
    expect((await wang.post('/disputes/balances', {})).status).toBe(403);
  });
});
