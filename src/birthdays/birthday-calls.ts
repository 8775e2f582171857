import { Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import type { PlainDate } from '../kernel/business-day.js';
import { DomainError } from '../kernel/domain-error.js';
import { cleanText } from '../kernel/text.js';
import { parseCount } from '../kernel/whole-number.js';
import { Consents } from '../members/consents.js';
import { displayPhone, readPhone } from '../members/rules/phone.js';
import { PersonFields } from '../members/sealed-person.js';
import { Clock } from '../platform/clock/clock.js';
import { Reader } from '../platform/database/reader.js';
import type { Tx } from '../platform/database/tx.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { commandAt, type DeskContext } from '../staff/desk-context.js';
import { RoomHolds } from '../rooms/room-holds.js';
import { type HoldWindow, holdWindow } from '../rooms/rules/hold-window.js';
import { MOST_PEOPLE } from '../rooms/rules/party.js';
import { BirthdayCall } from './birthday-call.entity.js';
import { BirthdayDay } from './birthday-day.js';
import { BirthdayQueries, type EntryRow } from './birthday.queries.js';
import { DaySheets } from './day-sheets.js';
import {
  assertMayCall,
  type CallOutcome,
  callsAgain,
  isAgreed,
  isCallChannel,
  isCallOutcome,
  isExpected,
  isHere,
  staysAway,
} from './rules/call-cap.js';
import { nextCall, type NextCallInput } from './rules/next-call.js';

export interface CallInput extends NextCallInput {
  readonly outcome: string;
  /** Arrival, when the guest is coming. */
  readonly from: string;
  readonly until: string;
  readonly people: string;
  readonly note: string;
}

interface Visit extends HoldWindow {
  readonly people: number;
}

/** 追踪 and 问候: whom somebody spoke to, what was said, when to call again (003E-012, 019, 049). */
@Injectable()
export class BirthdayCalls {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly reader: Reader,
    private readonly clock: Clock,
    private readonly day: BirthdayDay,
    private readonly queries: BirthdayQueries,
    private readonly holds: RoomHolds,
    private readonly sheets: DaySheets,
    private readonly consents: Consents,
    private readonly fields: PersonFields,
  ) {}

  /**
   * A follow-up call and how it went; who is coming gets a reservation number and keeps it when hours or party change, who is not coming any more gives the room back. After the first
   * 会来 it is the second call, in the hours before the arrival; once the list of the day was read, a room is held at once. Throws `birthdays.call.*`, `rooms.time.*`, `count.*`, `page.notFound`.
   */
  async followUp(desk: DeskContext, key: string, entryId: string, input: CallInput): Promise<void> {
    const { outcome } = input;
    if (!isCallOutcome(outcome)) throw new DomainError('birthdays.call.outcome', {}, 'outcome');
    const entry = await this.day.entry(this.reader, desk, entryId);
    if (entry.onDate < this.day.today(desk)) throw new DomainError('birthdays.call.over', { date: entry.onDate });
    const policy = await this.day.policy(desk);
    const cutoff = policy.venue.dayCutoff;
    const visit = outcome === 'COMING' ? readVisit(entry.onDate, input, cutoff) : null;
    const asked = { cutoff, today: this.day.today(desk), onDate: entry.onDate, now: this.clock.now() };
    const nextAt = callsAgain(outcome) ? nextCall(input, asked) : null;
    const note = cleanText(input.note, { max: 200, field: 'note' });
    await this.uow.run(commandAt(desk, 'birthdays.call', key, { entryId, ...input }), async (tx) => {
      const now = await this.day.entry(tx, desk, entryId);
      if (isHere(now)) throw new DomainError('birthdays.call.here');
      const calls = await this.queries.calls(tx, entryId);
      const followed = calls
        .filter(({ kind }) => kind !== 'GREETING')
        .map((call) => ({ outcome: call.outcome, agreed: call.agreed === 1, second: call.kind === 'SECOND' }));
      const kind = isExpected(now) ? 'SECOND' : 'FOLLOW_UP';
      assertMayCall(followed, policy.birthdays.mostCalls, kind === 'SECOND');
      const agreed = isAgreed(followed) ? 1 : 0;
      const said = { channel: 'PHONE', note: note === '' ? null : note };
      await this.write(tx, { ...said, entryId, kind, outcome, agreed, nextAt });
      const holdId = await this.reserve(tx, now, outcome, visit);
      if (visit !== null) await this.sheets.holdLate(tx, desk, entry.onDate, { ...visit, holdId });
      await tx.run('UPDATE birthday_entry SET attend = ?, next_call_at = ?, hold_id = ? WHERE id = ?', [
        outcome,
        nextAt,
        holdId,
        entryId,
      ]);
      return { entryId };
    });
  }

  /**
   * The guest was wished a happy birthday, also one who is not coming. Without consent to news only in person. Throws `birthdays.greet.done`,
   * `birthdays.greet.consent`, `birthdays.greet.early {date}`, `birthdays.call.channel`.
   */
  async greet(desk: DeskContext, key: string, entryId: string, channel: string): Promise<void> {
    if (!isCallChannel(channel)) throw new DomainError('birthdays.call.channel', {}, 'channel');
    await this.uow.run(commandAt(desk, 'birthdays.greet', key, { entryId, channel }), async (tx) => {
      const entry = await this.day.entry(tx, desk, entryId);
      if (entry.greetedAt !== null) throw new DomainError('birthdays.greet.done');
      if (this.day.today(desk) < entry.onDate) this.day.assertToday(desk, entry);
      const agreed = await this.consents.allowsMarketing(tx, entry.personId);
      if (channel !== 'IN_PERSON' && !agreed) throw new DomainError('birthdays.greet.consent', {}, 'channel');
      await this.write(tx, {
        entryId,
        channel,
        kind: 'GREETING',
        outcome: 'DONE',
        agreed: 0,
        nextAt: null,
        note: null,
      });
      await tx.run('UPDATE birthday_entry SET greeted_at = ? WHERE id = ?', [tx.now, entryId]);
      return { entryId };
    });
  }

  /** The phone in full for the call that is due; the task is the reason and stands in the journal (H8). Empty when none is known. */
  async phoneFor(desk: DeskContext, entryId: string): Promise<string> {
    const entry = await this.day.entry(this.reader, desk, entryId);
    const command = commandAt(desk, 'birthdays.reveal', uuidv7(), { entryId });
    await this.uow.note(command, 'NOTED', { membershipId: entry.membershipId, field: 'phone', reason: '生日追踪' });
    const phone = readPhone(this.fields.phone(entry) ?? '');
    return phone ? displayPhone(phone) : '';
  }

  private async reserve(tx: Tx, entry: EntryRow, outcome: CallOutcome, visit: Visit | null): Promise<string | null> {
    const open = entry.holdId !== null && entry.holdState !== 'RELEASED';
    if (staysAway(outcome) && entry.holdId !== null && open) {
      await this.holds.release(tx, entry.holdId, '生日客人不来');
      return null;
    }
    if (visit === null) return entry.holdId;
    if (entry.holdId !== null && open) {
      const same = entry.fromAt === visit.fromAt && entry.untilAt === visit.untilAt && entry.people === visit.people;
      if (!same) await this.holds.change(tx, entry.holdId, visit);
      return entry.holdId;
    }
    const { holdId } = await this.holds.ask(tx, {
      ...visit,
      businessDate: entry.onDate,
      roomId: null,
      purpose: 'BIRTHDAY',
      membershipId: entry.membershipId,
      guest: null,
      note: null,
    });
    return holdId;
  }

  private async write(
    tx: Tx,
    call: Pick<BirthdayCall, 'entryId' | 'kind' | 'channel' | 'outcome' | 'agreed' | 'nextAt' | 'note'>,
  ): Promise<void> {
    await tx.insert(BirthdayCall, { ...call, id: uuidv7(), byId: tx.command.actorId, at: tx.now });
  }
}

function readVisit(date: PlainDate, input: CallInput, cutoff: string): Visit {
  const people = parseCount(input.people, { min: 1, max: MOST_PEOPLE, field: 'people' });
  return { ...holdWindow(date, input, cutoff), people };
}
