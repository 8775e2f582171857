import { Injectable } from '@nestjs/common';
import { DomainError } from '../../kernel/domain-error.js';
import { cleanText } from '../../kernel/text.js';
import { Ledger } from '../../ledger/ledger.js';
import { Clock } from '../../platform/clock/clock.js';
import type { Tx } from '../../platform/database/tx.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { money } from '../../platform/views/format.js';
import type { DeskContext } from '../../staff/desk-context.js';
import { bagOf, receiptsOf, stepBag } from '../bag-rows.js';
import { differenceOf } from '../rules/blind-count.js';
import { type CashCounts, countsToJson, countTotal } from '../rules/denominations.js';
import { ShiftPapers } from '../shift-papers.js';
import { keepUndone } from '../undo-drawer-act.js';
import { bookReceipt, financeCommand, remittance } from './bag-receipt.js';

interface Deposited {
  readonly number: string;
  readonly amountFen: number;
  readonly documentId: string;
}

/** 财务更正: Finance's own count and the deposit at the bank, put right by rows and papers of their own. */
@Injectable()
export class FinanceCorrections {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly ledger: Ledger,
    private readonly papers: ShiftPapers,
    private readonly clock: Clock,
  ) {}

  /**
   * Counts a received bag again: the first count's posting is mirrored, the new one stands in its place. Throws
   * `text.required` on `reason`, `bag.transition` before it was counted, `finance.recount.deposited` once it lies at the bank.
   */
  async recount(
    desk: DeskContext,
    requestKey: string,
    bagId: string,
    form: { counts: CashCounts; reason: string },
  ): Promise<string> {
    const counts = countsToJson(form.counts);
    const countedFen = countTotal(form.counts);
    const reason = cleanText(form.reason, { max: 200, required: true, field: 'reason' });
    const command = financeCommand(desk, this.clock, 'finance.recountBag', requestKey, { bagId, counts, reason });
    const { result } = await this.uow.run(command, async (tx) => {
      const bag = await bagOf(tx, tx.command.storeId, bagId);
      if (bag.depositId !== null) throw new DomainError('finance.recount.deposited');
      const first = (await receiptsOf(tx, bagId)).at(-1);
      const difference = differenceOf(countedFen, bag.takingsFen + bag.floatFen);
      const more = [
        { label: this.papers.say(desk, 'sale'), value: first?.documentNo ?? '' },
        { label: this.papers.say(desk, 'reason'), value: reason },
      ];
      const paper = { bag, counts: form.counts, difference, title: 'recount', more };
      const { id: documentId } = await remittance(this.papers, tx, desk, paper);
      await stepBag(tx, bag, 'recount', { counts, countedFen, reason, documentId });
      await this.mirror(tx, first?.documentId ?? '', { kind: 'finance.recounted', documentId });
      await bookReceipt(this.ledger, tx, { bag, countedFen, difference, documentId });
      return { documentId };
    });
    return result.documentId;
  }

  /**
   * 解款冲正: the bags of a deposit lie with Finance again. Throws `text.required` on `reason`, `page.notFound`,
   * `shifts.undo.done`.
   */
  async undoDeposit(desk: DeskContext, requestKey: string, depositId: string, typed: string): Promise<string> {
    const reason = cleanText(typed, { max: 200, required: true, field: 'reason' });
    const command = financeCommand(desk, this.clock, 'finance.undoDeposit', requestKey, { depositId, reason });
    const { result } = await this.uow.run(command, async (tx) => {
      const deposit = await tx.one<Deposited>(
        'SELECT number, amount_fen, document_id FROM bank_deposit WHERE id = ? AND store_id = ?',
        [depositId, tx.command.storeId],
      );
      if (!deposit) throw new DomainError('page.notFound');
      const documentId = await this.undonePaper(tx, desk, deposit, reason);
      await keepUndone(tx, { documentId: deposit.documentId, undoneById: documentId, reason, witnessId: null });
      const bags = await tx.rows<{ id: string; state: 'DEPOSITED' }>(
        'SELECT id, state FROM cash_bag WHERE deposit_id = ? ORDER BY id',
        [depositId],
      );
      for (const bag of bags) await stepBag(tx, bag, 'undoDeposit', { reason, documentId });
      await tx.run('UPDATE cash_bag SET deposit_id = NULL WHERE deposit_id = ?', [depositId]);
      await this.mirror(tx, deposit.documentId, { kind: 'finance.depositUndone', documentId });
      return { documentId };
    });
    return result.documentId;
  }

  /** Everything a paper moved, the other way round. */
  private async mirror(tx: Tx, wrongId: string, posting: { kind: string; documentId: string }): Promise<void> {
    const wrong = await tx.rows<{ id: string }>(
      'SELECT id FROM ledger_transfer WHERE document_id = ? AND reverses_id IS NULL ORDER BY id',
      [wrongId],
    );
    await this.ledger.reverse(
      tx,
      wrong.map(({ id }) => id),
      posting,
    );
  }

  private async undonePaper(tx: Tx, desk: DeskContext, deposit: Deposited, reason: string): Promise<string> {
    const say = (key: string): string => this.papers.say(desk, key);
    const lines = [
      { label: say('bankNo'), value: deposit.number },
      { label: say('reason'), value: reason },
    ];
    const total = { label: say('amount'), value: money(deposit.amountFen) };
    const paper = { kind: 'deposit', title: 'depositUndone', lines, total, signers: ['finance'] } as const;
    return (await this.papers.create(tx, desk, paper)).id;
  }
}
