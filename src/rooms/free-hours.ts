import { Injectable } from '@nestjs/common';
import { DomainError } from '../kernel/domain-error.js';
import type { Tx } from '../platform/database/tx.js';
import { clockTime } from '../platform/views/format.js';
import type { HoldWindow } from './rules/hold-window.js';

/** Whether a room is still free; true for as long as the unit lasts, because units of one store wait for each other. */
@Injectable()
export class FreeHours {
  /** Throws `rooms.taken {room, from, until, number}`. */
  async assertFree(tx: Tx, roomId: string, { fromAt, untilAt }: HoldWindow, except = ''): Promise<void> {
    const taken = await tx.one<HoldWindow & { room: string; number: string }>(
      'SELECT r.number AS room, h.number, h.from_at, h.until_at FROM room_hold h JOIN room r ON r.id = h.room_id ' +
        "WHERE h.room_id = ? AND h.from_at < ? AND h.until_at > ? AND h.state IN ('HELD', 'ARRIVED') AND h.id <> ? ORDER BY h.from_at LIMIT 1",
      [roomId, untilAt, fromAt, except],
    );
    if (!taken) return;
    const params = {
      room: taken.room,
      from: clockTime(taken.fromAt),
      until: clockTime(taken.untilAt),
      number: taken.number,
    };
    throw new DomainError('rooms.taken', params, 'roomId');
  }
}
