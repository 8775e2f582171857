import { jest } from '@jest/globals';
import { uuidv7 } from 'uuidv7';
import { DeskModes } from '../../src/invoices/desk-modes.js';
import { IssueInvoice } from '../../src/invoices/issue-invoice.js';
import { PlatformLists } from '../../src/invoices/platform/platform-lists.js';
import { RefundWaits } from '../../src/invoices/refund-waits.js';
import { MatchNight } from '../../src/night/match-night.service.js';
import { Reader } from '../../src/platform/database/reader.js';
import type { Tx } from '../../src/platform/database/tx.js';
import { UnitOfWork } from '../../src/platform/database/unit-of-work.js';
import { SlipChanges } from '../../src/slips/slip-changes.js';
import { commandOfTheDay } from '../../src/staff/desk-context.js';
import { CorrectTopUp } from '../../src/stored-value/correct-top-up.js';
import { InvoicedLots } from '../../src/stored-value/refund/invoiced-lots.js';
import { OpenLots } from '../../src/stored-value/open-lots.js';
import { PolicyService } from '../../src/venue/policy.service.js';
import { DEFAULT_POLICY, type Policy } from '../../src/venue/rules/policy-schema.js';
import { SafeContents } from '../../src/venue/safe-contents.js';
import { describeOnBothDatabases } from '../support/databases.js';
import { failedChecks } from '../support/invariants.js';
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
import { endShift } from '../support/night.js';
import { at, given, PIN } from '../support/people.js';
import { guest } from '../support/points.js';
import { atCounter } from '../support/shifts.js';
import { spend, topUp } from '../support/stored-value.js';
import type { AppWorld } from '../support/world.js';

const refused = (code: string, params: object = {}) =>
  expect.objectContaining({ code, params: expect.objectContaining(params) });

describeOnBothDatabases('money that is not invoiced here, and books that do not go along', (db) => {
  let world: AppWorld;
  let night: InvoiceNight;
  eachDigitalNight(db, (...opened) => {
    [world, night] = opened;
  });

  const inStore = (work: (tx: Tx) => Promise<unknown>) =>
    given(
      world,
      night.house.store.id,
      async (tx) => {
        await work(tx);
        return null;
      },
      night.house.businessDate,
    );
  const refund = (slipNo: string, refundNo: string, yuan: number) =>
    inStore((tx) =>
      world.get(SlipChanges).refund(tx, { slipNo, refundNo, tenders: [{ kind: 'CASH', amountFen: yuan * 100 }] }),
    );
  const policy = (change: Partial<Policy>) =>
    inStore((tx) => {
      const changed = { ...DEFAULT_POLICY, ...change };
      return world.get(PolicyService).change(tx, { policy: changed, effectiveFrom: '2026-11-20', reason: '试' });
    });
  const lotOf = async (membershipId: string) =>
    (await world.one<{ id: string; documentId: string; cardId: string }>(
      'SELECT id, document_id, card_id FROM top_up_lot WHERE membership_id = ? ORDER BY id DESC LIMIT 1',
      [membershipId],
    ))!;

  it('is stored value where the house invoices it at use: nothing at the top-up, the principal on the slip, once', async () => {
    await valuePolicy(night, { invoiceMode: 'AT_USE' });
    const desk = await atCounter(night.house, night.clerk);
    const member = await guest(night);
    await topUp(world, desk, member.membershipId, 300_000);
    await valuePolicy(night, {});
    const lot = await lotOf(member.membershipId);
    await expect(issue(night, [`LOT:${lot.id}`], digital())).rejects.toThrow(refused('invoices.zero.AT_USE'));
    const slipNo = `SU-${lot.id.slice(-8).toUpperCase()}`;
    await spend(world, desk, member.cardNo, 10_000, { slipNo });
    const [spent] = await world.rows<{ principalFen: number }>('SELECT principal_fen FROM spend WHERE slip_no = ?', [
      slipNo,
    ]);
    const slip = await settled(night, 150, {
      slipNo,
      pay: [
        ['STORED_VALUE', 100],
        ['CASH', 50],
      ],
    });
    const { totalFen, invoiceId } = await issue(night, [slip.id], digital());
    expect(totalFen).toBe(spent!.principalFen + 5_000);
    expect(await world.one('SELECT item FROM invoice WHERE id = ?', [invoiceId])).toEqual({ item: 'SERVICE' });
    await expect(issue(night, [slip.id], digital())).rejects.toThrow(refused('invoices.used'));
    await topUp(world, desk, member.membershipId, 100_000);
    const now = await lotOf(member.membershipId);
    expect(await issue(night, [`LOT:${now.id}`], digital())).toMatchObject({ totalFen: 100_000 });
  });

  it('is a lot invoiced before go-live or given back, a voucher of a platform, a bill that was refunded', async () => {
    const desk = await atCounter(night.house, night.clerk);
    const member = await guest(night);
    await topUp(world, desk, member.membershipId, 50_000);
    const { id: lotId, documentId, cardId } = await lotOf(member.membershipId);
    const { membershipId } = member;
    const old = { membershipId, cardId, principalFen: 80_000, bonusFen: 0, paidAt: world.clock.now() - 86_400_000 };
    const unsaid = { terms: '', tierCause: '', coolingDays: null, consumerPrice: null, agreedRate: null };
    await inStore((tx) => world.get(OpenLots).open(tx, documentId, [{ ...old, ...unsaid, invoicedBefore: true }]));
    const before = await lotOf(membershipId);
    await expect(issue(night, [`LOT:${before.id}`], digital())).rejects.toThrow(
      refused('invoices.zero.INVOICED_BEFORE'),
    );
    const wish = { lotId, amountFen: 0, tender: 'CASH', reason: '点错会员' };
    const hand = { name: '王丽', printerId: null, till: night.shiftId, via: 'COUNTER' } as const;
    const correct = (change: { amountFen: number }) => {
      const command = commandOfTheDay(desk, 'storedValue.correctTopUp', uuidv7(), change);
      return world
        .get(UnitOfWork)
        .run(command, (tx) => world.get(CorrectTopUp).within(tx, { ...wish, ...change }, hand));
    };
    const typed = digital();
    const { invoiceId } = await issue(night, [`LOT:${lotId}`], typed);
    const stands = refused('storedValue.correct.invoiced', { no: typed.number });
    await expect(correct({ amountFen: 40_000 })).rejects.toThrow(stands);
    const unasked = jest.spyOn(world.get(InvoicedLots), 'of').mockResolvedValue([]);
    await correct({ amountFen: 0 });
    unasked.mockRestore();
    expect(await failedChecks(world)).toEqual(['invoices.neverBeyondTheLot']);
    await takeBack(night, invoiceId, { reason: '03', redNumber: platformNo() });
    await expect(issue(night, [`LOT:${lotId}`], digital())).rejects.toThrow(refused('invoices.zero.RETURNED'));
    await policy({ invoices: { ...DEFAULT_POLICY.invoices, groupBuy: 'NONE' } });
    const bought = await settled(night, 100, { pay: [['GROUP_BUY', 88]] });
    await expect(issue(night, [bought.id], digital())).rejects.toThrow(refused('invoices.zero.GROUP_BUY'));
    const paid = await settled(night, 60);
    await refund(paid.slipNo, 'T-9', 60);
    await expect(issue(night, [paid.id], digital())).rejects.toThrow(refused('invoices.zero.NOTHING'));
  });

  it('is refused in words: no payment, no title, 601 on a torn sheet', async () => {
    const slip = await settled(night, 60);
    await expect(issue(night, [], digital())).rejects.toThrow(refused('invoices.sources.none'));
    await expect(issue(night, [slip.id], digital({ titleKind: 'UNIT', title: ' ' }))).rejects.toThrow(
      refused('invoices.title.required'),
    );
    const office = at(night.house, night.finance, { terminal: null });
    const bill = { ...plain, taxNo: '91350100M000100Y43', sources: `SLIP:${slip.id}`, number: platformNo() };
    await expect(world.get(IssueInvoice).onAccount(office, uuidv7(), bill)).rejects.toThrow(
      refused('invoices.sources.none'),
    );
    const desk = await atCounter(night.house, night.clerk);
    const member = await guest(night);
    await topUp(world, desk, member.membershipId, 50_000);
    await world.get(DeskModes).set(office, uuidv7(), night.house.terminal.deskId, 'PAPER');
    await giveBook(night, night.clerk, { kind: 'FIXED', yuan: 100 });
    const lot = await lotOf(member.membershipId);
    await expect(issue(night, [`LOT:${lot.id}`], { kind: 'FIXED' })).rejects.toThrow(refused('invoices.item.sheet'));
  });

  it('tells a till that a refund was given up, and Finance which line of a list is wrong', async () => {
    const slip = await settled(night, 100);
    await issue(night, [slip.id], digital());
    await refund(slip.slipNo, 'T-7', 40);
    const [wait] = await world.get(RefundWaits).open(world.get(Reader), night.house.store.id);
    const desk = await atCounter(night.house, night.clerk);
    await world.get(RefundWaits).close(desk, uuidv7(), wait!.id, 'DROPPED');
    await expect(refund(slip.slipNo, 'T-7', 40)).rejects.toThrow(refused('invoices.refund.dropped'));
    const list = (text: string) =>
      world.get(PlatformLists).import(desk, uuidv7(), '2026-11-20', { fileName: 'a.csv', bytes: Buffer.from(text) });
    await expect(list('甲,乙\n1,2\n')).rejects.toThrow(refused('invoices.platform.columns'));
    await expect(list(`发票号码,价税合计\n${platformNo()},9\n12,9\n`)).rejects.toThrow(
      refused('invoices.platform.row', { line: 3 }),
    );
  });

  it('does not match a night on which something is open', async () => {
    await endShift(night.house, night.clerk, night.supervisor);
    const open = jest.spyOn(world.get(SafeContents), 'obstacles').mockResolvedValue([{ key: 'night.obstacle.GAP' }]);
    const form = { typed: {}, verdict: 'NONE', problem: '', pin: PIN } as const;
    const desk = at(night.house, night.clerk);
    await expect(world.get(MatchNight).match(desk, uuidv7(), night.house.terminal.deskId, form)).rejects.toThrow(
      refused('night.open', { count: 1 }),
    );
    open.mockRestore();
  });
});

const plain = { amount: '', kind: 'DIGITAL', titleKind: 'UNIT', title: '星光', taxNo: '', visits: '', confirmed: '1' };
