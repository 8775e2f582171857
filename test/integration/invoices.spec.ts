import { uuidv7 } from 'uuidv7';
import { CorrectTitle } from '../../src/invoices/correct-title.js';
import { IssueInvoice } from '../../src/invoices/issue-invoice.js';
import { LostReceipts } from '../../src/invoices/lost-receipt.act.js';
import { RefundWaits } from '../../src/invoices/refund-waits.js';
import { lotsBehindSlip } from '../../src/invoices/sources/lot-rows.js';
import { Reader } from '../../src/platform/database/reader.js';
import { SlipChanges } from '../../src/slips/slip-changes.js';
import { InvoicedLots } from '../../src/stored-value/refund/invoiced-lots.js';
import { ApprovalDecisions } from '../../src/staff/approvals/approval-decisions.js';
import { describeOnBothDatabases } from '../support/databases.js';
import { expectBooksToBalance } from '../support/invariants.js';
import {
  giveBook,
  type InvoiceNight,
  issue,
  openInvoiceNight,
  platformNo,
  settled,
  takeBack,
} from '../support/invoices.js';
import { enrol } from '../support/members.js';
import { at, given, PIN } from '../support/people.js';
import { guest, slipOf } from '../support/points.js';
import { atCounter } from '../support/shifts.js';
import { spend, topUp } from '../support/stored-value.js';
import { type AppWorld, openWorld } from '../support/world.js';

const refused = (code: string, params: object = {}) =>
  expect.objectContaining({ code, params: expect.objectContaining(params) });

describeOnBothDatabases('what a guest may have an invoice for', (db) => {
  let world: AppWorld;
  let night: InvoiceNight;

  beforeAll(async () => {
    world = await openWorld(db, { at: '2026-11-20T12:00' });
  });
  beforeEach(async () => {
    world.clock.setTo('2026-11-20T12:00:00+08:00');
    night = await openInvoiceNight(world, 'DIGITAL');
  });
  afterEach(() => expectBooksToBalance(world));
  afterAll(() => world.close());

  const digital = (more: object = {}) => ({ kind: 'DIGITAL', number: platformNo(), ...more });
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
  });

  it('is issued by Finance alone for a company that pays later', async () => {
    const slip = await settled(night, 900, { pay: [['ON_ACCOUNT', 900]] });
    const input = {
      ...{ sources: `ACCOUNT:${slip.id}`, amount: '', kind: 'DIGITAL', titleKind: 'UNIT', title: '星光文化有限公司' },
      ...{ taxNo: '91350100M000100Y43', number: platformNo(), visits: '', confirmed: '1' },
    };
    await expect(issue(night, [`ACCOUNT:${slip.id}`], digital())).rejects.toThrow(refused('invoices.account.finance'));
    const office = at(night.house, night.finance, { terminal: null });
    const issued = await world.get(IssueInvoice).onAccount(office, uuidv7(), input);
    expect(issued.result).toMatchObject({ totalFen: 90_000 });
    expect(await claimOf(slip.id)).toBeDefined();
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
});
