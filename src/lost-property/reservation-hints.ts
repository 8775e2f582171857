import { Injectable } from '@nestjs/common';
import { PersonVault } from '../platform/crypto/person-vault.js';
import { placeholders } from '../platform/database/sql-text.js';
import type { SqlReads } from '../platform/database/sql-reads.js';
import type { Guest, HintedStay, OwnerHint, OwnerHintSource } from './owner-hint-source.js';

interface Reservation {
  readonly id: string;
  readonly number: string;
  readonly room: string;
  readonly fromAt: number;
  readonly membershipId: string | null;
  readonly sealedGuest: string | null;
}

/** No room is held for longer. */
const DAY_MS = 86_400_000;

/** For whom that room was held in those hours: a member, or a guest who left name and phone. */
@Injectable()
export class ReservationHints implements OwnerHintSource {
  constructor(private readonly vault: PersonVault) {}

  async hints(db: SqlReads, { storeId, rooms, from, until }: HintedStay): Promise<OwnerHint[]> {
    const rows = await db.rows<Reservation>(
      `SELECT h.id, h.number, r.number AS room, h.from_at, h.membership_id, h.sealed_guest FROM room_hold h JOIN room r ON r.id = h.room_id
       WHERE h.store_id = ? AND r.number IN ${placeholders(rooms.length)} AND h.from_at <= ? AND h.until_at >= ? AND h.state IN ('HELD', 'ARRIVED')
       ORDER BY h.from_at DESC LIMIT 10`,
      [storeId, ...rooms, until, from],
    );
    return Promise.all(
      rows.map(async ({ number, room, fromAt, membershipId, ...row }) => ({
        membershipId,
        textKey: 'lost.owner.reservation',
        params: { room, number },
        at: fromAt,
        guest: await this.guest(db, row),
      })),
    );
  }

  guests(db: SqlReads, { storeId, from, until }: Omit<HintedStay, 'rooms'>): Promise<Guest[]> {
    return db.rows<Guest>(
      `SELECT r.number AS room, h.from_at AS "from", h.until_at AS until, COALESCE(h.membership_id, h.id) AS who
       FROM room_hold h JOIN room r ON r.id = h.room_id WHERE h.store_id = ? AND h.from_at BETWEEN ? AND ? AND h.until_at >= ? AND h.state IN ('HELD', 'ARRIVED')
       AND (h.membership_id IS NOT NULL OR h.sealed_guest IS NOT NULL)`,
      [storeId, from - DAY_MS, until, from],
    );
  }

  private async guest(
    db: SqlReads,
    { id, sealedGuest }: Pick<Reservation, 'id' | 'sealedGuest'>,
  ): Promise<OwnerHint['guest']> {
    const json = sealedGuest === null ? null : await this.vault.open(db, id, 'room_hold.guest', sealedGuest);
    if (json === null) return null;
    const { name, phone }: { name: string; phone: string } = JSON.parse(json);
    return { name, phone, holdId: id };
  }
}
