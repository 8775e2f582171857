import { Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { DomainError } from '../kernel/domain-error.js';
import { PersonVault } from '../platform/crypto/person-vault.js';
import type { Tx } from '../platform/database/tx.js';
import { FreeHours } from './free-hours.js';
import { RoomHoldStep } from './room-hold-step.entity.js';
import { RoomHold } from './room-hold.entity.js';
import { assertWindow, type HoldWindow } from './rules/hold-window.js';

export interface HoldDraft extends HoldWindow {
  readonly businessDate: string;
  readonly roomId: string | null;
  readonly purpose: 'BIRTHDAY' | 'PHONE';
  readonly people: number;
  readonly membershipId: string | null;
  /** Somebody without a card; sealed. */
  readonly guest: { readonly name: string; readonly phone: string } | null;
  readonly note: string | null;
}

export interface Held {
  readonly holdId: string;
  readonly number: string;
}

type Row = Pick<RoomHold, 'id' | 'number' | 'state' | 'roomId' | 'fromAt' | 'untilAt' | 'people'>;

/**
 * Reservations and the rooms held for them (003E-017, 081). All units of one store wait for each other, so a room that was free when it was
 * looked at is still free when it is taken; `rooms.noOverlap` proves it afterwards.
 */
@Injectable()
export class RoomHolds {
  constructor(
    private readonly vault: PersonVault,
    private readonly hours: FreeHours,
  ) {}

  /** A new reservation with its number; with a room it is held at once. Throws `rooms.taken`, `rooms.small`, `rooms.unknown`, `rooms.time.order`. */
  async ask(tx: Tx, draft: HoldDraft): Promise<Held> {
    const { storeId, actorId } = tx.command;
    const { guest, ...plain } = draft;
    assertWindow(draft);
    if (draft.roomId !== null) await this.assertFits(tx, draft.roomId, draft.people);
    if (draft.roomId !== null) await this.hours.assertFree(tx, draft.roomId, draft);
    const last = await tx.one<{ last: number }>(
      'SELECT COALESCE(MAX(sequence), 0) AS last FROM room_hold WHERE store_id = ? AND business_date = ?',
      [storeId, draft.businessDate],
    );
    const sequence = (last?.last ?? 0) + 1;
    const id = uuidv7();
    const number = `${draft.businessDate.slice(5).replace('-', '')}-${String(sequence).padStart(2, '0')}`;
    const state = draft.roomId === null ? 'ASKED' : 'HELD';
    if (guest) await this.vault.create(tx, id);
    const sealedGuest = guest && (await this.vault.seal(tx, id, 'room_hold.guest', JSON.stringify(guest)));
    await tx.insert(RoomHold, {
      ...plain,
      id,
      storeId,
      sequence,
      number,
      state,
      sealedGuest,
      byId: actorId,
      createdAt: tx.now,
    });
    await this.step(tx, state, { ...draft, id }, null);
    return { holdId: id, number };
  }

  /**
   * Gives a reservation this room at this time, or another one than before. Throws `page.notFound`, `rooms.hold.over`, `rooms.taken {room, from,
   * until, number}`, `rooms.small {capacity}`, `rooms.unknown`.
   */
  async place(
    tx: Tx,
    holdId: string,
    place: HoldWindow & { readonly roomId: string },
    reason: string | null = null,
  ): Promise<void> {
    const hold = await this.open(tx, holdId);
    assertWindow(place);
    await this.assertFits(tx, place.roomId, hold.people);
    await this.hours.assertFree(tx, place.roomId, place, holdId);
    const state = hold.state === 'ASKED' ? 'HELD' : hold.state;
    await tx.run('UPDATE room_hold SET room_id = ?, from_at = ?, until_at = ?, state = ? WHERE id = ?', [
      place.roomId,
      place.fromAt,
      place.untilAt,
      state,
      holdId,
    ]);
    await this.step(tx, hold.roomId === null ? 'HELD' : 'MOVED', { ...place, id: holdId }, reason);
  }

  /**
   * The same reservation at other hours or for another party. Its room stays where it is free then and large enough; else the reservation waits for
   * one, or is refused when the guest sits in it. Throws `page.notFound`, `rooms.hold.over`, `rooms.time.order`, `rooms.taken`, `rooms.small`.
   */
  async change(tx: Tx, holdId: string, visit: HoldWindow & { readonly people: number }): Promise<void> {
    const hold = await this.open(tx, holdId);
    assertWindow(visit);
    const { fromAt, untilAt, people } = visit;
    const obstacle = hold.roomId === null ? null : await this.obstacle(tx, hold.roomId, visit, holdId);
    if (obstacle !== null && hold.state === 'ARRIVED') throw obstacle;
    const roomId = obstacle === null ? hold.roomId : null;
    const state = roomId === null ? 'ASKED' : hold.state;
    await tx.run('UPDATE room_hold SET room_id = ?, from_at = ?, until_at = ?, people = ?, state = ? WHERE id = ?', [
      roomId,
      fromAt,
      untilAt,
      people,
      state,
      holdId,
    ]);
    await this.step(tx, 'MOVED', { fromAt, untilAt, roomId, id: holdId }, null);
  }

  /** The guest is here. Throws `rooms.hold.noRoom`, `rooms.hold.over`. */
  async arrive(tx: Tx, holdId: string): Promise<void> {
    const hold = await this.open(tx, holdId);
    if (hold.roomId === null) throw new DomainError('rooms.hold.noRoom', { number: hold.number });
    if (hold.state === 'ARRIVED') return;
    await tx.run("UPDATE room_hold SET state = 'ARRIVED' WHERE id = ?", [holdId]);
    await this.step(tx, 'ARRIVED', hold, null);
  }

  /** 释放留房: the room is free again. Throws `page.notFound`, `rooms.hold.over`. */
  async release(tx: Tx, holdId: string, reason: string): Promise<void> {
    const hold = await this.open(tx, holdId);
    await tx.run("UPDATE room_hold SET state = 'RELEASED' WHERE id = ?", [holdId]);
    await this.step(tx, 'RELEASED', hold, reason);
  }

  private async open(tx: Tx, holdId: string): Promise<Row> {
    const hold = await tx.one<Row>(
      'SELECT id, number, state, room_id, from_at, until_at, people FROM room_hold WHERE id = ? AND store_id = ?',
      [holdId, tx.command.storeId],
    );
    if (!hold) throw new DomainError('page.notFound');
    if (hold.state === 'RELEASED') throw new DomainError('rooms.hold.over', { number: hold.number });
    return hold;
  }

  /** Why a room does not do for a party, if it does not. */
  private async obstacle(
    tx: Tx,
    roomId: string,
    visit: HoldWindow & { readonly people: number },
    holdId: string,
  ): Promise<DomainError | null> {
    try {
      await this.assertFits(tx, roomId, visit.people);
      await this.hours.assertFree(tx, roomId, visit, holdId);
      return null;
    } catch (error) {
      if (error instanceof DomainError) return error;
      throw error;
    }
  }

  private async assertFits(tx: Tx, roomId: string, people: number): Promise<void> {
    const room = await tx.one<{ number: string; capacity: number }>(
      'SELECT number, capacity FROM room WHERE id = ? AND store_id = ? AND retired_at IS NULL',
      [roomId, tx.command.storeId],
    );
    if (!room) throw new DomainError('rooms.unknown', {}, 'roomId');
    if (room.capacity < people)
      throw new DomainError('rooms.small', { room: room.number, capacity: room.capacity }, 'roomId');
  }

  private async step(
    tx: Tx,
    kind: string,
    { id, roomId, fromAt, untilAt }: HoldWindow & { readonly id: string; readonly roomId: string | null },
    reason: string | null,
  ): Promise<void> {
    const byId = tx.command.actorId;
    await tx.insert(RoomHoldStep, {
      id: uuidv7(),
      holdId: id,
      kind,
      roomId,
      fromAt,
      untilAt,
      reason,
      byId,
      at: tx.now,
    });
  }
}
