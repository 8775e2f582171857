import { Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { addDays, venueInstant } from '../../kernel/business-day.js';
import { maskName, maskPhone } from '../../members/rules/masks.js';
import { PersonFields } from '../../members/sealed-person.js';
import { PersonVault } from '../../platform/crypto/person-vault.js';
import { Reader } from '../../platform/database/reader.js';
import type { FormProblem } from '../../platform/http/submit.js';
import { I18n } from '../../platform/i18n/i18n.js';
import type { Locale } from '../../platform/i18n/locale.js';
import { clockTime, dateLabel, dateTime } from '../../platform/views/format.js';
import { emptyForm } from '../../platform/views/form-model.js';
import type { Tone } from '../../platform/views/layout-model.js';
import type { DeskContext } from '../../staff/desk-context.js';
import { mayDo } from '../../staff/permissions.js';
import { type HoldRow, type RoomRow, RoomsQueries } from '../rooms.queries.js';
import { ROOM_KINDS } from '../rules/room-kind.js';
import type { RegisterProblem } from './register-problem.js';

const TONES: Record<HoldRow['state'], Tone> = { ASKED: 'warn', HELD: 'info', ARRIVED: 'ok', RELEASED: 'plain' };
/** The evening of the picture: 12:00 until 06:00. */
const OPENS_MS = 12 * 3_600_000;
const SHOWN_MS = 18 * 3_600_000;
const WIDTH = 720;

/** Pages of rooms and reservations. Guests' names are masked. */
@Injectable()
export class RoomsPresenter {
  constructor(
    private readonly i18n: I18n,
    private readonly reader: Reader,
    private readonly queries: RoomsQueries,
    private readonly vault: PersonVault,
    private readonly fields: PersonFields,
  ) {}

  async board(desk: DeskContext, date: string, problem?: FormProblem): Promise<object> {
    const { locale, store } = desk;
    const rooms = await this.queries.rooms(this.reader, store.id);
    const holds = await this.queries.holdsOn(this.reader, store.id, date);
    const rows = [];
    for (const hold of holds) rows.push(await this.holdCells(hold, locale));
    return {
      tabs: this.tabs(desk, 'board'),
      date: dateLabel(date, locale),
      previous: `/rooms?date=${addDays(date, -1)}`,
      next: `/rooms?date=${addDays(date, 1)}`,
      lanes: rooms.map((room) => this.lane(room, holds, date, locale)),
      noRooms: rooms.length === 0,
      columns: this.columns(locale, ['number', 'time', 'guest', 'people', 'room', 'state']),
      rows,
      dateValue: date,
      form: mayDo(desk.person.roles, 'rooms.hold')
        ? { ...emptyForm('/rooms/holds', uuidv7(), { people: '6', from: '19:00', until: '23:00' }), ...problem }
        : undefined,
      rooms: this.options(rooms, locale),
    };
  }

  async hold(desk: DeskContext, hold: HoldRow, wrong?: { name: string; problem: FormProblem }): Promise<object> {
    const { locale, store } = desk;
    const steps = await this.queries.steps(this.reader, hold.id);
    const may = mayDo(desk.person.roles, 'rooms.hold') && hold.state !== 'RELEASED';
    const form = (name: string, values = {}) => ({
      ...emptyForm(`/rooms/holds/${hold.id}/${name}`, uuidv7(), values),
      ...(wrong?.name === name ? wrong.problem : {}),
    });
    const placed = { from: clockTime(hold.fromAt), until: clockTime(hold.untilAt), roomId: hold.roomId ?? '' };
    return {
      number: hold.number,
      badges: [this.badge(hold, locale)],
      back: `/rooms?date=${hold.businessDate}`,
      facts: [
        { label: this.say(locale, 'column.guest'), value: await this.guest(hold) },
        { label: this.say(locale, 'column.time'), value: `${dateLabel(hold.businessDate, locale)} ${this.time(hold)}` },
        { label: this.say(locale, 'column.people'), value: String(hold.people) },
        { label: this.say(locale, 'column.room'), value: hold.room ?? this.say(locale, 'hold.noRoom') },
        { label: this.say(locale, 'hold.purpose'), value: this.say(locale, `purpose.${hold.purpose}`) },
        { label: this.say(locale, 'hold.note'), value: hold.note ?? '–' },
      ],
      events: steps.map(({ kind, room, fromAt, untilAt, reason, byName, at }) => ({
        time: dateTime(at),
        title: `${this.say(locale, `step.${kind}`)} ${room ?? ''} ${clockTime(fromAt)}–${clockTime(untilAt)}`,
        note: reason ?? undefined,
        who: byName ?? '',
      })),
      canArrive: may && hold.state === 'HELD',
      forms: may ? { place: form('place', placed), arrive: form('arrive'), release: form('release') } : undefined,
      rooms: this.options(await this.queries.rooms(this.reader, store.id), locale),
    };
  }

  async register(desk: DeskContext, wrong?: RegisterProblem): Promise<object> {
    const { locale, store } = desk;
    const rooms = await this.queries.rooms(this.reader, store.id);
    const manages = mayDo(desk.person.roles, 'rooms.manage');
    const changed = (room: RoomRow) => ({
      ...emptyForm(`/rooms/register/${room.id}`, uuidv7(), { kind: room.kind, capacity: String(room.capacity) }),
      ...(room.id === wrong?.change ? wrong.problem : {}),
    });
    return {
      tabs: this.tabs(desk, 'register'),
      error: wrong?.retire === undefined ? undefined : wrong.problem.errors[''],
      form: manages
        ? {
            ...emptyForm('/rooms/register', uuidv7(), { kind: 'MEDIUM' }),
            ...((wrong?.change ?? wrong?.retire) ? {} : wrong?.problem),
          }
        : undefined,
      kinds: ROOM_KINDS.map((value) => ({ value, label: this.say(locale, `kind.${value}`) })),
      rooms: rooms.map((room) => ({
        number: room.number,
        text: this.words(room, locale),
        change: manages ? changed(room) : undefined,
        open: room.id === wrong?.change,
        prefix: room.id,
        retire: manages ? emptyForm(`/rooms/register/${room.id}/retirement`, uuidv7()) : undefined,
      })),
    };
  }

  private lane(room: RoomRow, holds: readonly HoldRow[], date: string, locale: Locale) {
    const opens = venueInstant(date) + OPENS_MS;
    const at = (ms: number) => Math.round((Math.min(Math.max(ms - opens, 0), SHOWN_MS) / SHOWN_MS) * WIDTH);
    const mine = holds.filter(({ roomId, state }) => roomId === room.id && state !== 'RELEASED');
    return {
      number: room.number,
      words: this.words(room, locale),
      viewBox: `0 0 ${WIDTH} 30`,
      hours: [0, 1, 2, 3, 4, 5].map((third) => ({ x: third * 120, text: `${(12 + third * 3) % 24}` })),
      bars: mine.map((hold) => ({
        x: at(hold.fromAt),
        wide: Math.max(4, at(hold.untilAt) - at(hold.fromAt) - 2),
        middle: (at(hold.fromAt) + at(hold.untilAt)) / 2,
        state: hold.state.toLowerCase(),
        number: hold.number,
        label: `${hold.number} ${this.time(hold)} ${this.say(locale, `state.${hold.state}`)}`,
      })),
    };
  }

  private async holdCells(hold: HoldRow, locale: Locale) {
    return {
      cells: [
        { text: hold.number, href: `/rooms/holds/${hold.id}`, strong: true },
        { text: this.time(hold) },
        { text: await this.guest(hold) },
        { text: String(hold.people) },
        { text: hold.room ?? this.say(locale, 'hold.noRoom'), ...(hold.room === null ? { tone: 'bad' } : {}) },
        { text: '', badge: this.badge(hold, locale) },
      ],
    };
  }

  /** 张** 138****5678. */
  private async guest({ id, membershipId, sealedGuest }: HoldRow): Promise<string> {
    if (sealedGuest !== null) {
      const json = await this.vault.open(this.reader, id, 'room_hold.guest', sealedGuest);
      if (json === null) return '–';
      const guest: { name: string; phone: string } = JSON.parse(json);
      return `${maskName(guest.name)} ${maskPhone(guest.phone)}`;
    }
    const member = membershipId === null ? undefined : await this.queries.member(this.reader, membershipId);
    return member ? `${this.fields.maskedName(member)} ${this.fields.maskedPhone(member)}`.trim() || '–' : '–';
  }

  private time({ fromAt, untilAt }: HoldRow): string {
    return `${clockTime(fromAt)}–${clockTime(untilAt)}`;
  }

  private badge({ state }: HoldRow, locale: Locale) {
    return { text: this.say(locale, `state.${state}`), tone: TONES[state] };
  }

  private words(room: RoomRow, locale: Locale): string {
    return this.say(locale, 'words', { kind: this.say(locale, `kind.${room.kind}`), capacity: room.capacity });
  }

  private options(rooms: readonly RoomRow[], locale: Locale) {
    return rooms.map((room) => ({ value: room.id, label: `${room.number} ${this.words(room, locale)}` }));
  }

  private columns(locale: Locale, keys: readonly string[]) {
    return keys.map((key) => ({ label: this.say(locale, `column.${key}`) }));
  }

  private tabs({ locale }: DeskContext, active: 'board' | 'register') {
    const hrefs = { board: '/rooms', register: '/rooms/register' } as const;
    return Object.entries(hrefs).map(([name, href]) => ({
      href,
      label: this.say(locale, `tab.${name}`),
      active: name === active,
    }));
  }

  private say(locale: Locale, key: string, params?: Readonly<Record<string, string | number>>): string {
    return this.i18n.t(locale, `rooms.${key}`, params);
  }
}
