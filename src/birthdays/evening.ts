import { Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { daysBetween } from '../kernel/business-day.js';
import { DomainError } from '../kernel/domain-error.js';
import { parseCount } from '../kernel/whole-number.js';
import { lunarDateOf } from '../members/rules/birthday.js';
import { MemberTokens } from '../members/member-tokens.js';
import { PersonFields } from '../members/sealed-person.js';
import { Reader } from '../platform/database/reader.js';
import type { Tx } from '../platform/database/tx.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { clockTime } from '../platform/views/format.js';
import { RoomHolds } from '../rooms/room-holds.js';
import { MOST_PEOPLE } from '../rooms/rules/party.js';
import { holdWindow } from '../rooms/rules/hold-window.js';
import { commandAt, type DeskContext } from '../staff/desk-context.js';
import type { Permission } from '../staff/permissions.js';
import { BirthdayDay } from './birthday-day.js';
import { BirthdayStep } from './birthday-step.entity.js';
import { BirthdayQueries, type EntryRow } from './birthday.queries.js';
import { assertOpen, type EveningStep, stepMark } from './rules/evening-steps.js';
import { checkPapers, type PapersInput } from './rules/papers-check.js';

/** Steps of one button, with the permission of whoever does them. */
export const PLAIN_STEPS = {
  VISIT: 'birthdays.confirmVisit',
  USHER: 'birthdays.usher',
  MACHINE: 'birthdays.machineOn',
  AV: 'birthdays.av',
  AREA: 'birthdays.area',
} as const satisfies Partial<Record<EveningStep, Permission>>;
export type PlainStep = keyof typeof PLAIN_STEPS;

/** The room of a guest who has none yet: until when, for how many. */
export interface VisitPlace {
  readonly roomId: string;
  readonly until: string;
  readonly people: string;
}

/** 「正月廿三」 of the document's date and of the birthday's. */
export interface LunarMatch {
  readonly lunar: string;
  readonly onDay: string;
}

interface StepMark {
  readonly step: EveningStep;
  readonly result?: string;
  readonly idHash?: string | null;
  readonly reason?: string;
  readonly coSignerId?: string;
}

/** The eight steps of the evening with their roles (003E-020…028); the gift itself is given by `GiveGift`. */
@Injectable()
export class Evening {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly reader: Reader,
    private readonly day: BirthdayDay,
    private readonly queries: BirthdayQueries,
    private readonly holds: RoomHolds,
    private readonly fields: PersonFields,
    private readonly tokens: MemberTokens,
  ) {}

  /**
   * 核证: in person, photo and date match. Only the result stays, and a keyed hash of the number, so that one document gets one gift. Answers, for
   * a lunar birthday, the lunar dates of the document and of the day, which reception sees side by side. Throws `birthdays.papers.*`,
   * `birthdays.papers.served {date}`, `members.id.*`, `birthdays.notToday`.
   */
  async checkPapers(desk: DeskContext, key: string, entryId: string, input: PapersInput): Promise<LunarMatch | null> {
    const entry = await this.day.entry(this.reader, desk, entryId);
    const { birthdays, venue } = await this.day.policy(desk);
    const birthday = this.fields.birthday(entry);
    if (!birthday) throw new DomainError('birthdays.papers.unknown');
    const today = this.day.today(desk);
    const seen = checkPapers(birthday, input, { ...birthdays, today, adultAge: venue.adultAge });
    const idHash = seen.number === null ? null : this.tokens.idHash(seen.number);
    const command = commandAt(desk, 'birthdays.checkPapers', key, { entryId, documentType: input.documentType });
    await this.uow.run(command, async (tx) => {
      const now = await this.day.entry(tx, desk, entryId);
      if (idHash !== null) await this.assertNotServed(tx, now, idHash, birthdays.giftGapDays);
      await this.mark(tx, now, { idHash, step: 'PAPERS', result: 'MATCH' });
      return { entryId };
    });
    return birthday.calendar === 'LUNAR' ? { lunar: seen.lunar, onDay: lunarDateOf(entry.onDate).text } : null;
  }

  /** One of the steps that are a single tick. Throws `birthdays.step.*`, `birthdays.notToday`, `rooms.hold.*`. */
  async take(desk: DeskContext, key: string, entryId: string, step: Exclude<PlainStep, 'VISIT'>): Promise<void> {
    await this.uow.run(commandAt(desk, PLAIN_STEPS[step], key, { entryId, step }), async (tx) => {
      const entry = await this.day.entry(tx, desk, entryId);
      await this.mark(tx, entry, { step });
      if (step === 'USHER' && entry.holdId !== null) await this.holds.arrive(tx, entry.holdId);
      return { entryId };
    });
  }

  /**
   * 确认消费和包厢. Who comes without a reservation, or whose reservation has no room yet, gets the room reception chooses, from now on. Throws
   * `birthdays.step.*`, `birthdays.notToday`, `rooms.*`, `count.*`.
   */
  async confirmVisit(desk: DeskContext, key: string, entryId: string, place: VisitPlace): Promise<void> {
    const { venue } = await this.day.policy(desk);
    await this.uow.run(commandAt(desk, PLAIN_STEPS.VISIT, key, { entryId, ...place }), async (tx) => {
      const entry = await this.day.entry(tx, desk, entryId);
      if (entry.room === null) await this.seat(tx, entry, place, venue.dayCutoff);
      await this.mark(tx, entry, { step: 'VISIT' });
      return { entryId };
    });
  }

  private async seat(tx: Tx, entry: EntryRow, { roomId, until, people }: VisitPlace, cutoff: string): Promise<void> {
    if (roomId === '') throw new DomainError('birthdays.step.noRoom', {}, 'roomId');
    const window = holdWindow(this.day.today(tx.command), { until, from: clockTime(tx.now) }, cutoff);
    if (entry.holdId !== null && entry.holdState === 'ASKED') {
      await this.holds.place(tx, entry.holdId, { ...window, roomId });
      return;
    }
    const { holdId } = await this.holds.ask(tx, {
      ...window,
      roomId,
      people: parseCount(people, { min: 1, max: MOST_PEOPLE, field: 'people' }),
      businessDate: this.day.today(tx.command),
      purpose: 'BIRTHDAY',
      membershipId: entry.membershipId,
      guest: null,
      note: null,
    });
    await tx.run("UPDATE birthday_entry SET hold_id = ?, attend = 'COMING' WHERE id = ?", [holdId, entry.id]);
  }

  /** Writes a step in the unit of its act: each once, in order, on the day. */
  async mark(tx: Tx, entry: EntryRow, mark: StepMark): Promise<void> {
    this.day.assertToday(tx.command, entry);
    await this.markAfter(tx, entry, mark);
  }

  /** The same for what may be ticked the next morning: the guest's signature. */
  async markAfter(tx: Tx, entry: EntryRow, mark: StepMark): Promise<void> {
    const done = (await this.queries.steps(tx, entry.id)).map(({ step }) => step);
    assertOpen(mark.step, done);
    await tx.insert(BirthdayStep, {
      id: uuidv7(),
      entryId: entry.id,
      step: stepMark(mark.step, entry.giftRound),
      result: mark.result ?? null,
      idHash: mark.idHash ?? null,
      reason: mark.reason ?? null,
      byId: tx.command.actorId,
      coSignerId: mark.coSignerId ?? null,
      at: tx.now,
    });
  }

  /** Throws `birthdays.papers.served {date}` when the document seen for this birthday has brought a gift for another record meanwhile. */
  async assertOneGift(tx: Tx, entry: EntryRow, gapDays: number): Promise<void> {
    const seen = await tx.rows<{ idHash: string }>(
      "SELECT id_hash FROM birthday_step WHERE entry_id = ? AND step = 'PAPERS' AND id_hash IS NOT NULL",
      [entry.id],
    );
    for (const { idHash } of seen) await this.assertNotServed(tx, entry, idHash, gapDays, 'AND e.given_at IS NOT NULL');
  }

  /** The same document with another record: it is one person, who has one gift, whether it was given already or is about to be. */
  private async assertNotServed(tx: Tx, entry: EntryRow, idHash: string, gapDays: number, given = ''): Promise<void> {
    const served = await tx.rows<{ onDate: string }>(
      `SELECT e.on_date FROM birthday_step t JOIN birthday_entry e ON e.id = t.entry_id WHERE t.id_hash = ? AND e.id <> ? ${given}`,
      [idHash, entry.id],
    );
    const near = served.find(({ onDate }) => Math.abs(daysBetween(onDate, entry.onDate)) < gapDays);
    if (near) throw new DomainError('birthdays.papers.served', { date: near.onDate }, 'number');
  }
}
