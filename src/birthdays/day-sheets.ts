import { Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import type { PlainDate } from '../kernel/business-day.js';
import { DomainError } from '../kernel/domain-error.js';
import type { Tx } from '../platform/database/tx.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { RoomHolds } from '../rooms/room-holds.js';
import { RoomsQueries } from '../rooms/rooms.queries.js';
import { commandAt, type DeskContext } from '../staff/desk-context.js';
import { BirthdayDaySheet } from './birthday-day-sheet.entity.js';
import { BirthdayQueries, type EntryRow } from './birthday.queries.js';

type WantedRoom = Pick<EntryRow, 'holdId' | 'fromAt' | 'untilAt'>;

export type SheetConfirmed = { held: number; open: number };

/** 003E-016, 017: the service supervisor reads the list of the day; that mark lets rooms be held for the birthday guests. */
@Injectable()
export class DaySheets {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly queries: BirthdayQueries,
    private readonly rooms: RoomsQueries,
    private readonly holds: RoomHolds,
  ) {}

  /**
   * Read and confirmed, once; whoever says 会来 later is held a room by `holdOpen`. Answers how many have a room now and how many still want one.
   * Throws `birthdays.sheet.read {name}`.
   */
  async confirm(desk: DeskContext, key: string, date: PlainDate): Promise<SheetConfirmed> {
    const { result } = await this.uow.run(commandAt(desk, 'birthdays.confirmDaySheet', key, { date }), async (tx) => {
      const read = await this.queries.daySheet(tx, desk.store.id, date);
      if (read) throw new DomainError('birthdays.sheet.read', { name: read.byName });
      const guests = await this.queries.onDates(tx, desk.store.id, date, date);
      await tx.insert(BirthdayDaySheet, {
        id: uuidv7(),
        storeId: desk.store.id,
        onDate: date,
        guests: guests.length,
        byId: desk.person.id,
        at: tx.now,
      });
      return this.holdAll(tx, desk, guests);
    });
    return result;
  }

  /** Holds rooms for guests of a day whose list was read and who have none yet. Throws `birthdays.sheet.unread`. */
  async holdOpen(desk: DeskContext, key: string, date: PlainDate): Promise<SheetConfirmed> {
    const { result } = await this.uow.run(
      commandAt(desk, 'birthdays.confirmDaySheet', key, { hold: date }),
      async (tx) => {
        if (!(await this.queries.daySheet(tx, desk.store.id, date))) throw new DomainError('birthdays.sheet.unread');
        return this.holdAll(tx, desk, await this.queries.onDates(tx, desk.store.id, date, date));
      },
    );
    return result;
  }

  /** Whoever says 会来 after the list was read gets a room at once; where none is free the reservation waits for one. */
  async holdLate(tx: Tx, desk: DeskContext, date: PlainDate, wanted: WantedRoom): Promise<void> {
    if (await this.queries.daySheet(tx, desk.store.id, date)) await this.holdSmallest(tx, desk, wanted);
  }

  private async holdAll(tx: Tx, desk: DeskContext, guests: readonly EntryRow[]): Promise<SheetConfirmed> {
    const waiting = guests.filter(({ holdState }) => holdState === 'ASKED');
    let held = 0;
    for (const guest of waiting) if (await this.holdSmallest(tx, desk, guest)) held += 1;
    return { held, open: waiting.length - held };
  }

  /** The smallest room that seats the party and is free in its hours. */
  private async holdSmallest(tx: Tx, desk: DeskContext, { holdId, fromAt, untilAt }: WantedRoom): Promise<boolean> {
    if (holdId === null || fromAt === null || untilAt === null) return false;
    const hold = await this.rooms.hold(tx, desk.store.id, holdId);
    if (hold?.state !== 'ASKED') return false;
    const free = await this.rooms.freeBetween(tx, desk.store.id, { fromAt, untilAt }, hold.people);
    const [room] = free;
    if (!room) return false;
    await this.holds.place(tx, holdId, { fromAt, untilAt, roomId: room.id });
    return true;
  }
}
