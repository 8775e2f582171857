import { uuidv7 } from 'uuidv7';
import { CorrectTitle } from '../../src/invoices/correct-title.js';
import { IssueInvoice } from '../../src/invoices/issue-invoice.js';
import { RedDues } from '../../src/invoices/red-dues.js';
import { RefundWaits } from '../../src/invoices/refund-waits.js';
import { InvoiceHandover } from '../../src/night/invoice-handover.js';
import { Reader } from '../../src/platform/database/reader.js';
import { SlipChanges } from '../../src/slips/slip-changes.js';
import { Slips } from '../../src/slips/slips.js';
import type { SlipTender } from '../../src/slips/rules/slip-figures.js';
import type { HandedShift } from '../../src/venue/handover-parts.js';
import { describeOnBothDatabases } from '../support/databases.js';
import {
  digital,
  eachDigitalNight,
  type InvoiceNight,
  issue,
  platformNo,
  settled,
  takeBack,
  valuePolicy,
} from '../support/invoices.js';
import { failedChecks } from '../support/invariants.js';
import { at, given } from '../support/people.js';
import { guest, slipOf } from '../support/points.js';
import { atCounter } from '../support/shifts.js';
import { spend, topUp } from '../support/stored-value.js';
import type { AppWorld } from '../support/world.js';

const refused = (code: string) => expect.objectContaining({ code });
const company = { titleKind: 'UNIT', title: '星光文化有限公司', taxNo: '91350100M000100Y43' };
type Pay = readonly (readonly [SlipTender['kind'], number])[];
const inFen = (pay: Pay) => pay.map(([kind, yuan]) => ({ kind, amountFen: yuan * 100 }));

describeOnBothDatabases('a company that pays later', (db) => {
  let world: AppWorld;
  let night: InvoiceNight;
  eachDigitalNight(db, (...opened) => {
    [world, night] = opened;
  });

  const office = () => at(night.house, night.finance, { terminal: null });
  const onAccount = async (slipId: string) => {
    const input = { amount: '', kind: 'DIGITAL', visits: '', confirmed: '1', ...company };
    const bill = { ...input, sources: `ACCOUNT:${slipId}`, number: platformNo() };
    return (await world.get(IssueInvoice).onAccount(office(), uuidv7(), bill)).result;
  };
  const inStore = async <T extends string | number>(
    work: (tx: Parameters<Parameters<typeof given>[2]>[0]) => Promise<T>,
  ) => given(world, night.house.store.id, work, night.house.businessDate);
  /** The till settles the slip anew, paid like this. */
  const resettled = (slipNo: string, pay: Pay) => {
    const yuan = pay.reduce((sum, [, each]) => sum + each, 0);
    const rest = { visitNo: `KD-${slipNo}`, settledAt: '2026-11-20T11:50', tenders: inFen(pay) };
    const content = slipOf({ slipNo: `${slipNo}-N`, yuan, ...rest });
    return inStore(async (tx) => (await world.get(SlipChanges).replace(tx, slipNo, content, 'TILL')).slipId);
  };
  /** What the next clerk is told of at handover. */
  const told = async () => {
    const shift = await world.one<HandedShift>(
      'SELECT id, store_id, desk_id, business_date, clerk_id, opened_at, cut_at FROM shift WHERE id = ?',
      [night.shiftId],
    );
    const lines = await world.get(InvoiceHandover).lines(world.get(Reader), shift!);
    return lines.filter(({ touch }) => !touch).map(({ labelKey, expected }) => `${labelKey} ${expected}`);
  };
  const refund = (slipNo: string, refundNo: string, pay: Pay) =>
    inStore(async (tx) => {
      const asked = { slipNo, refundNo, tenders: inFen(pay) };
      const { waiting = false } = await world.get(SlipChanges).refund(tx, asked);
      return waiting ? 'WAITING' : 'PAID';
    });

  it('has its invoice from Finance alone, and a right title too, long after', async () => {
    const slip = await settled(night, 900, { pay: [['ON_ACCOUNT', 900]] });
    await expect(issue(night, [`ACCOUNT:${slip.id}`], digital())).rejects.toThrow(refused('invoices.account.finance'));
    const { invoiceId, totalFen } = await onAccount(slip.id);
    expect(totalFen).toBe(90_000);
    world.clock.setTo('2027-12-20T12:00:00+08:00');
    const title = { ...company, title: '星光传媒有限公司', proof: '44010000000000000001', copiesBack: '1' };
    const numbers = () => ({
      number: platformNo().replace(/^26/, '27'),
      redNumber: platformNo().replace(/^26/, '27'),
    });
    const correct = (desk: ReturnType<typeof office>) =>
      world.get(CorrectTitle).run(desk, uuidv7(), invoiceId, { ...title, ...numbers() });
    await expect(correct(await atCounter(night.house, night.clerk))).rejects.toThrow(
      refused('invoices.account.finance'),
    );
    expect((await correct(office())).result).toMatchObject({ totalFen: 90_000 });
  });

  it('is not invoiced again when it pays and the till settles the slip in money', async () => {
    const slip = await settled(night, 900, { pay: [['ON_ACCOUNT', 900]] });
    await onAccount(slip.id);
    const paid = await resettled(slip.slipNo, [['TRANSFER', 1000]]);
    expect(await issue(night, [paid], digital())).toMatchObject({ totalFen: 10_000 });
    await expect(issue(night, [paid], digital())).rejects.toThrow(refused('invoices.used'));
    expect(await refund(`${slip.slipNo}-N`, 'B-1', [['TRANSFER', 50]])).toBe('WAITING');
  });

  it('is not invoiced again when what was paid in money goes on account', async () => {
    const slip = await settled(night, 900);
    const { invoiceId } = await issue(night, [slip.id], digital());
    const owed = await resettled(slip.slipNo, [['ON_ACCOUNT', 900]]);
    await expect(onAccount(owed)).rejects.toThrow(refused('invoices.used'));
    await takeBack(night, invoiceId, { reason: '04', amount: '300', redNumber: platformNo() });
    expect(await onAccount(owed)).toMatchObject({ totalFen: 30_000 });
  });

  it('is red due while more is invoiced than the till settled anew, and verify misses it when it is not listed', async () => {
    const slip = await settled(night, 900);
    const { invoiceId } = await issue(night, [slip.id], digital());
    const cheaper = await resettled(slip.slipNo, [['CASH', 800]]);
    const dues = async () =>
      (await world.get(RedDues).open(world.get(Reader), night.house.store.id)).map(
        ({ slipNo, overFen, invoiceId: on }) => `${slipNo} ${overFen} ${on === invoiceId}`,
      );
    expect(await dues()).toEqual([`${slip.slipNo}-N 10000 true`]);
    expect(await told()).toEqual(['night.handover.redDue 1']);
    await inStore((tx) => tx.run('UPDATE invoice_red_due SET slip_id = ? WHERE slip_id = ?', [slip.id, cheaper]));
    expect(await failedChecks(world)).toEqual(['invoices.neverBeyondTheSlip']);
    await inStore((tx) => tx.run('UPDATE invoice_red_due SET slip_id = ? WHERE slip_id = ?', [cheaper, slip.id]));
    const red = (amount: string) => takeBack(night, invoiceId, { reason: '04', amount, redNumber: platformNo() });
    await red('60');
    expect(await dues()).toEqual([`${slip.slipNo}-N 4000 true`]);
    await red('40');
    expect([await dues(), await told()]).toEqual([[], []]);
  });

  it('is red due when the till tells of a keyed slip that a card paid part of it', async () => {
    const keyed = slipOf({ slipNo: 'K-100', yuan: 100, visitNo: 'KD-100', settledAt: '2026-11-20T11:30' });
    const receive = (content: typeof keyed, source: 'PAPER' | 'TILL') =>
      inStore(async (tx) => (await world.get(Slips).receive(tx, content, source)).slipId);
    const slipId = await receive({ ...keyed, keyedFen: 10_000, lines: [], tenders: [] }, 'PAPER');
    const { invoiceId } = await issue(night, [slipId], digital());
    const pay = inFen([
      ['CASH', 60],
      ['STORED_VALUE', 40],
    ]);
    await receive({ ...keyed, tenders: pay }, 'TILL');
    expect(await world.get(RedDues).open(world.get(Reader), night.house.store.id)).toMatchObject([{ overFen: 4_000 }]);
    await takeBack(night, invoiceId, { reason: '01', amount: '40', redNumber: platformNo() });
    expect(await told()).toEqual([]);
  });

  it('waits with a refund of its bill until the invoice is red, part after part', async () => {
    const pay: Pay = [
      ['CASH', 200],
      ['ON_ACCOUNT', 900],
    ];
    const slip = await settled(night, 1100, { pay });
    const bill = await onAccount(slip.id);
    const cash = await issue(night, [slip.id], digital());
    const ask = () =>
      refund(slip.slipNo, 'B-2', [
        ['CASH', 50],
        ['ON_ACCOUNT', 100],
      ]);
    const waits = async () =>
      (await world.get(RefundWaits).open(world.get(Reader), night.house.store.id)).map(
        ({ sourceKind, amountFen, state }) => `${sourceKind} ${amountFen} ${state}`,
      );
    expect(await ask()).toBe('WAITING');
    await takeBack(night, cash.invoiceId, { reason: '02', amount: '50', redNumber: platformNo() });
    expect(await waits()).toEqual(['SLIP 5000 READY']);
    expect(await ask()).toBe('WAITING');
    expect(await waits()).toEqual(['ACCOUNT 10000 WAITING']);
    const red = { reason: '02', amount: '100', redNumber: platformNo(), proof: '44010000000000000002' };
    await takeBack(night, bill.invoiceId, red);
    expect(await ask()).toBe('PAID');
    expect(await waits()).toEqual([]);
  });

  it('is like stored value that is invoiced at use: its refund waits too', async () => {
    await valuePolicy(night, { invoiceMode: 'AT_USE' });
    const desk = await atCounter(night.house, night.clerk);
    const member = await guest(night);
    await topUp(world, desk, member.membershipId, 50_000);
    await valuePolicy(night, {});
    const slipNo = `AU-${uuidv7().slice(-8).toUpperCase()}`;
    await spend(world, desk, member.cardNo, 10_000, { slipNo });
    const slip = await settled(night, 100, { slipNo, pay: [['STORED_VALUE', 100]] });
    const { invoiceId, totalFen } = await issue(night, [slip.id], digital());
    expect(await refund(slipNo, 'B-3', [['STORED_VALUE', 100]])).toBe('WAITING');
    await takeBack(night, invoiceId, { reason: '02', redNumber: platformNo() });
    expect(totalFen).toBeGreaterThan(0);
    expect(await refund(slipNo, 'B-3', [['STORED_VALUE', 100]])).toBe('PAID');
  });
});
