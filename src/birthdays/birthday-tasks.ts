import { Injectable } from '@nestjs/common';
import { addDays, type PlainDate } from '../kernel/business-day.js';
import type { SqlReads } from '../platform/database/sql-reads.js';
import { STAYING_AWAY } from './rules/call-cap.js';

/** Whose turn it is, and by which rules. */
export interface TaskScope {
  readonly storeId: string;
  readonly today: PlainDate;
  /** Milliseconds. */
  readonly now: number;
  /** A birthday is called for no more often, agreed calls apart. */
  readonly mostCalls: number;
}

/** How long a greeting that was missed stays on the list. */
export const MISSED_DAYS = 3;

const OWN =
  'FROM birthday_entry e JOIN membership m ON m.id = e.membership_id AND m.person_id = e.person_id AND m.closed_at IS NULL WHERE e.store_id = ?';
const ROOM_FOR_A_CALL =
  "(SELECT COUNT(*) FROM birthday_call c WHERE c.entry_id = e.id AND c.kind = 'FOLLOW_UP' AND c.agreed = 0) < ?";
const WANTS_NEWS =
  "(SELECT c.given FROM consent c WHERE c.person_id = e.person_id AND c.purpose = 'MARKETING' ORDER BY c.id DESC LIMIT 1) = 1";

/** What is to be said to guests, of whatever day their birthday is (003E-012, 019, 049, H23). */
@Injectable()
export class BirthdayTasks {
  /** Calls that were agreed or planned for a time that has come, the longest waiting first; birthdays. */
  callsDue(db: SqlReads, { storeId, today, now, mostCalls }: TaskScope): Promise<string[]> {
    return ids(
      db,
      `SELECT e.id ${OWN} AND e.on_date >= ? AND e.next_call_at <= ? AND (e.attend = 'CALL_LATER' OR ${ROOM_FOR_A_CALL}) ORDER BY e.next_call_at, e.id`,
      [storeId, today, now, mostCalls],
    );
  }

  /** Of whom nobody knows yet whether they come, and who may be called for it without waiting for a time, by birthday. */
  toCall(db: SqlReads, { storeId, today, mostCalls }: TaskScope): Promise<string[]> {
    return ids(
      db,
      `SELECT e.id ${OWN} AND e.on_date >= ? AND e.next_call_at IS NULL AND (e.attend IS NULL OR e.attend = 'CALL_LATER' OR e.attend = 'NO_ANSWER' AND e.hold_id IS NULL AND ${ROOM_FOR_A_CALL}) ORDER BY e.on_date, e.id`,
      [storeId, today, mostCalls],
    );
  }

  /** Today's birthdays nobody has wished well, whether they come or not; who stays away and wants no news cannot be reached. */
  toGreet(db: SqlReads, { storeId, today }: Pick<TaskScope, 'storeId' | 'today'>): Promise<string[]> {
    return this.ungreeted(db, storeId, today, today);
  }

  /** The same of the last days: late wishes are better than none. */
  missedGreetings(db: SqlReads, { storeId, today }: Pick<TaskScope, 'storeId' | 'today'>): Promise<string[]> {
    return this.ungreeted(db, storeId, addDays(today, -MISSED_DAYS), addDays(today, -1));
  }

  private ungreeted(db: SqlReads, storeId: string, from: PlainDate, to: PlainDate): Promise<string[]> {
    return ids(
      db,
      `SELECT e.id ${OWN} AND e.on_date BETWEEN ? AND ? AND e.greeted_at IS NULL AND (COALESCE(e.attend, '') NOT IN (${STAYING_AWAY.map(() => '?').join()}) OR ${WANTS_NEWS}) ORDER BY e.on_date, e.id`,
      [storeId, from, to, ...STAYING_AWAY],
    );
  }
}

async function ids(db: SqlReads, sql: string, params: readonly (string | number)[]): Promise<string[]> {
  return (await db.rows<{ id: string }>(sql, params)).map(({ id }) => id);
}
