import { uuidv7 } from 'uuidv7';
import { EnrolmentUndoService } from '../../src/cards/enrolment-undo.service.js';
import { LostReceipts } from '../../src/invoices/lost-receipt.act.js';
import { lotsBehindSlip } from '../../src/invoices/sources/lot-rows.js';
import { Reader } from '../../src/platform/database/reader.js';
import { CashDrawer } from '../../src/shifts/cash-drawer.service.js';
import { InvoicedLots } from '../../src/stored-value/refund/invoiced-lots.js';
import { ApprovalDecisions } from '../../src/staff/approvals/approval-decisions.js';
import { describeOnBothDatabases } from '../support/databases.js';
import {
  digital,
  eachDigitalNight,
  type InvoiceNight,
  issue,
  platformNo,
  settled,
  takeBack,
} from '../support/invoices.js';
import { enrol } from '../support/members.js';
import { at, PIN } from '../support/people.js';
import { guest } from '../support/points.js';
import { atCounter, sell } from '../support/shifts.js';
import { spend, topUp } from '../support/stored-value.js';
import type { AppWorld } from '../support/world.js';

const refused = (code: string, params: object = {}) =>
  expect.objectContaining({ code, params: expect.objectContaining(params) });

describeOnBothDatabases('what a guest may have an invoice for', (db) => {
  let world: AppWorld;
  let night: InvoiceNight;
  eachDigitalNight(db, (...opened) => {
    [world, night] = opened;
  });

  const claimOf = (slipId: string) =>
    world.one("SELECT tail, clerk_name FROM slip_claim WHERE slip_id = ? AND kind = 'invoice' AND released = ''", [
      slipId,
    ]);

  it('is the money of a mixed payment, once: the slip is stamped and a second attempt is told who, when and which', async () => {
    const slip = await settled(night, 680, {
      pay: [
        ['CASH', 100],
        ['WECHAT_PAY', 280],
        ['VOUCHER', 300],
      ],
    });
    const number = platformNo();
    expect(await issue(night, [slip.id], { kind: 'DIGITAL', number })).toMatchObject({
      totalFen: 38_000,
      numbers: [number],
    });
    expect(await claimOf(slip.id)).toEqual({ tail: number.slice(-8), clerkName: '王丽' });
    await expect(issue(night, [slip.id], digital())).rejects.toThrow(
      refused('invoices.used', { clerk: '王丽', no: number, time: '11-20 12:00' }),
    );
  });

  it('is not what was rounded down at the drawer, once for a slip that was paid in cash', async () => {
    const desk = await atCounter(night.house, night.clerk);
    await sell(world, desk, 10_000);
    const waiveNo = (reference: string) =>
      world.get(CashDrawer).roundDown(desk, uuidv7(), { amountFen: 50, reference });
    const waive = async ({ id }: { id: string }) => {
      const slip = await world.one<{ slipNo: string }>('SELECT slip_no FROM slip WHERE id = ?', [id]);
      return waiveNo(slip!.slipNo);
    };
    const slip = await settled(night, 100, { settledAt: '2026-11-20T12:00', pay: [['CASH', 100]] });
    await waive(slip);
    await expect(waive(slip)).rejects.toThrow(refused('shifts.roundDown.again'));
    const phone = await settled(night, 100, { settledAt: '2026-11-20T12:00', pay: [['WECHAT_PAY', 100]] });
    const before = await settled(night, 100, { pay: [['CASH', 100]] });
    for (const other of [phone, before]) await expect(waive(other)).rejects.toThrow(refused('shifts.roundDown.sale'));
    expect(await issue(night, [slip.id], digital())).toMatchObject({ totalFen: 9_950 });
    const whole = await settled(night, 100, { settledAt: '2026-11-20T12:00', pay: [['CASH', 100]] });
    const { numbers } = await issue(night, [whole.id], digital());
    await expect(waive(whole)).rejects.toThrow(refused('invoices.sale.standing', { no: numbers[0] }));
    const { membershipId } = await guest(night);
    await topUp(world, desk, membershipId, 50_000);
    const lot = await world.one<{ id: string; number: string }>(
      'SELECT l.id, d.number FROM top_up_lot l JOIN document d ON d.id = l.document_id WHERE l.membership_id = ?',
      [membershipId],
    );
    await issue(night, [`LOT:${lot!.id}`], digital());
    await expect(waiveNo(lot!.number)).rejects.toThrow(refused('invoices.sale.standing'));
  });

  it('is nothing of stored value, gifts and bills on account, and the desk says why', async () => {
    const paid = (kind: 'STORED_VALUE' | 'COMPLIMENTARY' | 'ON_ACCOUNT') => settled(night, 100, { pay: [[kind, 100]] });
    const zero = async (slip: { id: string }) =>
      issue(night, [slip.id], digital()).catch((error: Error) => error.message);
    expect(await zero(await paid('COMPLIMENTARY'))).toBe('invoices.zero.GIVEN');
    expect(await zero(await paid('ON_ACCOUNT'))).toBe('invoices.zero.ON_ACCOUNT');
    expect(await zero(await settled(night, 100, { settledAt: null }))).toBe('invoices.slip.unsettled');
    const group = await settled(night, 100, { pay: [['GROUP_BUY', 88]] });
    expect(await issue(night, [group.id], digital())).toMatchObject({ totalFen: 8_800 });
  });

  it('may be a part now and the rest weeks later, several slips on one, never more than was paid', async () => {
    const slips = [await settled(night, 300), await settled(night, 200)];
    const ids = slips.map(({ id }) => id);
    await expect(issue(night, ids, digital({ amount: '500.01' }))).rejects.toThrow(refused('invoices.amount.tooMuch'));
    expect(await issue(night, ids, digital({ amount: '350' }))).toMatchObject({ totalFen: 35_000 });
    world.clock.advance(40 * 86_400_000);
    await expect(issue(night, ids, digital())).rejects.toThrow(refused('invoices.used'));
    expect(await issue(night, [ids[1]!], digital())).toMatchObject({ totalFen: 15_000 });
    await expect(issue(night, [ids[1]!], digital())).rejects.toThrow(refused('invoices.used'));
    world.clock.advance(400 * 86_400_000);
    const late = await settled(night, 50);
    await expect(issue(night, [late.id], digital())).rejects.toThrow(refused('invoices.slip.late', { n: 365 }));
  });

  it('wants both papers of the guest, or the supervisor’s word that one was lost', async () => {
    const slip = await settled(night, 120);
    await expect(issue(night, [slip.id], digital({ visits: '' }))).rejects.toThrow(refused('invoices.visit.required'));
    await expect(issue(night, [slip.id], digital({ visits: 'KD-other' }))).rejects.toThrow(
      refused('invoices.visit.other'),
    );
    const desk = await atCounter(night.house, night.clerk);
    await expect(world.get(LostReceipts).ask(desk, uuidv7(), slip.id, ' ')).rejects.toThrow(refused('text.required'));
    const { id } = await world.get(LostReceipts).ask(desk, uuidv7(), slip.id, '客人把小票扔了');
    await expect(issue(night, [slip.id], digital({ visits: '' }))).rejects.toThrow(refused('invoices.visit.required'));
    await world
      .get(ApprovalDecisions)
      .approve(at(night.house, night.supervisor, { terminal: null }), uuidv7(), id, PIN);
    expect(await issue(night, [slip.id], digital({ visits: '' }))).toMatchObject({ totalFen: 12_000 });
  });

  it('is drawn up for a company only with its proven number, and compared by the guest', async () => {
    const slip = await settled(night, 90);
    const unit = (taxNo: string) => digital({ titleKind: 'UNIT', title: '星光文化有限公司', taxNo });
    await expect(issue(night, [slip.id], unit('91350100M000100Y44'))).rejects.toThrow(
      refused('invoices.taxNo.invalid'),
    );
    await expect(issue(night, [slip.id], { ...unit('91350100M000100Y43'), confirmed: '' })).rejects.toThrow(
      refused('invoices.notConfirmed'),
    );
    await expect(issue(night, [slip.id], digital({ kind: 'HAND' }))).rejects.toThrow(refused('invoices.desk.mode'));
    const issued = await issue(night, [slip.id], unit('91350100m000100y43'));
    expect(await world.one('SELECT title, tax_no, item FROM invoice WHERE id = ?', [issued.invoiceId])).toEqual({
      title: '星光文化有限公司',
      taxNo: '91350100M000100Y43',
      item: 'SERVICE',
    });
  });

  it('is a top-up once in its life, as 601; whoever asks at spending is led to it, and its refund waits', async () => {
    const desk = await atCounter(night.house, night.clerk);
    const member = await guest(night);
    await topUp(world, desk, member.membershipId, 300_000);
    const lot = (await world.one<{ id: string }>('SELECT id FROM top_up_lot WHERE membership_id = ?', [
      member.membershipId,
    ]))!;
    await spend(world, desk, member.cardNo, 10_000, { slipNo: `SV-${lot.id.slice(-8).toUpperCase()}` });
    const slip = await settled(night, 100, {
      slipNo: `SV-${lot.id.slice(-8).toUpperCase()}`,
      pay: [['STORED_VALUE', 100]],
    });
    await expect(issue(night, [slip.id], digital())).rejects.toThrow(refused('invoices.zero.STORED_VALUE'));
    expect(await lotsBehindSlip(world.get(Reader), night.house.store.id, slip.slipNo)).toEqual([lot.id]);
    const other = await settled(night, 50);
    await expect(issue(night, [`LOT:${lot.id}`, other.id], digital())).rejects.toThrow(refused('invoices.item.mixed'));
    const { invoiceId, totalFen } = await issue(night, [`LOT:${lot.id}`], digital());
    expect(totalFen).toBe(300_000);
    expect(await world.one('SELECT item FROM invoice WHERE id = ?', [invoiceId])).toEqual({ item: 'PREPAID' });
    await expect(issue(night, [`LOT:${lot.id}`], digital())).rejects.toThrow(refused('invoices.used'));
    const standing = () => world.get(InvoicedLots).of(world.get(Reader), [lot.id]);
    expect(await standing()).toMatchObject([{ lotId: lot.id, invoicedFen: 300_000 }]);
    await takeBack(night, invoiceId, { reason: '03', redNumber: platformNo() });
    expect(await standing()).toEqual([]);
  });

  it('is a card fee as a fee, never as 601, and not together with a bill', async () => {
    const { membershipId } = await enrol(world, await atCounter(night.house, night.clerk));
    const fee = (await world.one<{ id: string; feeFen: number }>(
      'SELECT id, fee_fen FROM enrolment WHERE membership_id = ?',
      [membershipId],
    ))!;
    const { invoiceId, totalFen } = await issue(night, [`FEE:${fee.id}`], digital());
    expect(totalFen).toBe(fee.feeFen);
    expect(await world.one('SELECT item FROM invoice WHERE id = ?', [invoiceId])).toEqual({ item: 'FEE' });
    await expect(issue(night, [`FEE:${fee.id}`], digital())).rejects.toThrow(refused('invoices.used'));
    await expect(issue(night, [`LOT:${fee.id}`], digital())).rejects.toThrow(refused('page.notFound'));
    const desk = await atCounter(night.house, night.clerk);
    const undo = () => world.get(EnrolmentUndoService).undo(desk, uuidv7(), fee.id, '客人改主意');
    await expect(undo()).rejects.toThrow(refused('invoices.fee.standing'));
    await takeBack(night, invoiceId, { reason: '03', redNumber: platformNo() });
    await undo();
  });
});
