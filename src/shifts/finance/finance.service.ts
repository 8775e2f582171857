import { Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { DomainError } from '../../kernel/domain-error.js';
import { cleanText } from '../../kernel/text.js';
import type { AccountRef } from '../../ledger/chart-of-accounts.js';
import { Ledger, type TransferDraft } from '../../ledger/ledger.js';
import { Clock } from '../../platform/clock/clock.js';
import type { Tx } from '../../platform/database/tx.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { money } from '../../platform/views/format.js';
import type { DeskContext } from '../../staff/desk-context.js';
import { bagOf, stepBag } from '../bag-rows.js';
import { differenceOf } from '../rules/blind-count.js';
import { type CashCounts, countsToJson, countTotal } from '../rules/denominations.js';
import { ShiftPapers } from '../shift-papers.js';
import { shiftOf } from '../shift-rows.js';
import { settleShift } from '../shift-steps.js';
import { bookReceipt, financeCommand, remittance } from './bag-receipt.js';
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
    const command = financeCommand(desk, this.clock, 'finance.receiveBag', requestKey, { bagId, counts, reason });
    const { result } = await this.uow.run(command, async (tx) => {
      const bag = await bagOf(tx, tx.command.storeId, bagId);
      const difference = differenceOf(countedFen, bag.takingsFen + bag.floatFen);
      if (reason === '' && difference.overFen + difference.shortFen > 0)
        throw new DomainError('shifts.reason.required', {}, 'reason');
      const paper = await remittance(this.papers, tx, desk, { bag, counts: form.counts, difference });
      await stepBag(tx, bag, 'receive', { counts, countedFen, reason: reason || null, documentId: paper.id });
      await bookReceipt(this.ledger, tx, { bag, countedFen, difference, documentId: paper.id });
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
    const number = cleanText(form.number, { max: 34, required: true, field: 'number' }).toUpperCase();
    const bagIds = [...new Set(form.bagIds)].toSorted();
    if (bagIds.length === 0 || bagIds.length > MOST_BAGS) throw new DomainError('finance.deposit.none', {}, 'bags');
    const { result } = await this.uow.run(
      financeCommand(desk, this.clock, 'finance.deposit', requestKey, { number, bagIds }),
      async (tx) => {
        const { storeId, actorId: byId } = tx.command;
        const kept = await numberToKeep(tx, number);
        const depositId = uuidv7();
        const transfers = await this.emptyBags(tx, bagIds, depositId);
        const amountFen = transfers.reduce((sum, { amount }) => sum + amount, 0);
        const documentId = await this.depositPaper(tx, desk, kept, bagIds.length, amountFen);
        await this.ledger.post(tx, { kind: 'finance.deposited', documentId, transfers });
        await tx.insert(BankDeposit, { id: depositId, storeId, number: kept, amountFen, documentId, byId, at: tx.now });
        return { documentId };
      },
    );
    return result.documentId;
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

/**
 * The number of the bank's slip, once; where its deposit was taken back the next one is kept as `<number> (2)`.
 * Throws `finance.deposit.numberUsed {number}`.
 */
async function numberToKeep(tx: Tx, number: string): Promise<string> {
  const used = await tx.rows<{ undone: number }>(
    `SELECT (SELECT count(*) FROM undone_paper u WHERE u.document_id = b.document_id) AS undone FROM bank_deposit b
     WHERE b.store_id = ? AND (b.number = ? OR b.number LIKE ?)`,
    [tx.command.storeId, number, `${number} (%)`],
  );
  if (used.some(({ undone }) => undone === 0))
    throw new DomainError('finance.deposit.numberUsed', { number }, 'number');
  return used.length === 0 ? number : `${number} (${used.length + 1})`;
}
