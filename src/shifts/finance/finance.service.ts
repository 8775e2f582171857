import { Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { calendarDate } from '../../kernel/business-day.js';
import { DomainError } from '../../kernel/domain-error.js';
import { cleanText } from '../../kernel/text.js';
import type { AccountRef } from '../../ledger/chart-of-accounts.js';
import { Ledger, type TransferDraft } from '../../ledger/ledger.js';
import { Clock } from '../../platform/clock/clock.js';
import type { Command, Json } from '../../platform/database/command.js';
import type { Tx } from '../../platform/database/tx.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { money } from '../../platform/views/format.js';
import { commandAt, type DeskContext } from '../../staff/desk-context.js';
import { bagOf, type BagRow, stepBag } from '../bag-rows.js';
import { type Difference, differenceOf } from '../rules/blind-count.js';
import { type CashCounts, countsToJson, countTotal } from '../rules/denominations.js';
import { ShiftPapers } from '../shift-papers.js';
import { shiftOf } from '../shift-rows.js';
import { settleShift } from '../shift-steps.js';
import { BankDeposit } from './bank-deposit.entity.js';

const MOST_BAGS = 100;

/** Finance's own hands: the bag is counted again, the cash goes to the bank (counter-practice 1.8, H3). */
@Injectable()
export class FinanceService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly ledger: Ledger,
    private readonly papers: ShiftPapers,
    private readonly clock: Clock,
  ) {}

  /**
   * 核对缴款袋 by Finance's own count. A difference to what was declared goes to over or short of that shift, with a reason.
   * The bag of a shift that waited for it lets the clerk go. Throws `bag.transition`, `shifts.reason.required`.
   */
  async receive(
    desk: DeskContext,
    requestKey: string,
    bagId: string,
    form: { counts: CashCounts; reason: string },
  ): Promise<string> {
    const counts = countsToJson(form.counts);
    const countedFen = countTotal(form.counts);
    const reason = cleanText(form.reason, { max: 200, field: 'reason' });
    const command = this.command(desk, 'finance.receiveBag', requestKey, { bagId, counts, reason });
    const { result } = await this.uow.run(command, async (tx) => {
      const bag = await bagOf(tx, tx.command.storeId, bagId);
      const difference = differenceOf(countedFen, bag.takingsFen + bag.floatFen);
      if (reason === '' && difference.overFen + difference.shortFen > 0)
        throw new DomainError('shifts.reason.required', {}, 'reason');
      const paper = await this.remittance(tx, desk, bag, form.counts, difference);
      await stepBag(tx, bag, 'receive', { counts, countedFen, reason: reason || null, documentId: paper.id });
      await tx.run('UPDATE cash_bag SET received_fen = ?, received_at = ? WHERE id = ?', [countedFen, tx.now, bagId]);
      await this.postReceipt(tx, bag, countedFen, difference, paper.id);
      if (countedFen <= bag.floatFen) await stepBag(tx, { id: bagId, state: 'RECEIVED' }, 'deposit');
      const shift = await shiftOf(tx, bag.storeId, bag.shiftId);
      if (bag.source === 'SHIFT' && shift.state === 'ACCEPTED') await settleShift(tx, shift);
      return { documentId: paper.id };
    });
    return result.documentId;
  }

  /**
   * 解款: received bags go to the bank together, under the number of the bank's own slip.
   * Throws `finance.deposit.none`, `finance.deposit.numberUsed {number}`, `bag.transition`, `page.notFound`.
   */
  async deposit(
    desk: DeskContext,
    requestKey: string,
    form: { number: string; bagIds: readonly string[] },
  ): Promise<string> {
    const number = cleanText(form.number, { max: 40, required: true, field: 'number' }).toUpperCase();
    const bagIds = [...new Set(form.bagIds)].toSorted();
    if (bagIds.length === 0 || bagIds.length > MOST_BAGS) throw new DomainError('finance.deposit.none', {}, 'bags');
    const { result } = await this.uow.run(
      this.command(desk, 'finance.deposit', requestKey, { number, bagIds }),
      async (tx) => {
        const { storeId, actorId: byId } = tx.command;
        const used = await tx.one('SELECT id FROM bank_deposit WHERE store_id = ? AND number = ?', [storeId, number]);
        if (used) throw new DomainError('finance.deposit.numberUsed', { number }, 'number');
        const depositId = uuidv7();
        const transfers = await this.emptyBags(tx, bagIds, depositId);
        const amountFen = transfers.reduce((sum, { amount }) => sum + amount, 0);
        const documentId = await this.depositPaper(tx, desk, number, bagIds.length, amountFen);
        await this.ledger.post(tx, { kind: 'finance.deposited', documentId, transfers });
        await tx.insert(BankDeposit, { id: depositId, storeId, number, amountFen, documentId, byId, at: tx.now });
        return { documentId };
      },
    );
    return result.documentId;
  }

  /** Finance works in the morning too, before the day is open: then the act carries the calendar's date. */
  private command<Input extends Json>(
    desk: DeskContext,
    kind: 'finance.receiveBag' | 'finance.deposit',
    key: string,
    input: Input,
  ): Command<Input> {
    return { ...commandAt(desk, kind, key, input), businessDate: desk.businessDate ?? calendarDate(this.clock.now()) };
  }

  private async emptyBags(tx: Tx, bagIds: readonly string[], depositId: string): Promise<TransferDraft[]> {
    const transfers: TransferDraft[] = [];
    for (const bagId of bagIds) {
      const bag = await bagOf(tx, tx.command.storeId, bagId);
      await stepBag(tx, bag, 'deposit');
      await tx.run('UPDATE cash_bag SET deposit_id = ? WHERE id = ?', [depositId, bagId]);
      const from: AccountRef = { kind: 'finance.received', owner: bag.storeId, part: bagId };
      const amount = await this.ledger.balance(tx, 'FEN', from);
      transfers.push({ unit: 'FEN', from, to: { kind: 'bank.deposited', owner: bag.storeId }, amount });
    }
    return transfers;
  }

  /** Out of the bag: the float back to Finance's float, the takings to what was received, the difference to its account. */
  private async postReceipt(
    tx: Tx,
    bag: BagRow,
    countedFen: number,
    difference: Difference,
    documentId: string,
  ): Promise<void> {
    const { storeId: owner, id: part, shiftId, floatFen, takingsFen } = bag;
    const inBag: AccountRef = { kind: 'cash.bag', owner, part };
    const received: AccountRef = { kind: 'finance.received', owner, part };
    const backFen = Math.min(floatFen, countedFen);
    const keptFen = Math.min(countedFen - backFen, floatFen + takingsFen - backFen);
    const moves: [from: AccountRef, to: AccountRef, amount: number][] = [
      [inBag, { kind: 'finance.float', owner }, backFen],
      [inBag, received, keptFen],
      [inBag, { kind: 'cash.short', owner: shiftId, part: 'bag' }, difference.shortFen],
      [{ kind: 'cash.over', owner: shiftId, part: 'bag' }, received, difference.overFen],
    ];
    const transfers = moves.flatMap(([from, to, amount]) =>
      amount > 0 ? [{ unit: 'FEN' as const, from, to, amount }] : [],
    );
    if (transfers.length > 0) await this.ledger.post(tx, { kind: 'finance.received', documentId, transfers });
  }

  private remittance(
    tx: Tx,
    desk: DeskContext,
    bag: BagRow,
    counts: CashCounts,
    difference: Difference,
  ): Promise<{ id: string }> {
    const say = (key: string): string => this.papers.say(desk, key);
    return this.papers.create(tx, desk, {
      kind: 'remittance',
      lines: [
        { label: say('shift'), value: `${bag.businessDate} ${bag.template} ${bag.clerkName}` },
        { label: say('bag'), value: bag.number ?? say('inHand') },
        { label: say('takings'), value: money(bag.takingsFen) },
        { label: say('float'), value: money(bag.floatFen) },
        { label: say('over'), value: money(difference.overFen) },
        { label: say('short'), value: money(difference.shortFen) },
      ],
      counts,
      total: { label: say('amount'), value: money(countTotal(counts)) },
      signers: ['clerk', 'finance'],
    });
  }

  private async depositPaper(
    tx: Tx,
    desk: DeskContext,
    number: string,
    bags: number,
    amountFen: number,
  ): Promise<string> {
    const say = (key: string): string => this.papers.say(desk, key);
    const lines = [
      { label: say('bankNo'), value: number },
      { label: say('bags'), value: String(bags) },
    ];
    const total = { label: say('amount'), value: money(amountFen) };
    return (await this.papers.create(tx, desk, { kind: 'deposit', lines, total, signers: ['finance'] })).id;
  }
}
