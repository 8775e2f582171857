import { Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { calendarDate, proposedBusinessDate } from '../kernel/business-day.js';
import { DomainError } from '../kernel/domain-error.js';
import type { Command } from '../platform/database/command.js';
import type { SqlReads } from '../platform/database/sql-reads.js';
import type { Tx } from '../platform/database/tx.js';
import { BusinessDay } from './business-day.entity.js';
import { DayGate } from './day-gate.js';
import { PolicyService } from './policy.service.js';

export interface DayRow {
  readonly id: string;
  readonly businessDate: string;
  readonly openedAt: number;
  readonly openedBy: string;
  readonly closedAt: number | null;
  readonly closedBy: string | null;
}

const COLUMNS = 'id, business_date, opened_at, opened_by, closed_at, closed_by FROM business_day';

/** Opening and closing of the business day, by hand. The clock proposes a date; the people decide when a day begins. */
@Injectable()
export class BusinessDaysService {
  constructor(
    private readonly gate: DayGate,
    private readonly policies: PolicyService,
  ) {}

  /**
   * Opens the command's store on `date`. A date is opened once, never beside another, never before a later one.
   * Throws `venue.day.stillOpen {date}`, `venue.day.older {date}`, `venue.day.future {date}`.
   */
  async open(tx: Tx, date: string): Promise<string> {
    const { storeId, actorId } = tx.command;
    const last = await this.last(tx, storeId);
    if (last && last.closedAt === null) throw new DomainError('venue.day.stillOpen', { date: last.businessDate });
    if (last && date <= last.businessDate)
      throw new DomainError('venue.day.older', { date: last.businessDate }, 'date');
    const today = calendarDate(tx.now);
    if (date > today) throw new DomainError('venue.day.future', { date: today }, 'date');
    const id = uuidv7();
    await tx.insert(BusinessDay, {
      id,
      storeId,
      businessDate: date,
      openStoreId: storeId,
      openedAt: tx.now,
      openedBy: actorId,
      closedAt: null,
      closedBy: null,
    });
    return id;
  }

  /** Closes the open day of the command's store; its date. Throws `venue.dayNotOpen`, `venue.day.notReady {count}`. */
  async close(tx: Tx): Promise<string> {
    const { storeId, actorId } = tx.command;
    const day = await this.current(tx, storeId);
    if (!day) throw new DomainError('venue.dayNotOpen');
    const obstacles = await this.gate.obstacles(tx, storeId, day.businessDate);
    if (obstacles.length > 0) throw new DomainError('venue.day.notReady', { count: obstacles.length });
    await this.gate.close(tx, day.businessDate);
    await tx.run('UPDATE business_day SET open_store_id = NULL, closed_at = ?, closed_by = ? WHERE id = ?', [
      tx.now,
      actorId,
      day.id,
    ]);
    return day.businessDate;
  }

  /** Whether work may begin at a desk; throws what the night before left to be done there. */
  assertDeskMayOpen(tx: Tx, deskId: string): Promise<void> {
    return this.gate.assertMayStart(tx, deskId);
  }

  /** Tells who follows a close that it is durable. */
  announceClosed(): void {
    this.gate.closed();
  }

  /** The day that is open now, if any. */
  current(db: SqlReads, storeId: string): Promise<DayRow | undefined> {
    return db.one<DayRow>(`SELECT ${COLUMNS} WHERE open_store_id = ?`, [storeId]);
  }

  /** The newest day of the store, open or closed. */
  last(db: SqlReads, storeId: string): Promise<DayRow | undefined> {
    return db.one<DayRow>(`SELECT ${COLUMNS} WHERE store_id = ? ORDER BY business_date DESC LIMIT 1`, [storeId]);
  }

  recent(db: SqlReads, storeId: string, limit: number): Promise<DayRow[]> {
    return db.rows<DayRow>(`SELECT ${COLUMNS} WHERE store_id = ? ORDER BY business_date DESC LIMIT ?`, [
      storeId,
      limit,
    ]);
  }

  obstacles(db: SqlReads, storeId: string, businessDate: string) {
    return this.gate.obstacles(db, storeId, businessDate);
  }

  due(db: SqlReads, storeId: string, businessDate: string) {
    return this.gate.due(db, storeId, businessDate);
  }

  /** The date the 06:00 rule proposes now; the store's policy sets the hour. */
  async proposal(db: SqlReads, storeId: string, now: number): Promise<string> {
    const policy = await this.policies.current(db, storeId, calendarDate(now));
    return proposedBusinessDate(now, policy.venue.dayCutoff);
  }
}

/** A page that was opened before the day was closed posts nothing into it any more. Throws `venue.dayNotOpen`. */
export async function assertDayStillOpen(db: SqlReads, { storeId, businessDate, ofOpenDay }: Command): Promise<void> {
  if (!ofOpenDay) return;
  const closed = await db.one(
    'SELECT id FROM business_day WHERE store_id = ? AND business_date = ? AND closed_at IS NOT NULL',
    [storeId, businessDate],
  );
  if (closed) throw new DomainError('venue.dayNotOpen');
}
