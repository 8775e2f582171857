import { Injectable } from '@nestjs/common';
import { calendarDate, endOfMonth, type PlainDate, proposedBusinessDate } from '../kernel/business-day.js';
import { DomainError } from '../kernel/domain-error.js';
import { birthdaysBetween } from '../members/rules/birthday.js';
import { PersonFields } from '../members/sealed-person.js';
import { Clock } from '../platform/clock/clock.js';
import { Reader } from '../platform/database/reader.js';
import type { SqlReads } from '../platform/database/sql-reads.js';
import type { DeskContext } from '../staff/desk-context.js';
import { PolicyService } from '../venue/policy.service.js';
import type { Policy } from '../venue/rules/policy-schema.js';
import { BirthdayQueries, type EntryRow } from './birthday.queries.js';
import { assertItsDay } from './rules/evening-steps.js';
import { type GiftClaim, type GiftStanding, giftStanding } from './rules/gift-standing.js';

const TAKES_A_GIFT = new Set<GiftStanding>(['DUE', 'GIVEN']);

/** What day it is for birthdays, by which policy, and what that means for one of them. */
@Injectable()
export class BirthdayDay {
  constructor(
    private readonly clock: Clock,
    private readonly reader: Reader,
    private readonly policies: PolicyService,
    private readonly queries: BirthdayQueries,
    private readonly fields: PersonFields,
  ) {}

  /** Lists are worked on before the counter opens: without an open day the one the 06:00 rule proposes. */
  today({ businessDate }: Pick<DeskContext, 'businessDate'>): PlainDate {
    return businessDate ?? proposedBusinessDate(this.clock.now());
  }

  /** The business day, or the date when midnight is past, or days on which nobody closed it. */
  lastDay(desk: Pick<DeskContext, 'businessDate'>): PlainDate {
    const [today, date] = [this.today(desk), calendarDate(this.clock.now())];
    return date > today ? date : today;
  }

  policy(desk: DeskContext, db: SqlReads = this.reader): Promise<Policy> {
    return this.policies.current(db, desk.store.id, this.today(desk));
  }

  /** On the calendar or by the business day: the steps of the evening can be done. */
  isToday(desk: Pick<DeskContext, 'businessDate'>, { onDate }: Pick<EntryRow, 'onDate'>): boolean {
    return [calendarDate(this.clock.now()), this.today(desk)].includes(onDate);
  }

  /** Birthdays whose evening this is: those of the business day, and from midnight on those that have just begun. */
  async tonight(db: SqlReads, desk: Pick<DeskContext, 'businessDate' | 'store'>): Promise<EntryRow[]> {
    const entries = await this.queries.onDates(db, desk.store.id, this.today(desk), this.lastDay(desk));
    return entries.filter((entry) => this.isToday(desk, entry));
  }

  /** Throws `birthdays.notToday {date}`. */
  assertToday(desk: Pick<DeskContext, 'businessDate'>, entry: Pick<EntryRow, 'onDate'>): void {
    assertItsDay(entry.onDate, calendarDate(this.clock.now()), this.today(desk));
  }

  standing(entry: EntryRow, { birthdays }: Policy): GiftStanding {
    return giftStanding({ ...claimOf(entry), moved: this.moved(entry, birthdays) }, birthdays.giftGapDays);
  }

  /** The number of gifts that a month's birthdays take: given, or due as things stand. */
  async giftsOf(db: SqlReads, desk: DeskContext, month: string): Promise<number> {
    const policy = await this.policy(desk, db);
    const entries = await this.queries.onDates(db, desk.store.id, `${month}-01`, endOfMonth(`${month}-01`));
    return entries.filter((entry) => TAKES_A_GIFT.has(this.standing(entry, policy))).length;
  }

  /** Whether the file says another day than the list: what was corrected is kept on the day that is right. */
  private moved(entry: EntryRow, policy: Policy['birthdays']): boolean {
    const birthday = this.fields.birthday(entry);
    if (birthday === null) return entry.erasedAt === null;
    if (birthday.calendar !== entry.calendar) return true;
    return birthdaysBetween(birthday, entry.onDate, entry.onDate, policy).length === 0;
  }

  /** A birthday of this store; another store's is not there. Throws `page.notFound`. */
  async entry(db: SqlReads, desk: Pick<DeskContext, 'store'>, id: string): Promise<EntryRow> {
    const entry = await this.queries.byId(db, desk.store.id, id);
    if (!entry) throw new DomainError('page.notFound');
    return entry;
  }
}

/** What decides whether this birthday has a gift. */
function claimOf(entry: EntryRow): Omit<GiftClaim, 'moved'> {
  return {
    onDate: entry.onDate,
    given: entry.givenAt !== null,
    cardState: entry.cardState,
    cardFrozen: entry.frozenReason !== null,
    membershipClosed: entry.closedAt !== null || entry.transferred === 1,
    twin: twinOf(entry),
    lastGiftOn: entry.lastGiftOn,
  };
}

/** SAME means that the other record has the gift: where there is none any more, this one has it. */
function twinOf({ twins, undecided, twinOutcome }: EntryRow): GiftClaim['twin'] {
  if (twins === 0) return 'NONE';
  if (twinOutcome === 'SAME' || twinOutcome === 'DIFFERENT') return twinOutcome;
  return undecided > 0 ? 'OPEN' : 'NONE';
}
