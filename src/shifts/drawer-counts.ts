import { Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { DomainError } from '../kernel/domain-error.js';
import { Ledger } from '../ledger/ledger.js';
import type { SqlReads } from '../platform/database/sql-reads.js';
import type { Tx } from '../platform/database/tx.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { commandOfTheDay, type DeskContext } from '../staff/desk-context.js';
import { CashCount } from './cash-count.entity.js';
import { type CountVerdict, judgeCount } from './rules/blind-count.js';
import { type CashCounts, countsFromJson, countsToJson, countTotal } from './rules/denominations.js';
import { ShiftPapers } from './shift-papers.js';
import { handlerOf, type ShiftRow, shiftOf } from './shift-rows.js';
import { stepShift } from './shift-steps.js';

export interface CountRow {
  readonly id: string;
  readonly cycle: number;
  readonly round: number;
  readonly counts: CashCounts;
  readonly countedFen: number;
  readonly expectedFen: number;
  readonly verdict: CountVerdict;
  readonly byName: string;
  readonly at: number;
}

type StoredCount = Omit<CountRow, 'counts'> & { counts: string };

/** Blind counts of a cut drawer (counter-practice H12). The cut drawer moves no more, so the figure cannot shift under the count. */
@Injectable()
export class DrawerCounts {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly ledger: Ledger,
    private readonly papers: ShiftPapers,
  ) {}

  /**
   * Keeps one count. The answer says only whether to count once more; the expected figure is shown when the count stands.
   * Throws `shifts.notYours {clerk}`, `shift.transition` when there is nothing to count, `page.notFound`.
   */
  async count(desk: DeskContext, requestKey: string, shiftId: string, counts: CashCounts): Promise<CountVerdict> {
    const command = commandOfTheDay(desk, 'shifts.count', requestKey, { shiftId, counts: countsToJson(counts) });
    const { result } = await this.uow.run(command, async (tx) => {
      const shift = await handledShift(tx, shiftId);
      if (shift.state !== 'CUT' && shift.state !== 'REFUSED') throw new DomainError('shift.transition');
      const cycle = 1 + (await sheetsOf(tx, shiftId));
      const round = 1 + (await roundsOf(tx, shiftId, cycle));
      const expectedFen = await this.ledger.balance(tx, 'FEN', { kind: 'cash.drawer', owner: shiftId });
      const countedFen = countTotal(counts);
      const verdict = judgeCount(round, countedFen, expectedFen);
      const row = { shiftId, cycle, round, countedFen, expectedFen, verdict, byId: tx.command.actorId, at: tx.now };
      await tx.insert(CashCount, { ...row, id: uuidv7(), counts: countsToJson(counts) });
      if (verdict !== 'RECOUNT') {
        await this.sheet(tx, desk, shift, counts);
        await stepShift(tx, shift, 'count');
      }
      return { verdict };
    });
    return result.verdict;
  }

  /** All counts of a shift, oldest first. */
  async of(db: SqlReads, shiftId: string): Promise<CountRow[]> {
    const rows = await db.rows<StoredCount>(
      'SELECT c.id, c.cycle, c.round, c.counts, c.counted_fen, c.expected_fen, c.verdict, s.name AS by_name, c.at ' +
        'FROM cash_count c JOIN staff s ON s.id = c.by_id WHERE c.shift_id = ? ORDER BY c.cycle, c.round',
      [shiftId],
    );
    return rows.map((row) => ({ ...row, counts: countsFromJson(row.counts) }));
  }

  /** 点钞单: pieces and sum as counted; it shows no expected figure. */
  private async sheet(tx: Tx, desk: DeskContext, shift: ShiftRow, counts: CashCounts): Promise<void> {
    const lines = [
      { label: this.papers.say(desk, 'shift'), value: `${shift.businessDate} ${shift.template} ${shift.clerkName}` },
    ];
    await this.papers.create(tx, desk, { kind: 'count', lines, counts, signers: ['clerk'] });
  }
}

/** A shift that the actor counts and signs: their own, or one they took over. Throws `shifts.notYours {clerk}`. */
export async function handledShift(tx: Tx, shiftId: string): Promise<ShiftRow> {
  const shift = await shiftOf(tx, tx.command.storeId, shiftId);
  if (handlerOf(shift) !== tx.command.actorId)
    throw new DomainError('shifts.notYours', { clerk: shift.takerName ?? shift.clerkName });
  return shift;
}

async function sheetsOf(tx: Tx, shiftId: string): Promise<number> {
  const row = await tx.one<{ n: number }>('SELECT count(*) AS n FROM handover_sheet WHERE shift_id = ?', [shiftId]);
  return row?.n ?? 0;
}

async function roundsOf(tx: Tx, shiftId: string, cycle: number): Promise<number> {
  const row = await tx.one<{ n: number }>('SELECT count(*) AS n FROM cash_count WHERE shift_id = ? AND cycle = ?', [
    shiftId,
    cycle,
  ]);
  return row?.n ?? 0;
}
