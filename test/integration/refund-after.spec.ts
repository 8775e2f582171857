import { uuidv7 } from 'uuidv7';
import { DomainError } from '../../src/kernel/domain-error.js';
import { Ledger } from '../../src/ledger/ledger.js';
import { Reader } from '../../src/platform/database/reader.js';
import { Lots } from '../../src/stored-value/lots.js';
import { ExceptionsQueries } from '../../src/stored-value/exceptions.queries.js';
import { ChangeRefund } from '../../src/stored-value/refund/change-refund.js';
import { PayRefund } from '../../src/stored-value/refund/pay-refund.js';
import { RefundsQueries } from '../../src/stored-value/refund/refunds.queries.js';
import { residueCheck } from '../../src/stored-value/refund/residue-back.js';
import { PrepaidReportsQueries } from '../../src/stored-value/reports/prepaid-reports.queries.js';
import { rollForward } from '../../src/stored-value/reports/rules/roll-forward.js';
import { ReturnResidue } from '../../src/stored-value/return-residue.js';
import { ReturnPapers } from '../../src/stored-value/return-papers.js';
import { ReturnSpend } from '../../src/stored-value/return-spend.js';
import { SpendSlips } from '../../src/stored-value/spend-slips.js';
import { describeOnBothDatabases } from '../support/databases.js';
import { expectBooksToBalance } from '../support/invariants.js';
import { given } from '../support/people.js';
import { type Guest, refused } from '../support/points.js';
import {
  type Counter,
  deskOf,
  holderOf,
  openCounter,
  payLines,
  quoted,
  refunded,
  spend,
  topUp,
} from '../support/refunds.js';
import { payBackOnSlip } from '../support/stored-value.js';
import { type AppWorld, openWorld } from '../support/world.js';

const DAY = 86_400_000;

describeOnBothDatabases('a refund leaves nothing with the house', (db) => {
  let world: AppWorld;
  let counter: Counter;
  let refundNo = 0;

  beforeAll(async () => {
    world = await openWorld(db, { at: '2026-11-11T20:00' });
    counter = await openCounter(world);
  });
  afterEach(() => expectBooksToBalance(world));
  afterAll(() => world.close());

  const balance = ({ membershipId }: Guest) => world.get(Lots).balance(world.get(Reader), membershipId);
  const back = async (spendId: string, yuan: number) => {
    const spent = await world.one<{ slipNo: string; paidFen: number }>(
      'SELECT slip_no, amount_fen AS paid_fen FROM spend WHERE id = ?',
      [spendId],
    );
    refundNo += 1;
    const slip = { ...spent!, backFen: yuan * 100, refundNo: `R${refundNo}` };
    await given(world, counter.house.store.id, (tx) => payBackOnSlip(world, tx, slip), counter.house.businessDate);
  };
  /** Paid 3,000 + 600 given; 1,200 charged for a list price of 1,500: 1,500 go back, 500 stay with the house. */
  const paidBack = async () => {
    const holder = await holderWith(3000);
    const spendId = await spend(counter, holder, 1200, 1500);
    world.clock.advance(9 * DAY);
    const refundId = await refunded(counter, holder);
    return { holder, spendId, refundId };
  };
  const holderWith = async (yuan: number) => {
    const holder = await holderOf(counter);
    await topUp(counter, holder, yuan);
    return holder;
  };
  const waiting = () => world.get(RefundsQueries).returnedAfter(world.get(Reader), counter.house.store.id, 9);

  it('paid back by the till after the card has ended, what was kept because of a spend waits on the desk and is paid out whole', async () => {
    const { holder, spendId, refundId } = await paidBack();
    await payLines(counter, refundId);
    expect(await waiting()).toEqual([]);
    await back(spendId, 1200);
    expect(await balance(holder)).toEqual({ principalFen: 150_000, bonusFen: 20_000 });
    expect(await waiting()).toEqual([expect.objectContaining({ principalFen: 150_000 })]);
    expect((await quoted(counter, holder)).quote).toMatchObject({ refundFen: 150_000, residueFen: 0 });
    await payLines(counter, await refunded(counter, holder));
    expect(await waiting()).toEqual([]);
    const out = await world.one(
      'SELECT SUM(p.amount_fen) AS fen FROM refund_payment p JOIN refund f ON f.id = p.refund_id WHERE f.membership_id = ?',
      [holder.membershipId],
    );
    expect(out).toEqual({ fen: 300_000 });
  });

  it('paid back in parts: what still counts as used is deducted once, never again by the next refund', async () => {
    const { holder, spendId, refundId } = await paidBack();
    await payLines(counter, refundId);
    await back(spendId, 600);
    // 3,000 − 750 (list price of what is still used) = 2,250: 750 more than was paid back
    expect(await balance(holder)).toEqual({ principalFen: 75_000, bonusFen: 10_000 });
    await payLines(counter, await refunded(counter, holder));
    await back(spendId, 600);
    expect(await balance(holder)).toEqual({ principalFen: 75_000, bonusFen: 10_000 });
  });

  it('paid back before the money went out: the card stays, and a refund that is called off gives everything back once', async () => {
    const { holder, spendId, refundId } = await paidBack();
    await back(spendId, 1200);
    expect(await balance(holder)).toEqual({ principalFen: 150_000, bonusFen: 20_000 });
    const lead = await deskOf(counter, counter.lead);
    await world.get(ChangeRefund).cancel(lead, uuidv7(), refundId, '客人改变主意');
    expect(await balance(holder)).toEqual({ principalFen: 300_000, bonusFen: 60_000 });
  });

  it('stands in the roll-forward as its own line', async () => {
    const { businessDate, store } = counter.house;
    const flows = await world
      .get(PrepaidReportsQueries)
      .flows(world.get(Reader), store.id, { from: businessDate, to: businessDate });
    // 500 and 250 twice; the 500 of the refund that was called off came and went
    const { columns, outsideFen } = rollForward(flows, 'prepaid.principal');
    expect([columns.residueBack, columns.residue, outsideFen]).toEqual([100_000, -100_000, 0]);
  });

  it('control: a house that keeps it is found out by verify', async () => {
    const { spendId } = await paidBack();
    const [lots, slips, ledger] = [world.get(Lots), world.get(SpendSlips), world.get(Ledger)];
    const papers = world.get(ReturnPapers);
    const greedy = new ReturnSpend(lots, slips, ledger, new KeepsResidue(ledger, papers), papers);
    const found: string[] = [];
    const undone = given(
      world,
      counter.house.store.id,
      async (tx) => {
        await greedy.undo(tx, spendId, '点错', { name: '王丽', printerId: null });
        found.push(...(await residueCheck.run(tx)));
        throw new DomainError('page.notFound');
      },
      counter.house.businessDate,
    );
    await expect(undone).rejects.toEqual(refused('page.notFound'));
    expect(found).toEqual([expect.stringMatching(/^50000 of the residue/)]);
  });

  it('pays no more in cash than the limit, whoever decides it, and no more than the drawer holds', async () => {
    const { house, lead } = counter;
    const holder = await holderWith(100.01);
    await expect(quoted(counter, holder, { choice: 'CASH' })).rejects.toEqual(refused('refund.cashLimit'));
    const above = await refunded(counter, holder);
    const inCash = async (refundId: string, person = lead, reason = '客人微信已注销') => {
      const [line] = await world.get(RefundsQueries).lines(world.get(Reader), refundId);
      const wish = { lineId: line!.id, way: 'CASH', reference: '', reason };
      return world.get(PayRefund).pay(await deskOf(counter, person), uuidv7(), refundId, wish);
    };
    await expect(inCash(above)).rejects.toEqual(refused('refund.cashLimit'));
    await payLines(counter, above);
    const other = await holderWith(100);
    expect((await quoted(counter, other, { choice: 'CASH' })).lines).toEqual([
      expect.objectContaining({ way: 'CASH', amountFen: 10_000 }),
    ]);
    const [lot] = await world.get(Lots).open(world.get(Reader), other.membershipId);
    const second = await topUp(counter, other, 100);
    const at = await refunded(counter, other, { lotIds: [lot!.lotId] });
    await expect(inCash(at)).rejects.toEqual(refused('ledger.drawerShort'));
    await topUp(counter, await holderOf(counter), 200, 'CASH');
    await expect(inCash(at, counter.clerk)).rejects.toEqual(refused('refund.wayChange'));
    await expect(inCash(at, lead, '')).rejects.toEqual(refused('refund.reasonRequired'));
    expect(await inCash(at)).toMatchObject({ last: true });
    const again = await refunded(counter, other, { lotIds: [second] });
    await expect(inCash(again)).rejects.toEqual(refused('refund.cashLimit'));
    await payLines(counter, again);
    // another way than it came is looked into; the way it came is not (counter-practice 4.7)
    const odd = await world.get(ExceptionsQueries).ofDay(world.get(Reader), house.store.id, house.businessDate, false);
    expect(odd.filter(({ kind }) => kind === 'OTHER_WAY')).toEqual([
      expect.objectContaining({ amountFen: 10_000, href: `/refunds/${at}` }),
    ]);
  });
});

/** Lets the house keep what a refund kept. */
class KeepsResidue extends ReturnResidue {
  override after(): Promise<void> {
    return Promise.resolve();
  }
}
