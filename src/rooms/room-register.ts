import { Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { DomainError } from '../kernel/domain-error.js';
import { toHalfWidth } from '../kernel/text.js';
import type { Tx } from '../platform/database/tx.js';
import { Room } from './room.entity.js';
import { isRoomKind, type RoomKind } from './rules/room-kind.js';

export interface RoomDraft {
  readonly number: string;
  readonly kind: RoomKind;
  readonly capacity: number;
}

/** A reservation that has its room, now or later tonight. */
const PROMISED = "state IN ('HELD', 'ARRIVED') AND until_at > ?";

/** Which rooms a store has. Everything belongs to the command's store. */
@Injectable()
export class RoomRegister {
  /** Throws `rooms.number.invalid`, `rooms.number.used`, `rooms.kind`. */
  async add(tx: Tx, { number, kind, capacity }: { number: string; kind: string; capacity: number }): Promise<string> {
    const plain = toHalfWidth(number).trim().toUpperCase();
    if (!/^[A-Z0-9][A-Z0-9-]{0,15}$/.test(plain)) throw new DomainError('rooms.number.invalid', {}, 'number');
    if (!isRoomKind(kind)) throw new DomainError('rooms.kind', {}, 'kind');
    const { storeId } = tx.command;
    const known = await tx.one<{ id: string; retiredAt: number | null }>(
      'SELECT id, retired_at FROM room WHERE store_id = ? AND number = ?',
      [storeId, plain],
    );
    if (known && known.retiredAt === null) throw new DomainError('rooms.number.used', { number: plain }, 'number');
    if (known) {
      await tx.run('UPDATE room SET kind = ?, capacity = ?, retired_at = NULL WHERE id = ?', [
        kind,
        capacity,
        known.id,
      ]);
      return known.id;
    }
    const id = uuidv7();
    await tx.insert(Room, { id, storeId, number: plain, kind, capacity, retiredAt: null, createdAt: tx.now });
    return id;
  }

  /** After a rebuild. Throws `rooms.kind`, `rooms.unknown`, `rooms.party {number, people}` where a party that has the room would not fit any more. */
  async change(tx: Tx, roomId: string, { kind, capacity }: { kind: string; capacity: number }): Promise<string> {
    if (!isRoomKind(kind)) throw new DomainError('rooms.kind', {}, 'kind');
    const party = await tx.one<{ number: string; people: number }>(
      `SELECT number, people FROM room_hold WHERE room_id = ? AND ${PROMISED} AND people > ? ORDER BY people DESC LIMIT 1`,
      [roomId, tx.now, capacity],
    );
    if (party) throw new DomainError('rooms.party', party, 'capacity');
    const room = await tx.one<{ number: string }>(
      'UPDATE room SET kind = ?, capacity = ? WHERE id = ? AND store_id = ? AND retired_at IS NULL RETURNING number',
      [kind, capacity, roomId, tx.command.storeId],
    );
    if (!room) throw new DomainError('rooms.unknown');
    return room.number;
  }

  /** The room is not let any more. Throws `rooms.unknown`, `rooms.held` while somebody has it reserved. */
  async retire(tx: Tx, roomId: string): Promise<void> {
    const held = await tx.one<{ number: string }>(`SELECT number FROM room_hold WHERE room_id = ? AND ${PROMISED}`, [
      roomId,
      tx.now,
    ]);
    if (held) throw new DomainError('rooms.held', { number: held.number });
    const changed = await tx.run(
      'UPDATE room SET retired_at = ? WHERE id = ? AND store_id = ? AND retired_at IS NULL',
      [tx.now, roomId, tx.command.storeId],
    );
    if (changed !== 1) throw new DomainError('rooms.unknown');
  }
}
