import { Injectable } from '@nestjs/common';
import { type PlainDate, proposedBusinessDate } from '../kernel/business-day.js';
import { cleanText } from '../kernel/text.js';
import { parseCount } from '../kernel/whole-number.js';
import { normalizeName } from '../members/rules/person-name.js';
import { parsePhone } from '../members/rules/phone.js';
import { Clock } from '../platform/clock/clock.js';
import { Reader } from '../platform/database/reader.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { commandAt, type DeskContext } from '../staff/desk-context.js';
import { PolicyService } from '../venue/policy.service.js';
import { type Held, RoomHolds } from './room-holds.js';
import { RoomRegister } from './room-register.js';
import { holdWindow } from './rules/hold-window.js';
import { MOST_PEOPLE } from './rules/party.js';

/** A reservation as it is typed while the guest is on the phone. */
export interface ReservationInput {
  readonly from: string;
  readonly until: string;
  readonly people: string;
  /** '' = no room yet. */
  readonly roomId: string;
  readonly name: string;
  readonly phone: string;
  readonly note: string;
}

export type PlaceInput = Pick<ReservationInput, 'from' | 'until' | 'roomId'> & { readonly reason: string };

/** What is done to rooms and reservations at a desk, each in a unit of its own. No value moves: the day need not be open. */
@Injectable()
export class RoomDesk {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly reader: Reader,
    private readonly clock: Clock,
    private readonly policies: PolicyService,
    private readonly holds: RoomHolds,
    private readonly register: RoomRegister,
  ) {}

  today({ businessDate }: Pick<DeskContext, 'businessDate'>): PlainDate {
    return businessDate ?? proposedBusinessDate(this.clock.now());
  }

  /** 003E-081. Throws `rooms.*`, `members.name.*`, `members.phone.*`, `count.*`. */
  async reserve(desk: DeskContext, key: string, businessDate: PlainDate, input: ReservationInput): Promise<Held> {
    const window = await this.window(desk, businessDate, input);
    const people = parseCount(input.people, { min: 1, max: MOST_PEOPLE, field: 'people' });
    const guest = { name: normalizeName(input.name), phone: parsePhone(input.phone).number };
    const note = cleanText(input.note, { max: 200, field: 'note' });
    const command = commandAt(desk, 'rooms.hold', key, { businessDate, ...input });
    const { result } = await this.uow.run(command, async (tx) => {
      const place = { roomId: input.roomId === '' ? null : input.roomId, membershipId: null };
      const text = { guest, people, note: note === '' ? null : note };
      return { ...(await this.holds.ask(tx, { ...window, ...place, ...text, businessDate, purpose: 'PHONE' })) };
    });
    return result;
  }

  /** Throws `rooms.*`, `page.notFound`. */
  async place(
    desk: DeskContext,
    key: string,
    hold: { id: string; businessDate: PlainDate },
    input: PlaceInput,
  ): Promise<void> {
    const window = await this.window(desk, hold.businessDate, input);
    const reason = cleanText(input.reason, { max: 200, field: 'reason' });
    await this.uow.run(commandAt(desk, 'rooms.hold', key, { hold: hold.id, ...input }), async (tx) => {
      await this.holds.place(tx, hold.id, { ...window, roomId: input.roomId }, reason === '' ? null : reason);
      return { holdId: hold.id };
    });
  }

  async arrive(desk: DeskContext, key: string, holdId: string): Promise<void> {
    await this.uow.run(commandAt(desk, 'rooms.hold', key, { arrive: holdId }), async (tx) => {
      await this.holds.arrive(tx, holdId);
      return { holdId };
    });
  }

  /** Throws `text.required` beside `reason`. */
  async release(desk: DeskContext, key: string, holdId: string, typed: string): Promise<void> {
    const reason = cleanText(typed, { max: 200, required: true, field: 'reason' });
    await this.uow.run(commandAt(desk, 'rooms.hold', key, { release: holdId, reason }), async (tx) => {
      await this.holds.release(tx, holdId, reason);
      return { holdId };
    });
  }

  async add(desk: DeskContext, key: string, room: { number: string; kind: string; capacity: string }): Promise<string> {
    const capacity = parseCount(room.capacity, { min: 1, max: MOST_PEOPLE, field: 'capacity' });
    const command = commandAt(desk, 'rooms.manage', key, room);
    return (await this.uow.run(command, (tx) => this.register.add(tx, { ...room, capacity }))).result;
  }

  /** Answers the room's number. */
  async change(
    desk: DeskContext,
    key: string,
    roomId: string,
    typed: { kind: string; capacity: string },
  ): Promise<string> {
    const capacity = parseCount(typed.capacity, { min: 1, max: MOST_PEOPLE, field: 'capacity' });
    const command = commandAt(desk, 'rooms.manage', key, { change: roomId, ...typed });
    return (await this.uow.run(command, (tx) => this.register.change(tx, roomId, { kind: typed.kind, capacity })))
      .result;
  }

  async retire(desk: DeskContext, key: string, roomId: string): Promise<void> {
    await this.uow.run(commandAt(desk, 'rooms.manage', key, { retire: roomId }), async (tx) => {
      await this.register.retire(tx, roomId);
      return roomId;
    });
  }

  private async window(desk: DeskContext, businessDate: PlainDate, typed: { from: string; until: string }) {
    const { venue } = await this.policies.current(this.reader, desk.store.id, businessDate);
    return holdWindow(businessDate, typed, venue.dayCutoff);
  }
}
