import { Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { DomainError } from '../kernel/domain-error.js';
import { calendarDate } from '../kernel/business-day.js';
import { cleanText } from '../kernel/text.js';
import type { SqlReads } from '../platform/database/sql-reads.js';
import type { Tx } from '../platform/database/tx.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { commandAt, type DeskContext } from '../staff/desk-context.js';
import { DutyEntry } from './duty-entry.entity.js';
import { shiftOfClerk } from './shift-rows.js';

/** What a line of the log is about; the last five are read out at handover (002-12, 002-30). */
export const DUTY_KINDS = [
  'ON_DUTY',
  'OFF_DUTY',
  'INCIDENT',
  'NOTE',
  'EQUIPMENT',
  'SWAP',
  'INSTRUCTION',
  'UNFINISHED',
] as const;
export type DutyKind = (typeof DUTY_KINDS)[number];

/** What a person writes; coming and going is written by the shifts themselves. */
export const WRITTEN_KINDS = ['NOTE', 'INCIDENT', 'EQUIPMENT', 'SWAP', 'INSTRUCTION', 'UNFINISHED'] as const;

export interface DutyDraft {
  readonly kind: DutyKind;
  readonly place: string;
  readonly text: string;
  readonly shiftId: string | null;
}

/** Whoever comes on duty or leaves it, no matter at whose screen. */
export interface DutyTime extends DutyDraft {
  readonly byId: string;
}

export interface DutyRow {
  readonly id: string;
  readonly businessDate: string;
  readonly kind: DutyKind;
  readonly place: string;
  readonly text: string;
  readonly shiftId: string | null;
  readonly byName: string;
  readonly byNo: string;
  readonly at: number;
}

/** VIP服务中心值班记录 (003E-064): appended to, never altered, kept longer than the sixty days the rule asks for. */
@Injectable()
export class DutyLog {
  constructor(private readonly uow: UnitOfWork) {}

  /** Writes a line by hand. Throws `shifts.log.kind`, `text.*` on `text` and `place`. */
  async add(desk: DeskContext, requestKey: string, draft: Omit<DutyDraft, 'shiftId'>): Promise<void> {
    if (!WRITTEN_KINDS.some((kind) => kind === draft.kind)) throw new DomainError('shifts.log.kind', {}, 'kind');
    const text = cleanText(draft.text, { max: 500, required: true, field: 'text' });
    const place = cleanText(draft.place, { max: 64, field: 'place' }) || (desk.terminal?.name ?? desk.store.name);
    await this.uow.run(
      commandAt(desk, 'shifts.writeLog', requestKey, { kind: draft.kind, text, place }),
      async (tx) => {
        const shift = await shiftOfClerk(tx, tx.command.actorId);
        await this.write(tx, { kind: draft.kind, text, place, shiftId: shift?.id ?? null });
        return null;
      },
    );
  }

  /** Who came on duty or left it, with the shift's template as text. */
  onDuty(tx: Tx, draft: DutyTime): Promise<void> {
    return this.keep(tx, draft);
  }

  write(tx: Tx, draft: DutyDraft): Promise<void> {
    return this.keep(tx, { ...draft, byId: tx.command.actorId });
  }

  private async keep(tx: Tx, { kind, place, text, shiftId, byId }: DutyTime): Promise<void> {
    const { storeId, businessDate } = tx.command;
    await tx.insert(DutyEntry, {
      id: uuidv7(),
      storeId,
      kind,
      place,
      shiftId,
      byId,
      text: [...text].slice(0, 500).join(''),
      businessDate: businessDate ?? calendarDate(tx.now),
      at: tx.now,
    });
  }

  /** Lines between two instants (milliseconds, the first included), oldest first. */
  lines(db: SqlReads, storeId: string, from: number, until: number): Promise<DutyRow[]> {
    return db.rows<DutyRow>(
      'SELECT e.id, e.business_date, e.kind, e.place, e.text, e.shift_id, s.name AS by_name, s.staff_no AS by_no, e.at ' +
        'FROM duty_entry e JOIN staff s ON s.id = e.by_id WHERE e.store_id = ? AND e.at >= ? AND e.at < ? ORDER BY e.at, e.id',
      [storeId, from, until],
    );
  }

  /** What the next clerk must read: the lines of a shift that were written by hand. */
  ofShift(db: SqlReads, shiftId: string): Promise<DutyRow[]> {
    return db.rows<DutyRow>(
      'SELECT e.id, e.business_date, e.kind, e.place, e.text, e.shift_id, s.name AS by_name, s.staff_no AS by_no, e.at ' +
        "FROM duty_entry e JOIN staff s ON s.id = e.by_id WHERE e.shift_id = ? AND e.kind NOT IN ('ON_DUTY', 'OFF_DUTY') ORDER BY e.at, e.id",
      [shiftId],
    );
  }
}
