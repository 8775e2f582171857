import { Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { DomainError } from '../kernel/domain-error.js';
import type { SqlReads } from '../platform/database/sql-reads.js';
import type { Tx } from '../platform/database/tx.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { OnSpotCoSigner, type TypedCoSign } from '../staff/approvals/on-spot-co-signer.js';
import { commandOfTheDay, type DeskContext } from '../staff/desk-context.js';
import { BirthdayDay } from './birthday-day.js';
import { BirthdayPapers } from './birthday-papers.js';
import { BirthdayQueries } from './birthday.queries.js';
import { GiftCustody } from './gift-custody.js';
import { GiftReconciledMove } from './gift-reconciled-move.entity.js';
import { GiftReconciliationLine } from './gift-reconciliation-line.entity.js';
import { type CountDifference, type HandCount, HandCounts } from './hand-counts.js';
import { GiftReconciliation } from './gift-reconciliation.entity.js';
import { OF_PERIOD, type PeriodLine, ReconciliationQueries } from './reconciliation.queries.js';

export type PeriodClosed = { reconciliationId: string; number: string };

/** 003E-031, 032: on the 15th and min(30, last day) manager and Finance count what is in hand, sign, and the period is closed for good. */
@Injectable()
export class Reconciliations {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly day: BirthdayDay,
    private readonly entries: BirthdayQueries,
    private readonly queries: ReconciliationQueries,
    private readonly custody: GiftCustody,
    private readonly hands: HandCounts,
    private readonly papers: BirthdayPapers,
    private readonly coSigner: OnSpotCoSigner,
  ) {}

  /**
   * Closes the period that is due. A count that differs from the books is posted with its reason; pieces of an act made meanwhile make the count
   * stale. Throws `birthdays.reconcile.early {date}`, like `HandCounts.compare`, PIN refusals.
   */
  async close(
    desk: DeskContext,
    key: string,
    counts: readonly HandCount[],
    finance: TypedCoSign,
  ): Promise<PeriodClosed> {
    const signer = await this.coSigner.verify(desk, 'birthdays.reconcile', finance);
    const input = { counts: counts.map((count) => ({ ...count })) };
    const command = commandOfTheDay(desk, 'birthdays.reconcile', key, input, [signer]);
    const { result } = await this.uow.run(command, async (tx) => {
      const today = this.day.today(desk);
      const { closeDays } = (await this.day.policy(desk, tx)).birthdays;
      const { period, previousId } = await this.queries.due(tx, desk.store.id, today, closeDays);
      if (today < period.to) throw new DomainError('birthdays.reconcile.early', { date: period.to });
      const rows = await this.hands.rows(tx, desk.store.id, previousId);
      const differing = this.hands.compare(rows, counts);
      const { id: documentId, number } = await this.paper(tx, desk, differing, signer.staffId);
      for (const { row, pieces, reason } of differing) {
        const lines = [{ itemId: row.itemId, entryId: row.entryId, pieces, forDate: row.onDate }];
        await this.custody.post(tx, { kind: 'COUNT', lines, documentId, reason, coSignerId: signer.staffId });
      }
      const id = uuidv7();
      const lines = await this.queries.lines(tx, desk.store.id, period.to, previousId);
      const { from: periodFrom, to: periodTo } = period;
      const signed = { managerId: desk.person.id, financeId: signer.staffId, at: tx.now };
      await tx.insert(GiftReconciliation, { id, documentId, periodFrom, periodTo, storeId: desk.store.id, ...signed });
      await this.archive(tx, id, lines);
      await this.seal(tx, desk.store.id, periodTo, id);
      return { number, reconciliationId: id };
    });
    return result;
  }

  private async paper(
    tx: Tx,
    desk: DeskContext,
    differing: readonly CountDifference[],
    financeId: string,
  ): Promise<{ id: string; number: string }> {
    const finance = await tx.one<{ name: string }>('SELECT name FROM staff WHERE id = ?', [financeId]);
    const entries = await this.entries.byIds(
      tx,
      desk.store.id,
      differing.flatMap(({ row }) => row.entryId ?? []),
    );
    const lines = differing.map(({ row, pieces }) => ({
      pieces,
      item: row.nameZh,
      entry: entries.find(({ id }) => id === row.entryId) ?? null,
    }));
    return this.papers.register(tx, desk, {
      lines,
      kind: 'reconcile',
      second: finance?.name ?? '',
      secondRole: 'FINANCE',
    });
  }

  private async archive(tx: Tx, reconciliationId: string, lines: readonly PeriodLine[]): Promise<void> {
    for (const { itemId, entryId, opening, drawn, delivered, returned, lost, difference, closing, reason } of lines) {
      const figures = { opening, drawn, delivered, returned, lost, difference, closing };
      await tx.insert(GiftReconciliationLine, { ...figures, id: uuidv7(), reconciliationId, itemId, entryId, reason });
    }
  }

  private async seal(tx: Tx, storeId: string, to: string, reconciliationId: string): Promise<void> {
    for (const { id } of await openMoves(tx, storeId, to)) {
      await tx.insert(GiftReconciledMove, { moveId: id, reconciliationId });
    }
  }
}

function openMoves(db: SqlReads, storeId: string, to: string): Promise<{ id: string }[]> {
  return db.rows(
    'SELECT v.id FROM birthday_gift_move v LEFT JOIN gift_reconciled_move s ON s.move_id = v.id ' +
      `WHERE v.store_id = ? AND s.move_id IS NULL AND ${OF_PERIOD}`,
    [storeId, to, to],
  );
}
