import { Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { addDays, calendarDate, venueInstant } from '../kernel/business-day.js';
import { DomainError } from '../kernel/domain-error.js';
import { cleanText } from '../kernel/text.js';
import { parseCount } from '../kernel/whole-number.js';
import type { SqlReads } from '../platform/database/sql-reads.js';
import type { Tx } from '../platform/database/tx.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { lastSheet } from '../shifts/handover-sheets.js';
import { bagDueDate } from '../shifts/rules/bag-life.js';
import { shiftOf } from '../shifts/shift-rows.js';
import { commandAt, type DeskContext } from '../staff/desk-context.js';
import { PolicyService } from '../venue/policy.service.js';
import { ProofCheck } from './proof-check.entity.js';
import { differs, type ProofFigures, proofState, type ProofState } from './rules/proof-state.js';

/** A shift whose receipts and copies went to Finance. */
export interface ShiftProofs {
  readonly shiftId: string;
  readonly businessDate: string;
  readonly template: string;
  readonly clerkId: string;
  readonly clerkName: string;
  /** When it was cut, milliseconds. */
  readonly endedAt: number;
  readonly expected: ProofFigures;
  readonly handed: ProofFigures;
  readonly checked: ProofFigures | undefined;
  readonly note: string | null;
  readonly checkedBy: string | null;
  readonly checkedAt: number | null;
  readonly state: ProofState;
  /** Milliseconds: by then Finance has it all (H3). */
  readonly dueAt: number;
  /** Past that, and not all of it is there and checked. */
  readonly overdue: boolean;
}

interface Row {
  readonly clerkId: string;
  readonly endedAt: number;
  readonly shiftId: string;
  readonly businessDate: string;
  readonly template: string;
  readonly clerkName: string;
  readonly receipts: number | null;
  readonly copies: number | null;
  readonly note: string | null;
  readonly checkedBy: string | null;
  readonly checkedAt: number | null;
}

const MOST = 9999;
const SHIFTS =
  'SELECT s.id AS shift_id, s.business_date, s.template, s.clerk_id, COALESCE(s.cut_at, s.opened_at) AS ended_at, c.name AS clerk_name, p.receipts, p.copies, p.note, f.name AS checked_by, ' +
  'p.at AS checked_at FROM shift s JOIN staff c ON c.id = s.clerk_id LEFT JOIN proof_check p ON p.id = (' +
  'SELECT x.id FROM proof_check x WHERE x.shift_id = s.id ORDER BY x.id DESC LIMIT 1) LEFT JOIN staff f ON f.id = p.by_id ' +
  "WHERE s.store_id = ? AND (s.business_date >= ? OR p.id IS NULL OR p.note IS NOT NULL) AND s.state IN ('ACCEPTED', 'CLOSED') AND EXISTS (" +
  'SELECT 1 FROM invoice_number n WHERE n.shift_id = s.id) ORDER BY s.opened_at DESC, s.id DESC';

/** 交与财务 (003E-074): Finance counts the receipts and copies of each shift; 缺凭证 stays until they are there. */
@Injectable()
export class Proofs {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly policies: PolicyService,
  ) {}

  /** Shifts with papers of invoices, newest first: of the last `days`, and whatever is open from before. */
  async recent(db: SqlReads, storeId: string, now: number, days = 45): Promise<ShiftProofs[]> {
    const rows = await db.rows<Row>(SHIFTS, [storeId, addDays(calendarDate(now), -days)]);
    const { shifts } = await this.policies.current(db, storeId, calendarDate(now));
    const found: ShiftProofs[] = [];
    for (const row of rows) {
      const { expected, handed } = await this.handed(db, row.shiftId);
      if (expected.receipts + expected.copies === 0) continue;
      const checked =
        row.receipts === null || row.copies === null ? undefined : { receipts: row.receipts, copies: row.copies };
      const state = proofState(expected, handed, checked);
      const due = bagDueDate(shifts.finance, calendarDate(row.endedAt));
      const dueAt = venueInstant(due, shifts.bagDueTime);
      found.push({ ...row, expected, handed, checked, state, dueAt, overdue: state !== 'CHECKED' && now >= dueAt });
    }
    return found;
  }

  /**
   * 缺凭证 that is past its date holds the own next shift of whoever handed it over, nobody else's, until Finance has written
   * since then what becomes of it (H3). Throws `night.proof.overdue {date}`.
   */
  async assertNoneOverdue(tx: Tx): Promise<void> {
    const { storeId, actorId } = tx.command;
    const overdue = (await this.recent(tx, storeId, tx.now)).find(
      ({ clerkId, state, overdue: late, checkedAt, dueAt }) =>
        clerkId === actorId && state === 'MISSING' && late && (checkedAt === null || checkedAt < dueAt),
    );
    if (overdue) throw new DomainError('night.proof.overdue', { date: overdue.businessDate });
  }

  /** Throws `page.notFound`, `count.*`, `night.proof.note` when it is not what the books know and nobody says why. */
  async check(
    desk: DeskContext,
    requestKey: string,
    shiftId: string,
    typed: { readonly receipts: string; readonly copies: string; readonly note: string },
  ): Promise<void> {
    const counted = {
      receipts: parseCount(typed.receipts, { min: 0, max: MOST, field: 'receipts' }),
      copies: parseCount(typed.copies, { min: 0, max: MOST, field: 'copies' }),
    };
    const note = cleanText(typed.note, { max: 200, field: 'note' });
    await this.uow.run(commandAt(desk, 'night.checkProofs', requestKey, { shiftId, ...counted, note }), async (tx) => {
      await shiftOf(tx, desk.store.id, shiftId);
      const { expected } = await this.handed(tx, shiftId);
      if (note === '' && differs(expected, counted)) throw new DomainError('night.proof.note', {}, 'note');
      const { actorId: byId } = tx.command;
      await tx.insert(ProofCheck, { id: uuidv7(), shiftId, ...counted, note: note || null, byId, at: tx.now });
      return { shiftId };
    });
  }

  private async handed(db: SqlReads, shiftId: string): Promise<{ expected: ProofFigures; handed: ProofFigures }> {
    const lines = (await lastSheet(db, shiftId))?.lines ?? [];
    const of = (key: string) => lines.find((line) => line.key === key);
    const [receipts, copies] = [of('invoiceReceipts'), of('invoiceCopies')];
    return {
      expected: { receipts: receipts?.expected ?? 0, copies: copies?.expected ?? 0 },
      handed: {
        receipts: receipts?.counted ?? receipts?.expected ?? 0,
        copies: copies?.counted ?? copies?.expected ?? 0,
      },
    };
  }
}
