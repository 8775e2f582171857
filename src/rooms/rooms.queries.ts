import { Injectable } from '@nestjs/common';
import { SEALED_PERSON_COLUMNS, type SealedPerson } from '../members/sealed-person.js';
import type { SqlReads, SqlValue } from '../platform/database/sql-reads.js';
import type { HoldWindow } from './rules/hold-window.js';
import type { RoomKind } from './rules/room-kind.js';

export interface RoomRow {
  readonly id: string;
  readonly number: string;
  readonly kind: RoomKind;
  readonly capacity: number;
}

export interface HoldRow {
  readonly id: string;
  readonly number: string;
  readonly businessDate: string;
  readonly roomId: string | null;
  readonly room: string | null;
  readonly fromAt: number;
  readonly untilAt: number;
  readonly state: 'ASKED' | 'HELD' | 'ARRIVED' | 'RELEASED';
  readonly purpose: 'BIRTHDAY' | 'PHONE';
  readonly people: number;
  readonly membershipId: string | null;
  readonly sealedGuest: string | null;
  readonly note: string | null;
}

export interface HoldStepRow {
  readonly kind: string;
  readonly room: string | null;
  readonly fromAt: number;
  readonly untilAt: number;
  readonly reason: string | null;
  readonly byName: string | null;
  readonly at: number;
}

const HOLD =
  'SELECT h.id, h.number, h.business_date, h.room_id, r.number AS room, h.from_at, h.until_at, h.state, h.purpose, h.people, h.membership_id, ' +
  'h.sealed_guest, h.note FROM room_hold h LEFT JOIN room r ON r.id = h.room_id';

/** Rooms and reservations of one store. */
@Injectable()
export class RoomsQueries {
  rooms(db: SqlReads, storeId: string): Promise<RoomRow[]> {
    return db.rows<RoomRow>(
      'SELECT id, number, kind, capacity FROM room WHERE store_id = ? AND retired_at IS NULL ORDER BY number',
      [storeId],
    );
  }

  /** Rooms that nobody has in any of these hours, the smallest first. */
  freeBetween(db: SqlReads, storeId: string, { fromAt, untilAt }: HoldWindow, people = 1): Promise<RoomRow[]> {
    return db.rows<RoomRow>(
      'SELECT r.id, r.number, r.kind, r.capacity FROM room r WHERE r.store_id = ? AND r.retired_at IS NULL AND r.capacity >= ? AND NOT EXISTS (' +
        "SELECT 1 FROM room_hold h WHERE h.room_id = r.id AND h.state IN ('HELD', 'ARRIVED') AND h.from_at < ? AND h.until_at > ?) " +
        'ORDER BY r.capacity, r.number',
      [storeId, people, untilAt, fromAt],
    );
  }

  /** Reservations of a business date in the order in which the guests come. */
  holdsOn(db: SqlReads, storeId: string, businessDate: string): Promise<HoldRow[]> {
    return this.holds(db, 'h.store_id = ? AND h.business_date = ? ORDER BY h.from_at, h.number', [
      storeId,
      businessDate,
    ]);
  }

  async hold(db: SqlReads, storeId: string, holdId: string): Promise<HoldRow | undefined> {
    return (await this.holds(db, 'h.store_id = ? AND h.id = ?', [storeId, holdId]))[0];
  }

  /** By its number, the newest first: numbers begin anew each year. */
  async holdByNumber(db: SqlReads, storeId: string, number: string): Promise<HoldRow | undefined> {
    return (
      await this.holds(db, 'h.store_id = ? AND h.number = ? ORDER BY h.business_date DESC LIMIT 1', [storeId, number])
    )[0];
  }

  steps(db: SqlReads, holdId: string): Promise<HoldStepRow[]> {
    return db.rows<HoldStepRow>(
      'SELECT t.kind, r.number AS room, t.from_at, t.until_at, t.reason, s.name AS by_name, t.at FROM room_hold_step t ' +
        'LEFT JOIN room r ON r.id = t.room_id LEFT JOIN staff s ON s.id = t.by_id WHERE t.hold_id = ? ORDER BY t.id',
      [holdId],
    );
  }

  /** The member a reservation is for. */
  member(db: SqlReads, membershipId: string): Promise<SealedPerson | undefined> {
    return db.one<SealedPerson>(
      `SELECT ${SEALED_PERSON_COLUMNS} FROM membership m JOIN person p ON p.id = m.person_id JOIN person_key k ON k.person_id = p.id WHERE m.id = ?`,
      [membershipId],
    );
  }

  private holds(db: SqlReads, where: string, params: readonly SqlValue[]): Promise<HoldRow[]> {
    return db.rows<HoldRow>(`${HOLD} WHERE ${where}`, params);
  }
}
