import { uuidv7 } from 'uuidv7';
import { ChangeRefund } from '../../src/stored-value/refund/change-refund.js';
import { InvoicedLots } from '../../src/stored-value/refund/invoiced-lots.js';
import { PayRefund } from '../../src/stored-value/refund/pay-refund.js';
import { RefundsQueries } from '../../src/stored-value/refund/refunds.queries.js';
import { Lots } from '../../src/stored-value/lots.js';
import { Reader } from '../../src/platform/database/reader.js';
import { describeOnBothDatabases } from '../support/databases.js';
import { expectBooksToBalance } from '../support/invariants.js';
import { refused } from '../support/points.js';
import {
  approve,
  ask,
  type Counter,
  deskOf,
  holderOf,
  openCounter,
  quoted,
  refunded,
  setClock,
  spend,
  tillOf,
  topUp,
} from '../support/refunds.js';
import { openWorld, type AppWorld } from '../support/world.js';

describeOnBothDatabases('stored value is paid back', (db) => {
  let world: AppWorld;
  let counter: Counter;

  beforeAll(async () => {
    world = await openWorld(db, { at: '2026-11-11T20:00' });
    counter = await openCounter(world);
  });
  afterEach(() => expectBooksToBalance(world));
  afterAll(() => world.close());

  const state = (refundId: string) =>
    world.one<{ state: string }>('SELECT state FROM refund_standing WHERE refund_id = ?', [refundId]);
  const balance = (membershipId: string) => world.get(Lots).balance(world.get(Reader), membershipId);
  const linesOf = (refundId: string) => world.get(RefundsQueries).lines(world.get(Reader), refundId);
  const wentTo = (kind: string, membershipId: string) =>
    world.one(
      'SELECT SUM(t.amount) AS fen FROM ledger_transfer t JOIN ledger_account a ON a.id = t.to_account_id WHERE a.kind = ? AND a.owner = ?',
      [kind, membershipId],
    );
  const pay = async (refundId: string, lineId: string, way: string, more = {}) =>
    world.get(PayRefund).pay(await deskOf(counter), uuidv7(), refundId, {
      lineId,
      way,
      reference: way === 'CASH' ? '' : '445566',
      reason: '',
      ...more,
    });

  it('works out the lawful figures from the books: list price for the guest’s own cause, the ratio for ours', async () => {
    const holder = await holderOf(counter);
    await topUp(counter, holder, 3000);
    await spend(counter, holder, 1200, 1500);
    setClock(counter, '2026-11-20T21:35');
    const own = await quoted(counter, holder);
    expect(own.quote).toMatchObject({ refundFen: 150_000, residueFen: 50_000, bonusCancelledFen: 30_000 });
    expect(own.lots[0]!.spends).toEqual([
      expect.objectContaining({ chargedFen: 120_000, listFen: 150_000, principalFen: 100_000 }),
    ]);
    const ours = await quoted(counter, holder, { cause: 'OPERATOR' });
    expect(ours.quote).toMatchObject({ refundFen: 200_000, residueFen: 0 });
    expect(ours.lines).toEqual([expect.objectContaining({ way: 'WECHAT_PAY', amountFen: 200_000 })]);
  });

  it('leaves the card when it is approved, goes out by the tender that paid, and ends the card', async () => {
    const holder = await holderOf(counter);
    await topUp(counter, holder, 3000);
    await spend(counter, holder, 1200, 1500);
    const request = await ask(counter, holder);
    expect(await balance(holder.membershipId)).toEqual({ principalFen: 200_000, bonusFen: 40_000 });
    const refundId = await approve(counter, request);
    expect(await state(refundId)).toEqual({ state: 'PAYABLE' });
    expect(await balance(holder.membershipId)).toEqual({ principalFen: 0, bonusFen: 0 });
    await expect(spend(counter, holder, 1)).rejects.toEqual(refused('storedValue.short'));
    const [line] = await linesOf(refundId);
    expect(line).toMatchObject({ way: 'WECHAT_PAY', amountFen: 180_000 });
    await expect(pay(refundId, line!.id, 'WECHAT_PAY', { reference: '' })).rejects.toEqual(
      refused('refund.referenceRequired'),
    );
    await expect(pay(refundId, line!.id, 'CASH', { reason: '客人急用' })).rejects.toEqual(refused('refund.wayChange'));
    expect(await pay(refundId, line!.id, 'WECHAT_PAY')).toMatchObject({ paidFen: 180_000, last: true });
    expect(await state(refundId)).toEqual({ state: 'PAID' });
    expect(await world.one('SELECT state FROM card WHERE id = ?', [holder.cardId])).toEqual({ state: 'REFUNDED' });
    await expect(pay(refundId, line!.id, 'WECHAT_PAY')).rejects.toEqual(refused('refund.paid'));
    expect(await wentTo('prepaid.refunded', holder.membershipId)).toEqual({ fen: 180_000 });
    expect(await wentTo('prepaid.residue', holder.membershipId)).toEqual({ fen: 24_000 });
  });

  it('pays interest from the day the guest asked', async () => {
    const holder = await holderOf(counter);
    await topUp(counter, holder, 3000);
    const refundId = await refunded(counter, holder, { cause: 'OPERATOR', rescindedOn: '2026-10-21' });
    const [line] = await linesOf(refundId);
    // 3,000 × 3.00 % × 30 ÷ 365
    expect(await pay(refundId, line!.id, 'WECHAT_PAY')).toMatchObject({ paidFen: 300_740 });
  });

  it('pays cash only up to the limit, from the drawer that serves, and the rest to the guest’s own account', async () => {
    const holder = await holderOf(counter);
    await topUp(counter, holder, 100, 'CASH');
    const small = await quoted(counter, holder);
    expect(small.lines.map(({ way }) => way)).toEqual(['CASH']);
    const refundId = await refunded(counter, holder, {}, { endsCard: '' });
    const [line] = await linesOf(refundId);
    const before = await world.one('SELECT balance FROM ledger_account WHERE kind = ? AND owner = ?', [
      'cash.drawer',
      await tillOf(counter),
    ]);
    await pay(refundId, line!.id, 'CASH');
    const after = await world.one<{ balance: number }>(
      'SELECT balance FROM ledger_account WHERE kind = ? AND owner = ?',
      ['cash.drawer', await tillOf(counter)],
    );
    expect(before).toEqual({ balance: after!.balance + 10_000 });
    expect(await world.one('SELECT state FROM card WHERE id = ?', [holder.cardId])).toEqual({ state: 'ACTIVE' });
    await topUp(counter, holder, 200, 'CASH');
    expect((await quoted(counter, holder)).lines.map(({ way }) => way)).toEqual(['BANK_ACCOUNT']);
    await expect(ask(counter, holder, {}, { account: '' })).rejects.toEqual(refused('refund.accountRequired'));
    await expect(ask(counter, holder, { choice: 'BANK_ACCOUNT' })).rejects.toEqual(refused('refund.reasonRequired'));
  });

  it('pays several tenders one by one, and is called off only before the first', async () => {
    const holder = await holderOf(counter);
    await topUp(counter, holder, 1000, 'ALIPAY');
    await topUp(counter, holder, 500);
    const changes = world.get(ChangeRefund);
    const lead = await deskOf(counter, counter.lead);
    const first = await refunded(counter, holder, { giftOffsetFen: 5_000 }, { giftReason: '保温杯留用' });
    await expect(changes.cancel(lead, uuidv7(), first, ' ')).rejects.toEqual(refused('refund.reasonRequired'));
    await changes.cancel(lead, uuidv7(), first, '客人改变主意');
    expect(await state(first)).toEqual({ state: 'CANCELLED' });
    expect(await balance(holder.membershipId)).toEqual({ principalFen: 150_000, bonusFen: 10_000 });
    expect(await world.get(Lots).paidInAll(world.get(Reader), holder.membershipId)).toBe(150_000);
    const again = await refunded(counter, holder);
    const lines = await linesOf(again);
    expect(lines.map(({ way, amountFen }) => [way, amountFen])).toEqual([
      ['ALIPAY', 100_000],
      ['WECHAT_PAY', 50_000],
    ]);
    await pay(again, lines[0]!.id, 'ALIPAY');
    expect(await state(again)).toEqual({ state: 'PART_PAID' });
    await expect(changes.cancel(lead, uuidv7(), again, '反悔')).rejects.toEqual(refused('refund.transition'));
    await pay(again, lines[1]!.id, 'WECHAT_PAY');
    expect(await state(again)).toEqual({ state: 'PAID' });
  });

  it('waits for the red invoice of a top-up that was invoiced', async () => {
    const holder = await holderOf(counter);
    const lotId = await topUp(counter, holder, 1000);
    let invoicedFen = 100_000;
    world
      .get(InvoicedLots)
      .register(async (_db, lotIds) =>
        lotIds
          .filter((id) => id === lotId)
          .map((id) => ({ lotId: id, invoicedFen, reference: '24952000000000000001' })),
      );
    const refundId = await refunded(counter, holder);
    expect(await state(refundId)).toEqual({ state: 'AWAITING_RED' });
    const [line] = await linesOf(refundId);
    await expect(pay(refundId, line!.id, 'WECHAT_PAY')).rejects.toEqual(refused('refund.stillInvoiced'));
    const release = async () => world.get(ChangeRefund).release(await deskOf(counter), uuidv7(), refundId, '');
    await expect(release()).rejects.toEqual(refused('refund.stillInvoiced'));
    invoicedFen = 0;
    await release();
    await pay(refundId, line!.id, 'WECHAT_PAY');
    expect(await state(refundId)).toEqual({ state: 'PAID' });
  });

  it('takes back the tier that came with a top-up, once it is paid back', async () => {
    const holder = await holderOf(counter);
    await topUp(counter, holder, 3000);
    expect((await quoted(counter, holder)).cameWith).toEqual([
      expect.objectContaining({ toTier: 'VIP', stands: true }),
    ]);
    const refundId = await refunded(counter, holder, {}, { endsCard: '' });
    const [line] = await linesOf(refundId);
    expect(await world.one('SELECT tier FROM membership WHERE id = ?', [holder.membershipId])).toEqual({ tier: 'VIP' });
    await pay(refundId, line!.id, 'WECHAT_PAY');
    expect(await world.one('SELECT tier FROM membership WHERE id = ?', [holder.membershipId])).toEqual({
      tier: 'ORDINARY',
    });
  });
});
