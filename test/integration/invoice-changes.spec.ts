import { uuidv7 } from 'uuidv7';
import { CorrectTitle } from '../../src/invoices/correct-title.js';
import { EnterSlip } from '../../src/invoices/enter-slip.js';
import { RedDues } from '../../src/invoices/red-dues.js';
import { RefundWaits } from '../../src/invoices/refund-waits.js';
import type { Tx } from '../../src/platform/database/tx.js';
import { SlipChanges } from '../../src/slips/slip-changes.js';
import { ReturnSpend } from '../../src/stored-value/return-spend.js';
import { describeOnBothDatabases } from '../support/databases.js';
import {
  digital,
  eachDigitalNight,
  giveBook,
  type InvoiceNight,
  issue,
  platformNo,
  settled,
  takeBack,
  valuePolicy,
} from '../support/invoices.js';
import { failedChecks } from '../support/invariants.js';
import { given } from '../support/people.js';
import { guest, slipOf } from '../support/points.js';
import { atCounter } from '../support/shifts.js';
import { spend, topUp } from '../support/stored-value.js';
import type { AppWorld } from '../support/world.js';

const refused = (code: string, params: object = {}) =>
  expect.objectContaining({ code, params: expect.objectContaining(params) });

describeOnBothDatabases('what becomes of an invoice', (db) => {
  let world: AppWorld;
  let night: InvoiceNight;
  eachDigitalNight(db, (...opened) => {
    [world, night] = opened;
  });

  const claimOf = (slipId: string) =>
    world.one("SELECT tail, clerk_name FROM slip_claim WHERE slip_id = ? AND kind = 'invoice' AND released = ''", [
      slipId,
    ]);
  const refund = (slipNo: string, refundNo: string, yuan: number) =>
    given(
      world,
      night.house.store.id,
      async (tx) => {
        const tenders = [{ kind: 'CASH' as const, amountFen: yuan * 100 }];
        const { waiting = false } = await world.get(SlipChanges).refund(tx, { slipNo, refundNo, tenders });
        return waiting ? 'WAITING' : 'PAID';
      },
      night.house.businessDate,
    );

  it('is reddened in part and then in whole, never voided, and the slip is free again', async () => {
    const slip = await settled(night, 680);
    const { invoiceId } = await issue(night, [slip.id], digital());
    const red = (amount: string, more: object = {}) =>
      takeBack(night, invoiceId, { reason: '04', amount, redNumber: platformNo(), ...more });
    await expect(red('80', { reason: 'RETURNED' })).rejects.toThrow(refused('invoices.takeBack.reason'));
    await expect(red('680.01')).rejects.toThrow(refused('invoices.red.tooMuch', { max: '680.00' }));
    expect(await red('80')).toMatchObject({ way: 'RED', amountFen: 8_000 });
    expect(await claimOf(slip.id)).toBeDefined();
    expect(await red('')).toMatchObject({ amountFen: 60_000 });
    expect(await claimOf(slip.id)).toBeUndefined();
    await expect(red('1')).rejects.toThrow(refused('invoices.takeBack.gone'));
    expect(await issue(night, [slip.id], digital())).toMatchObject({ totalFen: 68_000 });
  });

  it('gets a right title by a red one and a new one, both or neither', async () => {
    const slip = await settled(night, 200);
    const { invoiceId } = await issue(night, [slip.id], digital());
    const correct = async (more: object = {}) =>
      world.get(CorrectTitle).run(await atCounter(night.house, night.clerk), uuidv7(), invoiceId, {
        titleKind: 'UNIT',
        title: '星光文化有限公司',
        taxNo: '91350100M000100Y43',
        number: platformNo(),
        redNumber: platformNo(),
        proof: '',
        copiesBack: '1',
        ...more,
      });
    await expect(correct({ number: '1' })).rejects.toThrow(refused('invoices.number.invalid'));
    expect(await world.rows('SELECT id FROM invoice_change WHERE invoice_id = ?', [invoiceId])).toEqual([]);
    const { result } = await correct();
    expect(await world.one('SELECT corrects_id, total_fen FROM invoice WHERE id = ?', [result.invoiceId])).toEqual({
      correctsId: invoiceId,
      totalFen: 20_000,
    });
    expect(await claimOf(slip.id)).toMatchObject({ tail: result.numbers[0]!.slice(-8) });
  });

  it('lets a refund wait until the invoice is red, and no new invoice take that money meanwhile', async () => {
    const slip = await settled(night, 680);
    const { invoiceId } = await issue(night, [slip.id], digital({ amount: '500' }));
    expect(await refund(slip.slipNo, 'R-1', 100)).toBe('PAID');
    expect(await refund(slip.slipNo, 'R-2', 200)).toBe('WAITING');
    expect(await refund(slip.slipNo, 'R-2', 200)).toBe('WAITING');
    const waits = world.get(RefundWaits);
    const desk = await atCounter(night.house, night.clerk);
    expect(await waits.open(world, night.house.store.id)).toMatchObject([
      { refNo: 'R-2', state: 'WAITING', amountFen: 20_000 },
    ]);
    await takeBack(night, invoiceId, { reason: '02', amount: '120', redNumber: platformNo() });
    expect(await waits.open(world, night.house.store.id)).toMatchObject([{ state: 'READY' }]);
    await expect(issue(night, [slip.id], digital())).rejects.toThrow(refused('invoices.used'));
    expect(await refund(slip.slipNo, 'R-2', 200)).toBe('PAID');
    expect(await waits.open(world, night.house.store.id)).toEqual([]);
    await expect(waits.request(desk, uuidv7(), { kind: 'SLIP', id: slip.id }, '999')).rejects.toThrow(
      refused('invoices.refund.tooMuch'),
    );
  });

  it('takes a refund at the desk before the till pays, and drops it when the guest gives up', async () => {
    const slip = await settled(night, 300);
    const waits = world.get(RefundWaits);
    const desk = await atCounter(night.house, night.clerk);
    const ask = (yuan: string) => waits.request(desk, uuidv7(), { kind: 'SLIP', id: slip.id }, yuan);
    await expect(ask('100')).rejects.toThrow(refused('invoices.refund.free'));
    const { invoiceId } = await issue(night, [slip.id], digital());
    const { result } = await ask('100');
    await expect(waits.close(desk, uuidv7(), result.waitId, 'DONE')).rejects.toThrow(
      refused('invoices.refund.notReady'),
    );
    await takeBack(night, invoiceId, { reason: '02', amount: '100', redNumber: platformNo() });
    expect(await refund(slip.slipNo, 'R-9', 100)).toBe('PAID');
    const second = await ask('50');
    await waits.close(desk, uuidv7(), second.result.waitId, 'DROPPED');
    await expect(waits.close(desk, uuidv7(), second.result.waitId, 'DROPPED')).rejects.toThrow(
      refused('invoices.refund.settled'),
    );
  });

  it('is red due when a payment invoiced at use goes back to its card, and verify misses it off the list', async () => {
    const inStore = (work: (tx: Tx) => Promise<unknown>) =>
      given(world, night.house.store.id, async (tx) => String(await work(tx)), night.house.businessDate);
    await valuePolicy(night, { invoiceMode: 'AT_USE', bonusEarns: true });
    const desk = await atCounter(night.house, night.clerk);
    const member = await guest(night);
    await topUp(world, desk, member.membershipId, 50_000);
    const slipNo = `KU-${member.cardNo}`;
    const typed = { slipNo, visitNo: 'KD-KU', roomNo: 'V01', amount: '50', settledOn: '' };
    const { spendId } = await spend(world, desk, member.cardNo, 10_000, { slipNo });
    const { slipId } = (await world.get(EnterSlip).run(desk, uuidv7(), typed)).result;
    const told = "SELECT count(*) AS n FROM pending_signature WHERE summary LIKE '%SLIP_CARD%100.00%'";
    expect(await world.one(told)).toEqual({ n: 1 });
    const { invoiceId, totalFen } = await issue(night, [slipId], digital({ visits: 'KD-KU' }));
    const dues = async () => (await world.get(RedDues).open(world, night.house.store.id)).map(({ overFen }) => overFen);
    await inStore((tx) => world.get(ReturnSpend).undo(tx, spendId, '点错', { name: '王丽', printerId: null }));
    expect(await dues()).toEqual([totalFen - 5_000]);
    await inStore((tx) => tx.run('DELETE FROM invoice_red_due WHERE slip_id = ?', [slipId]));
    expect(await failedChecks(world)).toEqual(['invoices.neverBeyondTheSlip']);
    await takeBack(night, invoiceId, { reason: '01', redNumber: platformNo() });
    expect(await dues()).toEqual([]);
  });

  it('goes with its stamp to the slip the till settled instead', async () => {
    const slip = await settled(night, 680);
    const { numbers } = await issue(night, [slip.id], digital());
    const content = slipOf({ slipNo: `${slip.slipNo}-N`, yuan: 700, settledAt: '2026-11-20T11:55', visitNo: 'KD-N' });
    const newId = await given(
      world,
      night.house.store.id,
      async (tx) => (await world.get(SlipChanges).replace(tx, slip.slipNo, content, 'TILL')).slipId,
      night.house.businessDate,
    );
    expect(await claimOf(newId)).toMatchObject({ tail: numbers[0]!.slice(-8) });
    expect(await claimOf(slip.id)).toBeUndefined();
    await expect(issue(night, [slip.id], digital())).rejects.toThrow(refused('invoices.slip.replaced'));
    expect(await issue(night, [newId], digital())).toMatchObject({ totalFen: 2_000 });
    expect(await refund(`${slip.slipNo}-N`, 'R-N', 10)).toBe('WAITING');
  });

  it('is one invoice however often Enter is pressed, and needs the clerk’s own shift', async () => {
    const slip = await settled(night, 88);
    const key = uuidv7();
    const typed = digital({ key });
    const [one, two] = [await issue(night, [slip.id], typed), await issue(night, [slip.id], typed)];
    expect(one.invoiceId).toBe(two.invoiceId);
    await giveBook(night, night.supervisor);
    const other = await settled(night, 10);
    await expect(issue(night, [other.id], digital({ by: night.supervisor }))).rejects.toThrow(
      refused('invoices.noShift'),
    );
  });

  it('takes the platform’s number once, typed or scanned with its amount', async () => {
    const [one, two] = [await settled(night, 60), await settled(night, 70)];
    const number = platformNo();
    const code = (yuan: string) => `01,32,,${number},${yuan},20261120,,`;
    await expect(issue(night, [one.id], digital({ number: code('70.00') }))).rejects.toThrow(
      refused('invoices.number.amount', { amount: '70.00' }),
    );
    await issue(night, [one.id], digital({ number: code('60.00') }));
    await expect(issue(night, [two.id], digital({ number }))).rejects.toThrow(refused('invoices.number.known'));
    await expect(issue(night, [two.id], digital({ number: '27442000000000000001' }))).rejects.toThrow(
      refused('invoices.number.invalid', { digits: 20 }),
    );
  });
});
